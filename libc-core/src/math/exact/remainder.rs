//! Remainders. C23 7.12.10, F.10.7.

use crate::math::format::{Format, Operand, deliver};
use crate::math::wide::Wide;

/// The remainder of the division of magnitudes, truncating, and the quotient's lowest 64 bits.
/// `y` is not zero.
fn divide_magnitudes(x: Wide, y: Wide) -> (Wide, u64) {
    if x.is_below(y) {
        return (x.abs(), 0);
    }
    // The significands have room for 15 bits of a quotient at a time at least, since a format has at most 113.
    let shift = y.significand.trailing_zeros().min(x.significand.trailing_zeros()).min(64);
    let divisor = y.significand >> shift;
    let mut rest = x.significand >> shift;
    let mut quotient = 0u64;
    let mut distance = (x.exponent - y.exponent) as u32;
    loop {
        quotient = quotient.wrapping_add((rest / divisor) as u64);
        rest %= divisor;
        if distance == 0 || rest == 0 {
            quotient = quotient.checked_shl(distance).unwrap_or(0);
            break;
        }
        let step = rest.leading_zeros().min(distance);
        rest <<= step;
        quotient = quotient.checked_shl(step).unwrap_or(0);
        distance -= step;
    }
    // A unit of `rest` is 2^`shift` in the divisor's last place.
    (Wide::new(false, y.exponent + shift as i32, rest), quotient)
}

/// `x` - n`y`, n the quotient truncated.
pub fn fmod<F: Format>(x: F, y: F) -> F {
    match (x.operand(), y.operand()) {
        (Operand::Nan, _) | (_, Operand::Nan) => nan_of(x, y),
        (Operand::Infinite(_), _) => F::invalid(),
        (_, Operand::Finite(divisor)) if divisor.is_zero() => F::invalid(),
        (_, Operand::Infinite(_)) => x,
        (Operand::Finite(value), Operand::Finite(divisor)) => {
            deliver(divide_magnitudes(value, divisor).0.with_sign(x.is_minus()), false)
        }
    }
}

/// `x` - n`y`, n the quotient rounded to nearest; and n's sign and lowest 31 bits.
pub fn remquo<F: Format>(x: F, y: F) -> (F, i32) {
    let negative = x.is_minus() != y.is_minus();
    match (x.operand(), y.operand()) {
        (Operand::Nan, _) | (_, Operand::Nan) => (nan_of(x, y), 0),
        (Operand::Infinite(_), _) => (F::invalid(), 0),
        (_, Operand::Finite(divisor)) if divisor.is_zero() => (F::invalid(), 0),
        (_, Operand::Infinite(_)) => (x, 0),
        (Operand::Finite(value), Operand::Finite(divisor)) => {
            let (mut rest, mut quotient) = divide_magnitudes(value, divisor);
            let divisor = divisor.abs();
            match rest.scale(1).compare_magnitude(divisor) {
                core::cmp::Ordering::Equal if quotient & 1 == 0 => (),
                core::cmp::Ordering::Less => (),
                _ => {
                    rest = rest - divisor;
                    quotient = quotient.wrapping_add(1);
                }
            }
            let sign = if rest.is_zero() { x.is_minus() } else { rest.negative != x.is_minus() };
            let bits = (quotient & 0x7fff_ffff) as i32;
            (deliver(rest.with_sign(sign), false), if negative { -bits } else { bits })
        }
    }
}

/// The NaN that two operands make, at least one of which is one.
pub fn nan_of<F: Format>(x: F, y: F) -> F {
    if y.is_signaling() {
        let _ = y.quieted();
    }
    if x.is_nan() {
        return x.quieted();
    }
    y.quieted()
}
