//! Hyperbolic functions and their inverses. C23 7.12.5, F.10.2.

use super::inexact;
use crate::math::format::{Format, Operand};
use crate::math::wide::{Wide, hyperbolic as wide};

/// The hyperbolic sine.
pub fn sinh<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Finite(value) if !value.is_zero() => inexact(wide::sinh(value)),
        _ => x,
    }
}

/// The hyperbolic cosine.
pub fn cosh<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(_) => F::infinity(false),
        Operand::Finite(value) if value.is_zero() => F::one(false),
        Operand::Finite(value) => inexact(wide::cosh(value)),
    }
}

/// The hyperbolic tangent.
pub fn tanh<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(negative) => F::one(negative),
        Operand::Finite(value) if value.is_zero() => x,
        Operand::Finite(value) => inexact(wide::tanh(value)),
    }
}

/// The area hyperbolic sine.
pub fn asinh<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Finite(value) if !value.is_zero() => inexact(wide::asinh(value)),
        _ => x,
    }
}

/// The area hyperbolic cosine.
pub fn acosh<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(false) => x,
        Operand::Finite(value) if value == Wide::ONE => F::zero(false),
        Operand::Finite(value) if !value.negative && value.exponent >= 0 && !value.is_zero() => {
            inexact(wide::acosh(value))
        }
        _ => F::invalid(),
    }
}

/// The area hyperbolic tangent.
pub fn atanh<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Finite(value) if value.is_zero() => x,
        Operand::Finite(value) if value.abs() == Wide::ONE => F::pole(value.negative),
        Operand::Finite(value) if value.exponent < 0 => inexact(wide::atanh(value)),
        _ => F::invalid(),
    }
}
