//! Hyperbolic functions and their inverses.

use super::exponential::{BELOW_ONE, HUGE, exp, expm1};
use super::logarithm::{ln, ln_1p};
use super::{Wide, square_root};

/// The hyperbolic sine of a number that is not zero.
pub fn sinh(x: Wide) -> Wide {
    let magnitude = x.abs();
    let twice = match magnitude.exponent {
        i32::MIN..0 => {
            let excess = expm1(magnitude);
            excess + excess / (Wide::ONE + excess)
        }
        0..20 => exp(magnitude) - exp(-magnitude),
        _ => HUGE,
    };
    twice.scale(-1).with_sign(x.negative)
}

/// The hyperbolic cosine.
pub fn cosh(x: Wide) -> Wide {
    if x.exponent >= 20 {
        return HUGE;
    }
    (exp(x) + exp(-x)).scale(-1)
}

/// The hyperbolic tangent of a number that is not zero.
pub fn tanh(x: Wide) -> Wide {
    let magnitude = x.abs();
    let value = if magnitude.exponent >= 7 {
        BELOW_ONE
    } else {
        let excess = expm1(magnitude.scale(1));
        excess / (excess + Wide::power_of_2(1))
    };
    value.with_sign(x.negative)
}

/// The area hyperbolic sine of a number that is not zero.
pub fn asinh(x: Wide) -> Wide {
    let magnitude = x.abs();
    let value = if magnitude.exponent > 140 {
        ln(magnitude.scale(1))
    } else {
        let square = magnitude * magnitude;
        let root = square_root(Wide::ONE + square).0;
        ln_1p(magnitude + square / (Wide::ONE + root))
    };
    value.with_sign(x.negative)
}

/// The area hyperbolic cosine of a number above 1.
pub fn acosh(x: Wide) -> Wide {
    if x.exponent > 140 {
        return ln(x.scale(1));
    }
    let above = x - Wide::ONE;
    ln_1p(above + square_root(above * (x + Wide::ONE)).0)
}

/// The area hyperbolic tangent of a number below 1 in magnitude, and not zero.
pub fn atanh(x: Wide) -> Wide {
    let magnitude = x.abs();
    ln_1p(magnitude.scale(1) / (Wide::ONE - magnitude)).scale(-1).with_sign(x.negative)
}
