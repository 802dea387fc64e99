//! Decimal numbers to binary formats, correctly rounded: by 128 bits if those decide, else by the exact quotient.
//! Compare Lemire, "Number Parsing at a Gigabyte per Second", 2021.

use super::approximation::{Approximation, POWERS, scale, scale_exactly};
use super::binary_format::{Encoded, Format};
use super::float_scan::{DOUBLE_DIGITS, Decimal, LIMB_DIGITS, LONG_DOUBLE_DIGITS, Number, Value};
use super::limbs::{Limbs, room};
use arch::Round;

/// 10^19, the base of the limbs of digits.
const LIMB: u64 = 10u64.pow(LIMB_DIGITS);

/// Limbs for dividend and divisor of a `double`: 42 limbs of digits have 2652 bits, and 5^1145 has 2659.
const DOUBLE_ROOM: usize = DOUBLE_DIGITS + 8;
/// Limbs for dividend and divisor of a `long double`: 610 limbs of digits have 38501 bits, and 5^16560 has 38452.
const LONG_DOUBLE_ROOM: usize = LONG_DOUBLE_DIGITS + 8;

/// How the exact quotient is made: a choice of room, so that a program without `long double` has no code for it.
pub type Exact = fn(&Decimal, &[u64]) -> Approximation;

/// [`Exact`] for `double` and `float`.
#[inline(never)]
pub fn exact_double(decimal: &Decimal, limbs: &[u64]) -> Approximation {
    exact(decimal, limbs, &mut room::<DOUBLE_ROOM>(), &mut room::<DOUBLE_ROOM>())
}

/// [`Exact`] for `long double`.
#[inline(never)]
pub fn exact_long_double(decimal: &Decimal, limbs: &[u64]) -> Approximation {
    exact(decimal, limbs, &mut room::<LONG_DOUBLE_ROOM>(), &mut room::<LONG_DOUBLE_ROOM>())
}

/// The number in a format; its sign counts for the rounding only.
pub fn encode(number: &Number, limbs: &[u64], format: &Format, exact: Exact, direction: Round) -> Encoded {
    let encoded = match &number.value {
        Value::Zero => None,
        Value::Infinite => Some(Encoded { bits: format.infinity(), exceptions: 0 }),
        Value::Nan => Some(Encoded { bits: format.nan(), exceptions: 0 }),
        Value::Hexadecimal(value) => format.round(value, number.negative, direction),
        Value::Decimal(decimal) => {
            let round = |value: Approximation| format.round(&value, number.negative, direction);
            let by_quotient = || {
                let value = without_rest(decimal, limbs).or_else(|| distant(decimal, limbs, format));
                round(value.unwrap_or_else(|| exact(decimal, limbs)))
            };
            quick(decimal, limbs).and_then(round).or_else(by_quotient)
        }
    };
    // What is not known is rounded above, with nothing missing.
    encoded.unwrap_or(Encoded { bits: 0, exceptions: 0 })
}

/// The number by its first 19 digits.
#[inline]
fn quick(decimal: &Decimal, limbs: &[u64]) -> Option<Approximation> {
    let Some((&first, rest)) = limbs.split_first() else {
        let power = i32::try_from(decimal.exponent).ok().filter(|power| POWERS.contains(power))?;
        // Digits are only lost behind a limb.
        return Some(scale(decimal.last, power));
    };
    let power = decimal.exponent + i64::from(decimal.last_digits) + (rest.len() * LIMB_DIGITS as usize) as i64;
    let power = i32::try_from(power).ok().filter(|power| POWERS.contains(power))?;
    let mut value = scale(first, power);
    if decimal.lost || decimal.last != 0 || rest.iter().any(|&limb| limb != 0) {
        // Less than one unit of `first`, which is 10^18 or more.
        value.slack += 1 << 69;
        value.sticky = true;
    }
    Some(value)
}

/// The number if it is a natural number with some power of 2.
fn without_rest(decimal: &Decimal, limbs: &[u64]) -> Option<Approximation> {
    let power = i32::try_from(decimal.exponent).ok()?;
    if limbs.is_empty() { scale_exactly(decimal.last, power) } else { None }
}

