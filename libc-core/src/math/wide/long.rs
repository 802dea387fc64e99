//! Numbers with 256 bits where 128 are too few: logarithms that are to be multiplied by large powers.

use super::arithmetic::{add_exact, multiply_halves};
use super::{Wide, constants::LONG_LOG2_E};

/// A number with the 128 bits that follow its significand's.
pub type Long = (Wide, u128);

/// `x` + `y`, cut off.
pub fn add(x: Long, y: Long) -> Long {
    let (high, low, _) = add_exact(x, y);
    (high, low)
}

/// `x` × `y`, cut off.
pub fn multiply(x: Long, y: Long) -> Long {
    let negative = x.0.negative != y.0.negative;
    if x.0.is_zero() || y.0.is_zero() {
        return (Wide::ZERO.with_sign(negative), 0);
    }
    let (mut high, mut low) = multiply_halves(x.0.significand, y.0.significand);
    for part in [multiply_halves(x.0.significand, y.1).0, multiply_halves(x.1, y.0.significand).0] {
        let carry;
        (low, carry) = low.overflowing_add(part);
        high += u128::from(carry);
    }
    let mut exponent = x.0.exponent + y.0.exponent + 1;
    if high >> 127 == 0 {
        high = high << 1 | low >> 127;
        low <<= 1;
        exponent -= 1;
    }
    (Wide { negative, exponent, significand: high }, low)
}

/// The square of a number, exactly.
pub fn square(x: Wide) -> Long {
    multiply((x, 0), (x, 0))
}

/// The greatest integer not above `x`, and the fraction, of 2^128; rounded down, never to an integer from below.
/// `x` is below 2^30.
pub fn split(x: Long) -> (i32, u128) {
    let (Wide { negative, exponent, significand }, low) = x;
    let (integer, fraction, rest) = match exponent {
        _ if significand == 0 => return (0, 0),
        0..=30 => {
            let up = exponent as u32 + 1;
            let integer = (significand >> (128 - up)) as i32;
            (integer, significand << up | low >> (128 - up), low << up != 0)
        }
        -128..0 => {
            let down = (-1 - exponent) as u32;
            (0, significand >> down, low != 0 || significand.trailing_zeros() < down)
        }
        _ => (0, 0, true),
    };
    match (negative, fraction, rest) {
        (false, ..) => (integer, fraction),
        (true, 0, false) => (-integer, 0),
        // All but an integer is rounded to below it.
        (true, 0, true) => (-integer - 1, u128::MAX),
        (true, ..) => (-integer - 1, fraction.wrapping_neg()),
    }
}

/// e to the power `x`.
pub fn exp(x: Long) -> Wide {
    super::exponential::exp2_long(multiply(x, LONG_LOG2_E))
}
