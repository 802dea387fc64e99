//! Hyperbolic, error and gamma functions of the `libm` crate, where it has them right.

use crate::math::elementary::{exponential as exact_exponential, gamma as exact_gamma, hyperbolic as exact};

/// Is subnormal or zero: a function near the identity underflows.
fn tiny(x: f64) -> bool {
    x.abs() < f64::MIN_POSITIVE
}

/// The hyperbolic sine.
pub fn sinh(x: f64) -> f64 {
    if tiny(x) { exact::sinh(x) } else { libm::sinh(x) }
}

/// The hyperbolic cosine.
pub fn cosh(x: f64) -> f64 {
    if x.abs() > 700.0 {
        return exact::cosh(x);
    }
    let power = super::exponential::exp(x.abs());
    0.5 * power + 0.5 / power
}

/// The area hyperbolic sine.
pub fn asinh(x: f64) -> f64 {
    if tiny(x) { exact::asinh(x) } else { libm::asinh(x) }
}

/// The area hyperbolic cosine.
pub fn acosh(x: f64) -> f64 {
    if x > 1.0 { libm::acosh(x) } else { exact::acosh(x) }
}

/// The complementary error function.
pub fn erfc(x: f64) -> f64 {
    if (-5.0..26.0).contains(&x) { libm::erfc(x) } else { exact_exponential::erfc(x) }
}

/// The gamma function.
pub fn tgamma(x: f64) -> f64 {
    exact_gamma::tgamma(x)
}

/// The logarithm of the gamma function's magnitude, and its sign.
pub fn lgamma(x: f64) -> (f64, i32) {
    if x > 0.0 && x < f64::INFINITY { libm::lgamma_r(x) } else { exact_gamma::lgamma(x) }
}

/// The hyperbolic cosine.
pub fn coshf(x: f32) -> f32 {
    if x.abs() < 100.0 { cosh(x.into()) as f32 } else { exact::cosh(x) }
}

/// The hyperbolic tangent.
pub fn tanhf(x: f32) -> f32 {
    if x.abs() > 1e-18 && x.abs() < 9.0 { libm::tanh(x.into()) as f32 } else { exact::tanh(x) }
}

/// The area hyperbolic cosine.
pub fn acoshf(x: f32) -> f32 {
    if x > 1.0 { libm::acosh(x.into()) as f32 } else { exact::acosh(x) }
}

/// The complementary error function.
pub fn erfcf(x: f32) -> f32 {
    if (-3.0..10.0).contains(&x) { libm::erfc(x.into()) as f32 } else { exact_exponential::erfc(x) }
}

/// The gamma function.
pub fn tgammaf(x: f32) -> f32 {
    exact_gamma::tgamma(x)
}

/// The logarithm of the gamma function's magnitude, and its sign.
pub fn lgammaf(x: f32) -> (f32, i32) {
    if x > 0.0 && x < 1e30 {
        let (value, sign) = libm::lgamma_r(x.into());
        (value as f32, sign)
    } else {
        exact_gamma::lgamma(x)
    }
}
