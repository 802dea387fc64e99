//! Powers: exp(`y` ln `x`) with the logarithm and the product in two parts. What is not in the usual range goes the way of
//! 128 bits.

use super::exponential::exp_sum;
use super::logarithm::{ln_parts, log, upper, usual};
use crate::math::elementary::power as exact;

/// Whether a number is an odd integer, or an even one, or none.
fn parity(y: f64) -> Option<bool> {
    let magnitude = y.abs();
    if magnitude.is_nan() {
        return None;
    }
    if magnitude >= 9007199254740992.0 {
        return Some(false);
    }
    let integer = magnitude as i64;
    (integer as f64 == magnitude).then_some(integer & 1 != 0)
}

/// `x` to the power `y`.
pub fn pow(x: f64, y: f64) -> f64 {
    let mut negative = false;
    if !usual(x) {
        match parity(y) {
            Some(odd) if usual(-x) => negative = odd,
            _ => return exact::pow(x, y),
        }
    }
    // A NaN is in no range.
    if !(1e-100..1e100).contains(&y.abs()) || y == 1.0 {
        return exact::pow(x, y);
    }
    let (high, low) = ln_parts(x.abs());
    let product = y * high;
    if !(1e-18..600.0).contains(&product.abs()) {
        return exact::pow(x, y);
    }
    let (y1, high1) = (upper(y), upper(high));
    let (y2, high2) = (y - y1, high - high1);
    let rest = ((y1 * high1 - product) + y1 * high2 + y2 * high1) + y2 * high2 + y * low;
    let power = exp_sum(product, rest);
    if negative { -power } else { power }
}

/// `x` to the power `y`.
pub fn powf(x: f32, y: f32) -> f32 {
    if x > 0.0 && x < f32::INFINITY && x != 1.0 {
        let product = f64::from(y) * log(x.into());
        if product.abs() < 150.0 && product.abs() > 1e-18 {
            let power = exp_sum(product, 0.0);
            // Where the error is not far from a halfway case, or the power may be exact.
            let below = power.to_bits() & 0x1fff_ffff;
            if below.wrapping_sub(0x1000_0000 - 0x1000) > 0x2000 && below.wrapping_add(0x1000) & 0x1fff_ffff > 0x2000 {
                return power as f32;
            }
        }
    }
    exact::pow(x, y)
}
