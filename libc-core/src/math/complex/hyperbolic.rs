//! Hyperbolic functions, and by them the trigonometric ones. C23 7.3.5, 7.3.6, G.6.2.

use super::{Complex, complex, part, sin_cos};
use crate::math::exact::remainder::nan_of;
use crate::math::format::{Format, Operand};
use crate::math::wide::{Wide, hyperbolic as wide, square_root};

/// The hyperbolic sine, that of zero exact.
fn wide_sinh(x: Wide) -> Wide {
    if x.is_zero() { x } else { wide::sinh(x) }
}

/// The hyperbolic cosine, that of zero exact.
fn wide_cosh(x: Wide) -> Wide {
    if x.is_zero() { Wide::ONE } else { wide::cosh(x) }
}

/// The hyperbolic sine.
pub fn sinh<F: Format>(z: Complex<F>) -> Complex<F> {
    let nan = || nan_of(z.re, z.im);
    match (z.re.operand(), z.im.operand()) {
        (Operand::Finite(x), Operand::Finite(y)) => {
            let (s, c) = sin_cos(y);
            complex(part(wide_sinh(x) * c), part(wide_cosh(x) * s))
        }
        (Operand::Finite(x), Operand::Infinite(_)) if x.is_zero() => complex(z.re, F::invalid()),
        (Operand::Finite(x), Operand::Nan) if x.is_zero() => complex(z.re, nan()),
        (Operand::Infinite(_), Operand::Finite(y)) if y.is_zero() => z,
        (Operand::Infinite(negative), Operand::Finite(y)) => {
            let (s, c) = sin_cos(y);
            complex(F::infinity(negative != c.negative), F::infinity(s.negative))
        }
        (Operand::Infinite(_), Operand::Infinite(_)) => complex(z.re, F::invalid()),
        (Operand::Infinite(_), Operand::Nan) => complex(z.re, nan()),
        (Operand::Nan, Operand::Finite(y)) if y.is_zero() => complex(nan(), z.im),
        (Operand::Finite(_), Operand::Infinite(_)) => complex(F::invalid(), F::nan()),
        _ => complex(nan(), nan()),
    }
}

/// The hyperbolic cosine.
pub fn cosh<F: Format>(z: Complex<F>) -> Complex<F> {
    let nan = || nan_of(z.re, z.im);
    let zero = || F::zero(z.re.is_minus() != z.im.is_minus());
    match (z.re.operand(), z.im.operand()) {
        (Operand::Finite(x), Operand::Finite(y)) => {
            let (s, c) = sin_cos(y);
            complex(part(wide_cosh(x) * c), part(wide_sinh(x) * s))
        }
        (Operand::Finite(x), Operand::Infinite(_)) if x.is_zero() => complex(F::invalid(), F::zero(false)),
        (Operand::Finite(x), Operand::Nan) if x.is_zero() => complex(nan(), F::zero(false)),
        (Operand::Infinite(_), Operand::Finite(y)) if y.is_zero() => complex(F::infinity(false), zero()),
        (Operand::Infinite(negative), Operand::Finite(y)) => {
            let (s, c) = sin_cos(y);
            complex(F::infinity(c.negative), F::infinity(negative != s.negative))
        }
        (Operand::Infinite(_), Operand::Infinite(_)) => complex(F::infinity(false), F::invalid()),
        (Operand::Infinite(_), Operand::Nan) => complex(F::infinity(false), nan()),
        (Operand::Nan, Operand::Finite(y)) if y.is_zero() => complex(nan(), z.im),
        (Operand::Finite(_), Operand::Infinite(_)) => complex(F::invalid(), F::nan()),
        _ => complex(nan(), nan()),
    }
}

/// The hyperbolic tangent. Source: Kahan, "Branch Cuts for Complex Elementary Functions" (1987).
pub fn tanh<F: Format>(z: Complex<F>) -> Complex<F> {
    let nan = || nan_of(z.re, z.im);
    match (z.re.operand(), z.im.operand()) {
        (Operand::Finite(x), Operand::Finite(y)) => {
            let (s, c) = sin_cos(y);
            let tangent = if s.is_zero() { s } else { s / c };
            let secant = Wide::ONE + tangent * tangent;
            let sine = wide_sinh(x);
            let square = sine * sine;
            let denominator = Wide::ONE + secant * square;
            let re = secant * square_root(Wide::ONE + square).0 * sine / denominator;
            complex(tanh_part(re, z.re), part(tangent / denominator))
        }
        (Operand::Infinite(negative), Operand::Finite(y)) => {
            let (s, c) = sin_cos(y);
            complex(F::one(negative), F::zero(s.negative != c.negative))
        }
        (Operand::Infinite(negative), _) => complex(F::one(negative), F::zero(z.im.is_minus())),
        (Operand::Finite(x), Operand::Infinite(_)) if x.is_zero() => complex(z.re, F::invalid()),
        (Operand::Finite(x), Operand::Nan) if x.is_zero() => complex(z.re, nan()),
        (Operand::Nan, Operand::Finite(y)) if y.is_zero() => complex(nan(), z.im),
        (Operand::Finite(_), Operand::Infinite(_)) => complex(F::invalid(), F::nan()),
        _ => complex(nan(), nan()),
    }
}

/// The real part, a zero as the argument's.
fn tanh_part<F: Format>(value: Wide, argument: F) -> F {
    if value.is_zero() { F::zero(argument.is_minus()) } else { part(value) }
}

/// The sine: -i sinh(i`z`).
pub fn sin<F: Format>(z: Complex<F>) -> Complex<F> {
    sinh(z.times_i()).times_minus_i()
}

/// The cosine: cosh(i`z`).
pub fn cos<F: Format>(z: Complex<F>) -> Complex<F> {
    cosh(z.times_i())
}

/// The tangent: -i tanh(i`z`).
pub fn tan<F: Format>(z: Complex<F>) -> Complex<F> {
    tanh(z.times_i()).times_minus_i()
}
