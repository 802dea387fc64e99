//! Trigonometric functions. C23 7.12.4, F.10.1.

use super::inexact;
use crate::math::format::{Format, Operand, deliver};
use crate::math::wide::trigonometric::{sin_cos as wide_sin_cos, sin_cos_pi, tan as wide_tan};
use crate::math::wide::{Wide, divide};

/// Sine and cosine.
pub fn sin_cos<F: Format>(x: F) -> (F, F) {
    match x.operand() {
        Operand::Nan => (x.quieted(), x.quieted()),
        Operand::Infinite(_) => (F::invalid(), F::invalid()),
        Operand::Finite(value) if value.is_zero() => (x, F::one(false)),
        Operand::Finite(x) => {
            let (s, c) = wide_sin_cos(x);
            (inexact(s), inexact(c))
        }
    }
}

/// The sine.
pub fn sin<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Finite(value) if !value.is_zero() => inexact(wide_sin_cos(value).0),
        _ => sin_cos(x).0,
    }
}

/// The cosine.
pub fn cos<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Finite(value) if !value.is_zero() => inexact(wide_sin_cos(value).1),
        _ => sin_cos(x).1,
    }
}

/// The tangent.
pub fn tan<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Finite(value) if !value.is_zero() => inexact(wide_tan(value)),
        _ => sin_cos(x).0,
    }
}

/// A sine or cosine of a multiple of π: exact if it is 0 or ±1.
fn of_pi<F: Format>(value: Wide) -> F {
    deliver(value, !value.is_zero() && value.abs() != Wide::ONE)
}

/// The sine of π`x`. An integer's is 0 with the sign of `x`.
pub fn sinpi<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(_) => F::invalid(),
        Operand::Finite(value) if value.integrality().0 => F::zero(x.is_minus()),
        Operand::Finite(x) => of_pi(sin_cos_pi(x).0),
    }
}

/// The cosine of π`x`. Zeros are positive.
pub fn cospi<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(_) => F::invalid(),
        Operand::Finite(x) => {
            let c = sin_cos_pi(x).1;
            if c.is_zero() { F::zero(false) } else { of_pi(c) }
        }
    }
}

/// The tangent of π`x`: a pole at odd multiples of 1/2.
pub fn tanpi<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(_) => F::invalid(),
        Operand::Finite(value) => {
            let (integer, odd) = value.integrality();
            if integer {
                return F::zero(x.is_minus() != odd);
            }
            let (s, c) = sin_cos_pi(value);
            if c.is_zero() {
                return F::pole(s.negative);
            }
            // ±1 at odd multiples of 1/4.
            if value.scale(2).integrality().0 {
                return F::one(s.negative != c.negative);
            }
            inexact(divide(s, c).0)
        }
    }
}
