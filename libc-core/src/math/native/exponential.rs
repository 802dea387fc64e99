//! Exponential functions: 2^(k/128) from a table, and a Taylor polynomial for the rest of the exponent. What is not in
//! the usual range goes the way of 128 bits.

use super::tables::{EXP2, INVERSE_LN2_128, LN2_128_HIGH, LN2_128_LOW, LOG2_10_128, LOG10_2_128_HIGH, LOG10_2_128_LOW};
use crate::math::elementary::exponential as exact;

/// Adding this rounds to an integer, which then stands in the low bits.
const ROUND: f64 = 6755399441055744.0;

/// 2^(`k`/128) e^`r`, `r` up to ln 2 / 128 in magnitude; the result is far above the subnormal numbers.
#[inline]
pub(super) fn scaled(k: u64, r: f64) -> f64 {
    let (bits, tail) = EXP2[k as usize & 127];
    let scale = f64::from_bits(bits.wrapping_add(k << 45));
    let square = r * r;
    let excess = tail + r + square * (0.5 + r * (1.0 / 6.0)) + square * square * (1.0 / 24.0 + r * (1.0 / 120.0));
    scale + scale * excess
}

/// The nearest integer as a number, and as the low bits of a word.
#[inline]
pub(super) fn nearest(x: f64) -> (f64, u64) {
    let shifted = x + ROUND;
    (shifted - ROUND, shifted.to_bits())
}

/// e to the power `x` + `low`, `x` below 600 in magnitude.
#[inline]
pub(super) fn exp_sum(x: f64, low: f64) -> f64 {
    let (k, bits) = nearest(x * INVERSE_LN2_128);
    scaled(bits, (x - k * LN2_128_HIGH) - k * LN2_128_LOW + low)
}

/// Is in the range where the result is far above the subnormal numbers, and not so near 0 that it is 1.
#[inline]
pub(super) fn usual(x: f64, limit: f64) -> bool {
    let magnitude = x.abs();
    magnitude < limit && magnitude > 1e-18
}

/// e to the power `x`.
#[inline]
pub fn exp(x: f64) -> f64 {
    if usual(x, 600.0) { exp_sum(x, 0.0) } else { exact::exp(x) }
}

/// 2 to the power `x`.
pub fn exp2(x: f64) -> f64 {
    if !usual(x, 900.0) {
        return exact::exp2(x);
    }
    let (k, bits) = nearest(x * 128.0);
    scaled(bits, (x - k * (1.0 / 128.0)) * core::f64::consts::LN_2)
}

/// 10 to the power `x`.
pub fn exp10(x: f64) -> f64 {
    if !usual(x, 260.0) {
        return exact::exp10(x);
    }
    let (k, bits) = nearest(x * LOG2_10_128);
    let rest = (x - k * LOG10_2_128_HIGH) - k * LOG10_2_128_LOW;
    scaled(bits, rest * core::f64::consts::LN_10)
}

/// e to the power `x`, less 1.
pub fn expm1(x: f64) -> f64 {
    if x.abs() < f64::MIN_POSITIVE { exact::expm1(x) } else { libm::expm1(x) }
}

/// A function of `float` by that of `double`, up to `limit` in magnitude.
macro_rules! floats {
    ($($(#[$meta:meta])* $name:ident: $double:ident $exact:path, $limit:literal;)*) => {$(
        $(#[$meta])*
        pub fn $name(x: f32) -> f32 {
            let wide = f64::from(x);
            if usual(wide, $limit) { $double(wide) as f32 } else { $exact(x) }
        }
    )*};
}

floats! {
    /// e to the power `x`.
    expf: exp exact::exp, 200.0;
    /// 2 to the power `x`.
    exp2f: exp2 exact::exp2, 200.0;
    /// 10 to the power `x`.
    exp10f: exp10 exact::exp10, 80.0;
}
