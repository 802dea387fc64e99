//! Exponential functions and error functions. C23 7.12.6, 7.12.8, F.10.3, F.10.5.

use super::inexact;
use crate::math::format::{Format, Operand, deliver};
use crate::math::wide::{Wide, error_function, exponential as wide};

/// A base's power: 0 and infinity at the infinities, 1 at zero; `exact` has the powers that are.
fn power<F: Format>(x: F, value: fn(Wide) -> Wide, exact: fn(Wide) -> Option<Wide>) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(true) => F::zero(false),
        Operand::Infinite(false) => F::infinity(false),
        Operand::Finite(x) if x.is_zero() => F::one(false),
        Operand::Finite(x) => match exact(x) {
            Some(power) => deliver(power, false),
            None => inexact(value(x)),
        },
    }
}

/// A base's power less 1: -1 and infinity at the infinities, and zeros as they are.
fn power_less_one<F: Format>(x: F, value: fn(Wide) -> Wide, exact: fn(Wide) -> Option<Wide>) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(true) => F::one(true),
        Operand::Infinite(false) => x,
        Operand::Finite(x_value) if x_value.is_zero() => x,
        Operand::Finite(x) => match exact(x) {
            Some(power) if power.exponent.abs() < 128 => deliver(power - Wide::ONE, false),
            _ => inexact(value(x)),
        },
    }
}

/// 2 to the power of an integer.
fn exact_exp2(x: Wide) -> Option<Wide> {
    if !x.integrality().0 {
        return None;
    }
    let (magnitude, _) = x.integer_part().unwrap_or((u64::MAX, false));
    let magnitude = magnitude.min(0x10000) as i32;
    Some(Wide::power_of_2(if x.negative { -magnitude } else { magnitude }))
}

/// 10 to the power of a natural number, as long as 5 to that power has at most 128 bits.
fn exact_exp10(x: Wide) -> Option<Wide> {
    match x.integer_part() {
        Some((magnitude @ 0..=55, false)) if !x.negative => {
            let power = magnitude as u32;
            Some(Wide::new(false, 127, 5u128.pow(power)).scale(power as i32))
        }
        _ => None,
    }
}

/// e to the power `x`.
pub fn exp<F: Format>(x: F) -> F {
    power(x, wide::exp, |_| None)
}

/// 2 to the power `x`.
pub fn exp2<F: Format>(x: F) -> F {
    power(x, wide::exp2, exact_exp2)
}

/// 10 to the power `x`.
pub fn exp10<F: Format>(x: F) -> F {
    power(x, wide::exp10, exact_exp10)
}

/// e to the power `x`, less 1.
pub fn expm1<F: Format>(x: F) -> F {
    power_less_one(x, wide::expm1, |_| None)
}

/// 2 to the power `x`, less 1.
pub fn exp2m1<F: Format>(x: F) -> F {
    power_less_one(x, wide::exp2m1, exact_exp2)
}

/// 10 to the power `x`, less 1.
pub fn exp10m1<F: Format>(x: F) -> F {
    power_less_one(x, wide::exp10m1, exact_exp10)
}

/// The error function.
pub fn erf<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(negative) => F::one(negative),
        Operand::Finite(value) if value.is_zero() => x,
        Operand::Finite(x) => inexact(error_function::erf(x)),
    }
}

/// The complementary error function.
pub fn erfc<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(false) => F::zero(false),
        Operand::Infinite(true) => deliver(Wide::power_of_2(1), false),
        Operand::Finite(x) if x.is_zero() => F::one(false),
        Operand::Finite(x) => inexact(error_function::erfc(x)),
    }
}