/// A number beyond the range of the format: one that is as much beyond.
fn distant(decimal: &Decimal, limbs: &[u64], format: &Format) -> Option<Approximation> {
    // The number is below 10^top, and at least a tenth of that.
    let top = decimal.exponent + i64::from(decimal.last_digits) + (limbs.len() * LIMB_DIGITS as usize) as i64;
    // 10^3 is less than 2^10, and 10^28 more than 2^93.
    let exponent = if (top - 1) * 93 > i64::from(format.greatest + 1) * 28 {
        format.greatest + 1
    } else if top * 93 < i64::from(format.least - format.precision as i32 - 1) * 28 {
        format.least - format.precision as i32 - 2
    } else {
        return None;
    };
    Some(Approximation { significand: 1 << 127, exponent, sticky: true, slack: 0 })
}

/// The first 128 bits of the number, which is within the range of its format.
fn exact(
    decimal: &Decimal,
    limbs: &[u64],
    room: &mut [core::mem::MaybeUninit<u64>],
    other_room: &mut [core::mem::MaybeUninit<u64>],
) -> Approximation {
    let mut number = Limbs::new(room);
    for &limb in limbs {
        number.multiply_add(LIMB, limb);
    }
    number.multiply_add(10u64.pow(decimal.last_digits), decimal.last);
    let power = decimal.exponent as i32;
    if power >= 0 {
        number.multiply_power_of_5(power as u32);
        let bits = number.bits();
        let (significand, rest) = number.top(bits);
        return Approximation {
            significand,
            exponent: bits as i32 - 1 + power,
            sticky: rest || decimal.lost,
            slack: 0,
        };
    }
    let mut divisor = Limbs::new(other_room);
    divisor.push(1);
    divisor.multiply_power_of_5(power.unsigned_abs());
    // The divisor gets a whole number of limbs, and the dividend, a bit less than three more.
    let least = (number.bits().saturating_sub(191)).div_ceil(64);
    let count = divisor.as_slice().len().max(least);
    let divisor_shift = count * 64 - divisor.bits();
    divisor.shift_left(divisor_shift);
    divisor.trim();
    let shift = count * 64 + 191 - number.bits();
    number.shift_left(shift);
    number.trim();
    let [low, middle, high] = number.divide(divisor.as_slice());
    let rest = number.as_slice().iter().any(|&limb| limb != 0);
    // The quotient has 191 or 192 bits.
    let zeros = high.leading_zeros();
    let upper = u128::from(high) << 64 | u128::from(middle);
    let lower = u128::from(low) << 64 << zeros;
    Approximation {
        significand: upper << zeros | (u128::from(low) << zeros) >> 64,
        exponent: 191 - zeros as i32 + divisor_shift as i32 - shift as i32 + power,
        sticky: lower != 0 || rest || decimal.lost,
        slack: 0,
    }
}

/// The powers of 10 that are a `double`.
static POWERS_OF_10: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// The number if it is a quotient or a product of numbers that are a `double`: the processor rounds it, in the current
/// direction, and raises the exceptions. Clinger, "How to Read Floating Point Numbers Accurately", 1990.
#[inline]
pub fn double_by_processor(number: &Number, limbs: &[u64]) -> Option<f64> {
    let Value::Decimal(decimal) = &number.value else { return None };
    if !limbs.is_empty() || decimal.last >> 53 != 0 {
        return None;
    }
    let power = *POWERS_OF_10.get(usize::try_from(decimal.exponent.unsigned_abs()).ok()?)?;
    let natural = decimal.last as f64;
    let natural = if number.negative { -natural } else { natural };
    Some(if decimal.exponent < 0 { natural / power } else { natural * power })
}

/// The same for `float`.
#[inline]
pub fn float_by_processor(number: &Number, limbs: &[u64]) -> Option<f32> {
    let Value::Decimal(decimal) = &number.value else { return None };
    if !limbs.is_empty() || decimal.last >> 24 != 0 || decimal.exponent.unsigned_abs() > 10 {
        return None;
    }
    // These are a `float`, too.
    let power = *POWERS_OF_10.get(usize::try_from(decimal.exponent.unsigned_abs()).ok()?)? as f32;
    let natural = decimal.last as f32;
    let natural = if number.negative { -natural } else { natural };
    Some(if decimal.exponent < 0 { natural / power } else { natural * power })
}
