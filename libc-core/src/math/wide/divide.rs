//! Division.

use super::Wide;
use core::ops::Div;

/// The quotient of a 192-bit number by a 128-bit number with its top bit set, which is below 2^64, and the remainder.
/// Source: Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D.
fn divide_digit(high: u128, low: u64, divisor: u128) -> (u64, u128) {
    let top = divisor >> 64;
    let bottom = divisor & u128::from(u64::MAX);
    // The estimate from the leading digits is at most 2 too large.
    let mut digit = (high / top).min(u64::MAX.into());
    let mut rest = high - digit * top;
    while rest >> 64 == 0 && digit * bottom > (rest << 64 | u128::from(low)) {
        digit -= 1;
        rest += top;
    }
    let remainder = (rest << 64 | u128::from(low)).wrapping_sub(digit * bottom);
    (digit as u64, remainder)
}

/// `x` / `y`, the first 128 bits of it, and whether there is more. `y` is not zero.
pub fn divide(x: Wide, y: Wide) -> (Wide, bool) {
    let negative = x.negative != y.negative;
    if x.is_zero() {
        return (Wide::ZERO.with_sign(negative), false);
    }
    // The numerator is below the denominator, so that the quotient is below 1.
    let smaller = x.significand < y.significand;
    let (numerator, low) =
        if smaller { (x.significand, 0) } else { (x.significand >> 1, ((x.significand & 1) as u64) << 63) };
    let (first, remainder) = divide_digit(numerator, low, y.significand);
    let (second, remainder) = divide_digit(remainder, 0, y.significand);
    let significand = u128::from(first) << 64 | u128::from(second);
    let exponent = x.exponent - y.exponent - i32::from(smaller);
    (Wide { negative, exponent, significand }, remainder != 0)
}

impl Div for Wide {
    type Output = Wide;

    #[inline]
    fn div(self, other: Wide) -> Wide {
        divide(self, other).0
    }
}
