//! Exponential functions, by 2^(j/32) from a table and a Taylor series.

use super::arithmetic::multiply_halves;
use super::constants::{EXP2, INVERSE_FACTORIALS, LN_2, LN_2_FRACTION, LN_10, LONG_LOG2_10};
use super::long::{self, Long};
use super::{Wide, times};

/// A number far above every format's range, and by its inverse far below.
pub const HUGE: Wide = Wide::power_of_2(0x10000);
/// A number far below every format's range.
pub const TINY: Wide = Wide::power_of_2(-0x10000);
/// The largest number below 1.
pub const BELOW_ONE: Wide = Wide::constant(-1, u128::MAX);

/// The sum of `x`^(k-2) / k! from k = 2 to `last`; `x` is a fraction.
fn exponential_series(x: u128, last: usize) -> u128 {
    let mut sum = 0;
    for &coefficient in INVERSE_FACTORIALS[2..=last].iter().rev() {
        sum = coefficient + multiply_halves(x, sum).0;
    }
    sum
}

/// 2 to the power of a fraction, × 2^127.
fn exp2_fraction(fraction: u128) -> u128 {
    let table = EXP2[(fraction >> 123) as usize];
    let rest = multiply_halves(fraction & (u128::MAX >> 5), LN_2_FRACTION).0;
    let above_one = rest + times(rest, times(rest, exponential_series(rest, 16)));
    table + times(table, above_one)
}

/// 2 to the power `x`.
pub fn exp2_long(x: Long) -> Wide {
    if x.0.exponent > 15 && !x.0.is_zero() {
        return if x.0.negative { TINY } else { HUGE };
    }
    let (integer, fraction) = long::split(x);
    Wide { negative: false, exponent: integer, significand: exp2_fraction(fraction) }
}

/// e to the power `x`.
pub fn exp(x: Wide) -> Wide {
    long::exp((x, 0))
}

/// 2 to the power `x`.
pub fn exp2(x: Wide) -> Wide {
    exp2_long((x, 0))
}

/// 10 to the power `x`.
pub fn exp10(x: Wide) -> Wide {
    exp2_long(long::multiply((x, 0), LONG_LOG2_10))
}

/// e to the power `x`, less 1.
pub fn expm1(x: Wide) -> Wide {
    if x.exponent >= -2 {
        return less_one(exp(x));
    }
    let magnitude = x.abs();
    let fraction = magnitude.fraction();
    let excess = magnitude + magnitude * Wide::from_fraction(times(fraction, exponential_series(fraction, 26)));
    if x.negative { -(excess / (Wide::ONE + excess)) } else { excess }
}

/// 2 to the power `x`, less 1.
pub fn exp2m1(x: Wide) -> Wide {
    if x.exponent < -2 { expm1(x * LN_2) } else { less_one(exp2(x)) }
}

/// 10 to the power `x`, less 1.
pub fn exp10m1(x: Wide) -> Wide {
    if x.exponent < -4 { expm1(x * LN_10) } else { less_one(exp10(x)) }
}

/// A power less 1; a power that is nothing beside 1 still is less.
fn less_one(power: Wide) -> Wide {
    if power.exponent < -130 { -BELOW_ONE } else { power - Wide::ONE }
}
