//! Exponential, logarithm, power, square root, argument, projection. C23 7.3.7, 7.3.8, G.6.3, G.6.4.

use super::operators::{Arithmetic, multiply};
use super::{Complex, complex, part, sin_cos};
use crate::math::elementary::inverse_trigonometric::{Unit, atan2};
use crate::math::elementary::root::hypot;
use crate::math::exact::remainder::nan_of;
use crate::math::format::{Format, Operand};
use crate::math::wide::logarithm::{ln, ln_1p};
use crate::math::wide::{Wide, add_exact, exponential, inverse_trigonometric, long, square_root};

/// e to the power `z`.
pub fn exp<F: Format>(z: Complex<F>) -> Complex<F> {
    let nan = || nan_of(z.re, z.im);
    match (z.re.operand(), z.im.operand()) {
        (Operand::Finite(x), Operand::Finite(y)) => {
            let (s, c) = sin_cos(y);
            let size = if x.is_zero() { Wide::ONE } else { exponential::exp(x) };
            complex(part(size * c), part(size * s))
        }
        (Operand::Infinite(true), Operand::Finite(y)) => {
            let (s, c) = sin_cos(y);
            complex(F::zero(c.negative), F::zero(s.negative))
        }
        (Operand::Infinite(true), _) => complex(F::zero(false), F::zero(false)),
        (Operand::Infinite(false), Operand::Finite(y)) if y.is_zero() => z,
        (Operand::Infinite(false), Operand::Finite(y)) => {
            let (s, c) = sin_cos(y);
            complex(F::infinity(c.negative), F::infinity(s.negative))
        }
        (Operand::Infinite(false), Operand::Infinite(_)) => complex(z.re, F::invalid()),
        (Operand::Infinite(false), Operand::Nan) => complex(z.re, nan()),
        (Operand::Finite(_), Operand::Infinite(_)) => complex(F::invalid(), F::nan()),
        (Operand::Nan, Operand::Finite(y)) if y.is_zero() => complex(nan(), z.im),
        _ => complex(nan(), nan()),
    }
}

/// `x`² + `y`² - 1, without cancellation.
pub(super) fn squares_less_one(x: Wide, y: Wide) -> Wide {
    let (sum, low, _) = add_exact(long::square(x), long::square(y));
    add_exact((sum, low), (-Wide::ONE, 0)).0
}

/// The logarithm of √(`x`² + `y`²); not both are zero.
fn ln_size(x: Wide, y: Wide) -> Wide {
    let above = squares_less_one(x, y);
    if above.is_zero() {
        return Wide::ZERO;
    }
    if above.exponent < -5 {
        return ln_1p(above).scale(-1);
    }
    ln(add_exact(long::square(x), long::square(y)).0).scale(-1)
}

/// The natural logarithm.
pub fn log<F: Format>(z: Complex<F>) -> Complex<F> {
    match (z.re.operand(), z.im.operand()) {
        (Operand::Finite(x), Operand::Finite(y)) => {
            let re = if x.is_zero() && y.is_zero() { F::pole(true) } else { part(ln_size(x, y)) };
            complex(re, argument(z))
        }
        (Operand::Infinite(_), _) | (_, Operand::Infinite(_)) => complex(F::infinity(false), argument(z)),
        _ => complex(nan_of(z.re, z.im), nan_of(z.re, z.im)),
    }
}

/// The argument.
pub fn argument<F: Format>(z: Complex<F>) -> F {
    atan2(z.im, z.re, Unit::Radian)
}

/// The magnitude.
pub fn magnitude<F: Format>(z: Complex<F>) -> F {
    hypot(z.re, z.im)
}

/// The square root of a finite number that is not zero, its imaginary part with the sign of `y`.
pub(super) fn wide_root(x: Wide, y: Wide) -> (Wide, Wide) {
    let (sum, _, _) = add_exact(long::square(x), long::square(y));
    let size = square_root(sum).0;
    let root = square_root((size + x.abs()).scale(-1)).0;
    let other = y.abs() / root.scale(1);
    if x.negative { (other, root.with_sign(y.negative)) } else { (root, other.with_sign(y.negative)) }
}

/// The square root with a real part that is not negative.
pub fn root<F: Format>(z: Complex<F>) -> Complex<F> {
    let nan = || nan_of(z.re, z.im);
    match (z.re.operand(), z.im.operand()) {
        (_, Operand::Infinite(_)) => complex(F::infinity(false), z.im),
        (Operand::Finite(x), Operand::Finite(y)) if x.is_zero() && y.is_zero() => complex(F::zero(false), z.im),
        (Operand::Finite(x), Operand::Finite(y)) => {
            if y.is_zero() {
                // Of a real number, it can be exact.
                let size: F = crate::math::exact::arithmetic::root(z.re.with_sign(false));
                let zero = F::zero(z.im.is_minus());
                return if x.negative {
                    complex(F::zero(false), size.with_sign(z.im.is_minus()))
                } else {
                    complex(size, zero)
                };
            }
            let (re, im) = wide_root(x, y);
            complex(part(re), part(im))
        }
        (Operand::Infinite(false), Operand::Finite(_)) => complex(z.re, F::zero(z.im.is_minus())),
        (Operand::Infinite(true), Operand::Finite(_)) => complex(F::zero(false), F::infinity(z.im.is_minus())),
        (Operand::Infinite(false), Operand::Nan) => complex(z.re, nan()),
        (Operand::Infinite(true), Operand::Nan) => complex(nan(), F::infinity(false)),
        _ => complex(nan(), nan()),
    }
}

/// `z` to the power `w`: exp(`w` log `z`), and 1 for a zero `w`.
pub fn pow<F: Arithmetic>(z: Complex<F>, w: Complex<F>) -> Complex<F> {
    let parts = (z.re.operand(), z.im.operand(), w.re.operand(), w.im.operand());
    if let (_, _, Operand::Finite(a), Operand::Finite(b)) = parts
        && a.is_zero()
        && b.is_zero()
    {
        return complex(F::one(false), F::zero(false));
    }
    let (Operand::Finite(x), Operand::Finite(y), Operand::Finite(a), Operand::Finite(b)) = parts else {
        return exp(multiply(w, log(z)));
    };
    if x.is_zero() && y.is_zero() {
        return match (a.is_zero(), a.negative) {
            (false, false) => complex(F::zero(false), F::zero(false)),
            (false, true) => complex(F::pole(false), F::nan()),
            (true, _) => complex(F::invalid(), F::nan()),
        };
    }
    let size = ln_size(x, y);
    let angle = match (y.is_zero(), x.negative) {
        (true, false) => Wide::ZERO.with_sign(y.negative),
        (true, true) => crate::math::wide::PI.with_sign(y.negative),
        _ if x.is_zero() => crate::math::wide::PI.scale(-1).with_sign(y.negative),
        _ => inverse_trigonometric::atan2(y, x),
    };
    let (real, imaginary) = (a * size - b * angle, a * angle + b * size);
    let (s, c) = sin_cos(imaginary);
    let size = if real.is_zero() { Wide::ONE } else { exponential::exp(real) };
    complex(part(size * c), part(size * s))
}

/// The projection onto the Riemann sphere: one infinity.
pub fn projection<F: Format>(z: Complex<F>) -> Complex<F> {
    match (z.re.operand(), z.im.operand()) {
        (Operand::Infinite(_), _) | (_, Operand::Infinite(_)) => complex(F::infinity(false), F::zero(z.im.is_minus())),
        _ => z,
    }
}
