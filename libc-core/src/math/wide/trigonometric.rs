//! Trigonometric functions: a reduction with as many bits of 2/π as it takes, and Taylor series.
//! Source: Payne and Hanek, "Radian reduction for trigonometric functions", SIGNUM Newsletter 18 (1983).

use super::constants::{HALF_PI, INVERSE_FACTORIALS, PI, TWO_OVER_PI};
use super::{Wide, times};

/// 64-bit digits of the reduced product.
const DIGITS: usize = 8;

/// The 64 bits of 2/π that follow the first `offset`; there are zeros before the first.
fn two_over_pi(offset: i32) -> u64 {
    let word = |index: i32| usize::try_from(index).ok().and_then(|index| TWO_OVER_PI.get(index)).copied().unwrap_or(0);
    let (index, shift) = (offset.div_euclid(64), offset.rem_euclid(64) as u32);
    let pair = u128::from(word(index)) << 64 | u128::from(word(index + 1));
    (pair >> (64 - shift)) as u64
}

/// The quadrant of `x`, and the angle from the nearest multiple of π/2 to it.
fn reduce(x: Wide) -> (u32, Wide) {
    if x.is_below(Wide::constant(-1, 0xc90f_daa2 << 96)) {
        return (0, x);
    }
    // The significand is an integer: what it makes of the bits of 2/π above these is whole turns.
    let start = x.exponent - 127 - 2;
    // The product modulo 1, low digit first.
    let mut product = [0u64; DIGITS];
    for (shift, digit) in [(0, x.significand as u64), (1, (x.significand >> 64) as u64)] {
        let mut carry = 0;
        for place in shift..DIGITS {
            let factor = two_over_pi(start + 64 * (DIGITS - 1 + shift - place) as i32);
            let sum = u128::from(digit) * u128::from(factor) + u128::from(product[place]) + u128::from(carry);
            product[place] = sum as u64;
            carry = (sum >> 64) as u64;
        }
    }
    let [.., d3, d2, d1, d0] = product;
    let high = u128::from(d0) << 64 | u128::from(d1);
    let low = u128::from(d2) << 64 | u128::from(d3);
    let mut quadrant = (high >> 126) as u32;
    let (mut high, mut low) = (high << 2 | low >> 126, low << 2 | u128::from(product[DIGITS - 5] >> 62));
    let beyond = high >> 127 != 0;
    if beyond {
        quadrant += 1;
        (high, low) = (!high, !low);
    }
    let mut turn = Wide::new(beyond, -1, high);
    let zeros = high.leading_zeros();
    turn = match zeros {
        0 => turn,
        1..128 => Wide { significand: turn.significand | low >> (128 - zeros), ..turn },
        _ => Wide::new(beyond, -129, low),
    };
    let angle = turn * HALF_PI;
    if x.negative { (quadrant.wrapping_neg() & 3, -angle) } else { (quadrant & 3, angle) }
}

/// `c[first]` - `square` `c[first + 2]` + `square`^2 `c[first + 4]` …, c the inverse factorials.
fn alternating(square: u128, first: usize) -> u128 {
    let mut sum = 0;
    for &coefficient in INVERSE_FACTORIALS[first..].iter().step_by(2).rev() {
        sum = coefficient - times(square, sum);
    }
    sum
}

/// The sine of an angle of at most π/4.
fn sine(angle: Wide) -> Wide {
    let square = (angle * angle).fraction();
    angle - angle * Wide::from_fraction(times(square, alternating(square, 3)) | 1)
}

/// The cosine of an angle of at most π/4.
fn cosine(angle: Wide) -> Wide {
    let square = (angle * angle).fraction();
    Wide::ONE - Wide::from_fraction(times(square, alternating(square, 2)) | 1)
}

/// Sine and cosine of the angle in a quadrant.
fn turned(quadrant: u32, angle: Wide) -> (Wide, Wide) {
    let (s, c) = (sine(angle), cosine(angle));
    match quadrant {
        0 => (s, c),
        1 => (c, -s),
        2 => (-s, -c),
        _ => (-c, s),
    }
}

/// Sine and cosine.
pub fn sin_cos(x: Wide) -> (Wide, Wide) {
    let (quadrant, angle) = reduce(x);
    turned(quadrant, angle)
}

/// The tangent.
pub fn tan(x: Wide) -> Wide {
    let (s, c) = sin_cos(x);
    s / c
}

/// Sine and cosine of π`x`. Zeros are exact.
pub fn sin_cos_pi(x: Wide) -> (Wide, Wide) {
    // Twice `x` modulo 4: the nearest quadrant and the rest, both exact.
    let twice = x.abs().scale(1);
    let (quadrant, rest) = match twice.exponent {
        i32::MIN..-1 => (0, twice),
        -1..127 => {
            let below = 127 - twice.exponent as i64;
            let (kept, half) = if below == 128 {
                (0, true)
            } else {
                (twice.significand >> below, twice.significand >> (below - 1) & 1 != 0)
            };
            let nearest = kept + u128::from(half);
            (nearest as u32 & 3, twice - Wide::new(false, 127, nearest))
        }
        127 => (twice.significand as u32 & 3, Wide::ZERO),
        128 => ((twice.significand as u32) << 1 & 3, Wide::ZERO),
        _ => (0, Wide::ZERO),
    };
    let angle = rest.scale(-1) * PI;
    let (s, c) = if angle.is_zero() {
        match quadrant {
            0 => (Wide::ZERO, Wide::ONE),
            1 => (Wide::ONE, Wide::ZERO),
            2 => (Wide::ZERO, -Wide::ONE),
            _ => (-Wide::ONE, Wide::ZERO),
        }
    } else {
        turned(quadrant, angle)
    };
    (s.with_sign(s.negative != x.negative), c)
}
