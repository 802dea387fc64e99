//! Addition, subtraction, multiplication.

use super::Wide;
use core::cmp::Ordering;
use core::ops::{Add, Mul, Neg, Sub};

/// The product of two 128-bit numbers, high and low half.
#[inline]
pub const fn multiply_halves(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0) = (a >> 64, a & LOW);
    let (b1, b0) = (b >> 64, b & LOW);
    let low = a0 * b0;
    let middle = a1 * b0 + (low >> 64);
    let other = a0 * b1 + (middle & LOW);
    (a1 * b1 + (middle >> 64) + (other >> 64), other << 64 | low & LOW)
}

/// `x` + `y` to 256 bits: the leading 128 bits, the others, and whether there was more.
pub fn add_exact(x: (Wide, u128), y: (Wide, u128)) -> (Wide, u128, bool) {
    let ((mut a, mut a_low), (mut b, mut b_low)) = (x, y);
    if a.is_zero() {
        return (b, b_low, false);
    }
    if b.is_zero() {
        return (a, a_low, false);
    }
    if (a.exponent, a.significand, a_low) < (b.exponent, b.significand, b_low) {
        ((a, a_low), (b, b_low)) = ((b, b_low), (a, a_low));
    }
    let distance = (a.exponent - b.exponent) as u32;
    let (high, low, lost) = match distance {
        0 => (b.significand, b_low, false),
        1..128 => {
            let up = 128 - distance;
            (b.significand >> distance, b.significand << up | b_low >> distance, b_low << up != 0)
        }
        128 => (0, b.significand, b_low != 0),
        129..256 => (0, b.significand >> (distance - 128), b.significand << (256 - distance) != 0 || b_low != 0),
        _ => (0, 0, true),
    };
    let mut result = a;
    let mut result_low;
    if a.negative == b.negative {
        let carry;
        (result_low, carry) = a_low.overflowing_add(low);
        let (sum, over) = a.significand.overflowing_add(high);
        let (sum, over_too) = sum.overflowing_add(u128::from(carry));
        result.significand = sum;
        let mut lost = lost;
        if over || over_too {
            lost |= result_low & 1 != 0;
            result_low = result_low >> 1 | sum << 127;
            result.significand = sum >> 1 | 1 << 127;
            result.exponent += 1;
        }
        return (result, result_low, lost);
    }
    // What was lost makes the difference smaller: it is rounded down, and more remains.
    let (difference, borrow) = a_low.overflowing_sub(low);
    let (difference, borrow_too) = difference.overflowing_sub(u128::from(lost));
    result_low = difference;
    result.significand = a.significand.wrapping_sub(high).wrapping_sub(u128::from(borrow) + u128::from(borrow_too));
    if result.significand == 0 {
        if result_low == 0 {
            return (Wide::ZERO, 0, lost);
        }
        result.significand = result_low;
        result_low = 0;
        result.exponent -= 128;
    }
    let zeros = result.significand.leading_zeros();
    if zeros > 0 {
        result.significand = result.significand << zeros | result_low >> (128 - zeros);
        result_low <<= zeros;
        result.exponent -= zeros as i32;
    }
    (result, result_low, lost)
}

impl Neg for Wide {
    type Output = Wide;

    #[inline]
    fn neg(self) -> Wide {
        Wide { negative: !self.negative, ..self }
    }
}

impl Add for Wide {
    type Output = Wide;

    fn add(self, other: Wide) -> Wide {
        let (large, small) = match self.compare_magnitude(other) {
            Ordering::Less => (other, self),
            _ => (self, other),
        };
        if small.is_zero() {
            return large;
        }
        let distance = (large.exponent - small.exponent) as u32;
        let high = small.significand.checked_shr(distance).unwrap_or(0);
        if large.negative == small.negative {
            let (sum, over) = large.significand.overflowing_add(high);
            return match over {
                false => Wide { significand: sum, ..large },
                true => Wide { significand: sum >> 1 | 1 << 127, exponent: large.exponent + 1, ..large },
            };
        }
        let low = match distance {
            0 => 0,
            1..128 => small.significand << (128 - distance),
            _ => 1,
        };
        let mut significand = large.significand - high - u128::from(low != 0);
        let mut below = low.wrapping_neg();
        let mut exponent = large.exponent;
        if significand == 0 {
            if below == 0 {
                return Wide::ZERO;
            }
            (significand, below, exponent) = (below, 0, exponent - 128);
        }
        let zeros = significand.leading_zeros();
        if zeros > 0 {
            significand = significand << zeros | below >> (128 - zeros);
        }
        Wide { negative: large.negative, exponent: exponent - zeros as i32, significand }
    }
}

impl Sub for Wide {
    type Output = Wide;

    #[inline]
    fn sub(self, other: Wide) -> Wide {
        self + -other
    }
}

impl Mul for Wide {
    type Output = Wide;

    #[inline]
    fn mul(self, other: Wide) -> Wide {
        let negative = self.negative != other.negative;
        if self.is_zero() || other.is_zero() {
            return Wide::ZERO.with_sign(negative);
        }
        let (high, low) = multiply_halves(self.significand, other.significand);
        let exponent = self.exponent + other.exponent;
        if high >> 127 != 0 {
            return Wide { negative, exponent: exponent + 1, significand: high };
        }
        Wide { negative, exponent, significand: high << 1 | low >> 127 }
    }
}
