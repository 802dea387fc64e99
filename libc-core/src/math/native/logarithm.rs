//! Logarithms: x = 2^k c (1 + r), ln c from a table, and a Taylor polynomial for ln(1 + r). What is not a positive normal
//! number goes the way of 128 bits.

use super::tables::{LN, LN_OFFSET, LN2_HIGH, LN2_LOW, LOG2_E_HIGH, LOG2_E_LOW, LOG10_E_HIGH, LOG10_E_LOW};
use crate::math::elementary::logarithm as exact;

/// The sum, and what rounding took from it. Source: Knuth, The Art of Computer Programming, volume 2, 4.2.2, theorem B.
#[inline]
pub(super) fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let of_b = sum - a;
    (sum, (a - (sum - of_b)) + (b - of_b))
}

/// The upper half of a number's bits.
#[inline]
pub(super) fn upper(x: f64) -> f64 {
    f64::from_bits(x.to_bits() & !0x7ff_ffff)
}

/// A number taken apart.
struct Parts {
    /// The exponent.
    k: f64,
    /// -ln of c's inverse, in two parts.
    table: (f64, f64),
    /// What is beside 1, in two parts.
    r: (f64, f64),
}

/// Takes a positive normal number apart.
#[inline]
fn parts(x: f64) -> Parts {
    let bits = x.to_bits();
    let offset = bits.wrapping_sub(LN_OFFSET);
    let (inverse, high, low) = LN[(offset >> 45) as usize & 127];
    let k = (offset as i64 >> 52) as f64;
    let mantissa = bits.wrapping_sub(offset & 0xfff << 52);
    let first = f64::from_bits(mantissa & !0xffff_ffff);
    let second = f64::from_bits(mantissa) - first;
    // Both products are exact, and the first difference is.
    let (large, small) = (first * inverse - 1.0, second * inverse);
    let r = large + small;
    Parts { k, table: (high, low), r: (r, (large - r) + small) }
}

/// (ln(1 + r) - r + r²/2) / r³.
#[inline]
fn tail(r: f64) -> f64 {
    let square = r * r;
    let low = 1.0 / 3.0 - r * 0.25 + square * (0.2 - r * (1.0 / 6.0));
    low + square * square * (1.0 / 7.0 - r * 0.125 + square * (1.0 / 9.0))
}

/// The natural logarithm of a positive normal number, in two parts; the error is below 2^-66 of it.
#[inline]
pub(super) fn ln_parts(x: f64) -> (f64, f64) {
    let Parts { k, table: (table, table_low), r: (r, r_low) } = parts(x);
    let half = upper(r);
    let (sum, first) = two_sum(k * LN2_HIGH + table, r);
    let (sum, second) = two_sum(sum, -0.5 * half * half);
    let square_low = 0.5 * (r - half) * (r + half) + r * r_low;
    let low = (k * LN2_LOW + table_low) + r_low + first + second + (r * r * r * tail(r) - square_low);
    let high = sum + low;
    (high, (sum - high) + low)
}

/// Positive, finite and normal.
#[inline]
pub(super) fn usual(x: f64) -> bool {
    x.to_bits().wrapping_sub(1 << 52) < (0x7ff << 52) - (1 << 52)
}

/// The natural logarithm.
pub fn log(x: f64) -> f64 {
    if !usual(x) || x == 1.0 {
        return exact::log(x);
    }
    let Parts { k, table: (table, table_low), r: (r, r_low) } = parts(x);
    let large = k * LN2_HIGH + table;
    if large == 0.0 {
        return ln_parts(x).0;
    }
    let sum = large + r;
    let low = (large - sum) + r + r_low + (k * LN2_LOW + table_low);
    sum + (low + r * r * (r * tail(r) - 0.5))
}

/// A logarithm to another base, whose inverse natural logarithm is in two parts.
#[inline]
fn times(logarithm: (f64, f64), high: f64, low: f64) -> (f64, f64) {
    let first = upper(logarithm.0);
    let rest = (logarithm.0 - first) + logarithm.1;
    (first * high, rest * high + (first + rest) * low)
}

/// The logarithm to base 2.
pub fn log2(x: f64) -> f64 {
    if !usual(x) || x == 1.0 {
        return exact::log2(x);
    }
    let (high, low) = times(ln_parts(x), LOG2_E_HIGH, LOG2_E_LOW);
    high + low
}

/// The logarithm to base 10.
pub fn log10(x: f64) -> f64 {
    if !usual(x) || x == 1.0 {
        return exact::log10(x);
    }
    let (high, low) = times(ln_parts(x), LOG10_E_HIGH, LOG10_E_LOW);
    high + low
}

/// The natural logarithm of 1 + `x`.
pub fn log1p(x: f64) -> f64 {
    if x.is_nan() || x.abs() < f64::MIN_POSITIVE { exact::log1p(x) } else { libm::log1p(x) }
}

/// A function of `float` by that of `double`.
macro_rules! floats {
    ($($(#[$meta:meta])* $name:ident: $double:ident $exact:path;)*) => {$(
        $(#[$meta])*
        pub fn $name(x: f32) -> f32 {
            if x > 0.0 && x < f32::INFINITY && x != 1.0 { $double(x.into()) as f32 } else { $exact(x) }
        }
    )*};
}

floats! {
    /// The natural logarithm.
    logf: log exact::log;
    /// The logarithm to base 2.
    log2f: log2 exact::log2;
    /// The logarithm to base 10.
    log10f: log10 exact::log10;
}
