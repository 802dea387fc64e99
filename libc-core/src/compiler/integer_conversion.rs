//! Conversions of numbers to integers of 128 bits, whatever the format.

use crate::math::exact::integral::{Direction, integral_value};
use crate::math::format::{Format, Operand};
use arch::Round;
use arch::fenv::{self, INEXACT, INVALID};

/// Towards zero to an integer below 2^`bits` in magnitude, and its sign; `None` if it is none.
fn truncated<F: Format>(x: F, bits: i32) -> Option<(u128, bool)> {
    let Operand::Finite(value) = x.operand() else {
        fenv::raise(INVALID);
        return None;
    };
    let (whole, differs) = integral_value(value, Direction::Usual(Round::TowardZero));
    if !whole.is_zero() && whole.exponent >= bits {
        fenv::raise(INVALID);
        return None;
    }
    if differs {
        fenv::raise(INEXACT);
    }
    let magnitude = if whole.is_zero() { 0 } else { whole.significand >> (127 - whole.exponent) };
    Some((magnitude, value.negative))
}

/// To a signed integer; the least one if out of range.
pub fn signed<F: Format>(x: F) -> i128 {
    match truncated(x, 127) {
        Some((magnitude, true)) => (magnitude as i128).wrapping_neg(),
        Some((magnitude, false)) => magnitude as i128,
        None => i128::MIN,
    }
}

/// To an unsigned integer; of a negative number, that of its magnitude, negated.
pub fn unsigned<F: Format>(x: F) -> u128 {
    match truncated(x, 128) {
        Some((magnitude, true)) => magnitude.wrapping_neg(),
        Some((magnitude, false)) => magnitude,
        None => u128::MAX,
    }
}
