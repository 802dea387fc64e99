//! Inverse trigonometric functions: the arc tangent, from the nearest atan(j/32) by a Taylor series.

use super::constants::{ATAN, HALF_PI, INVERSES, PI};
use super::{Wide, square_root, times};

/// The arc tangent of a number below 2^-5 in magnitude.
fn series(x: Wide) -> Wide {
    let square = (x * x).fraction();
    let mut sum = 0;
    for &coefficient in INVERSES[3..29].iter().step_by(2).rev() {
        sum = coefficient - times(square, sum);
    }
    x - x * Wide::from_fraction(times(square, sum) | 1)
}

/// The arc tangent of `y`/`x`, both positive and `y` not above `x`.
fn arc(y: Wide, x: Wide) -> Wide {
    let nearest = y / x;
    let index = match nearest.exponent {
        0.. => 32,
        -6..0 => (nearest.significand >> (121 - nearest.exponent) & 63).div_ceil(2) as usize,
        _ => 0,
    };
    if index == 0 {
        return series(nearest);
    }
    let j = Wide::integer(index as i64).scale(-5);
    let tangent = (y - x * j) / (x + y * j);
    ATAN[index] + series(tangent)
}

/// The angle of the point (`x`, `y`), neither of which is zero.
pub fn atan2(y: Wide, x: Wide) -> Wide {
    let (rise, run) = (y.abs(), x.abs());
    let acute = if run.is_below(rise) { HALF_PI - arc(run, rise) } else { arc(rise, run) };
    let angle = if x.negative { PI - acute } else { acute };
    angle.with_sign(y.negative)
}

/// The arc tangent of a number that is not zero.
pub fn atan(x: Wide) -> Wide {
    atan2(x, Wide::ONE)
}

/// √(1 - `x`²).
fn other_leg(x: Wide) -> Wide {
    square_root((Wide::ONE - x) * (Wide::ONE + x)).0
}

/// The arc sine of a number not above 1, and not zero.
pub fn asin(x: Wide) -> Wide {
    let leg = other_leg(x);
    if leg.is_zero() { HALF_PI.with_sign(x.negative) } else { atan2(x, leg) }
}

/// The arc cosine of a number not above 1, and not 1 itself.
pub fn acos(x: Wide) -> Wide {
    let leg = other_leg(x);
    match (leg.is_zero(), x.is_zero()) {
        (true, _) => PI,
        (_, true) => HALF_PI,
        _ => atan2(leg, x),
    }
}
