//! Logarithms. C23 7.12.6, F.10.3.

use super::inexact;
use crate::math::format::{Format, Operand, deliver};
use crate::math::wide::logarithm::{ln, ln_1p};
use crate::math::wide::{LOG2_E, LOG10_E, Wide};

/// A logarithm: a pole at zero, invalid below, 0 at 1; `exact` has the integers among them.
fn logarithm<F: Format>(x: F, value: fn(Wide) -> Wide, exact: fn(Wide) -> Option<Wide>) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Finite(x) if x.is_zero() => F::pole(true),
        Operand::Infinite(false) => x,
        Operand::Finite(x) if !x.negative => match exact(x) {
            _ if x == Wide::ONE => F::zero(false),
            Some(integer) => deliver(integer, false),
            None => inexact(value(x)),
        },
        _ => F::invalid(),
    }
}

/// A logarithm of 1 + `x`: a pole at -1, invalid below, zeros as they are.
fn logarithm_of_next<F: Format>(x: F, value: fn(Wide) -> Wide, exact: fn(Wide) -> Option<Wide>) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Finite(value) if value.is_zero() => x,
        Operand::Infinite(false) => x,
        Operand::Finite(x) if x == -Wide::ONE => F::pole(true),
        Operand::Finite(x) if !x.negative || x.exponent < 0 => {
            // Where 1 + `x` is rounded it is no power.
            let next = x + Wide::ONE;
            match exact(next) {
                Some(integer) if next - Wide::ONE == x && x.exponent.abs() < 120 => deliver(integer, false),
                _ => inexact(value(x)),
            }
        }
        _ => F::invalid(),
    }
}

/// The exponent of a power of 2.
fn exact_log2(x: Wide) -> Option<Wide> {
    (x.significand == 1 << 127).then(|| Wide::integer(x.exponent.into()))
}

/// The exponent of a power of 10.
fn exact_log10(x: Wide) -> Option<Wide> {
    let odd = x.significand >> x.significand.trailing_zeros();
    let power = (0..=55).find(|&power| 5u128.pow(power) == odd)?;
    let twos = x.exponent - 127 + x.significand.trailing_zeros() as i32;
    (twos == power as i32).then(|| Wide::integer(power.into()))
}

/// The natural logarithm.
pub fn log<F: Format>(x: F) -> F {
    logarithm(x, ln, |_| None)
}

/// The logarithm to base 2.
pub fn log2<F: Format>(x: F) -> F {
    logarithm(x, |x| ln(x) * LOG2_E, exact_log2)
}

/// The logarithm to base 10.
pub fn log10<F: Format>(x: F) -> F {
    logarithm(x, |x| ln(x) * LOG10_E, exact_log10)
}

/// The natural logarithm of 1 + `x`.
pub fn log1p<F: Format>(x: F) -> F {
    logarithm_of_next(x, ln_1p, |_| None)
}

/// The logarithm of 1 + `x` to base 2.
pub fn log2p1<F: Format>(x: F) -> F {
    logarithm_of_next(x, |x| ln_1p(x) * LOG2_E, exact_log2)
}

/// The logarithm of 1 + `x` to base 10.
pub fn log10p1<F: Format>(x: F) -> F {
    logarithm_of_next(x, |x| ln_1p(x) * LOG10_E, exact_log10)
}
