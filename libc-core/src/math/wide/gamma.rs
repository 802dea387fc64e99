//! The gamma function and its logarithm: Stirling's series from 24 on, Taylor's around 1 and 2.
//! Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.17, 6.1.33, 6.1.40.

use super::constants::{HALF_LN_2_PI, ONE_LESS_EULER, PI, STIRLING, ZETA};
use super::exponential::{HUGE, exp};
use super::logarithm::{ln, ln_1p, ln_long};
use super::long::{self, Long};
use super::trigonometric::sin_cos_pi;
use super::{Wide, times};

/// From here on Stirling's series is good.
const STIRLING_FROM: i64 = 24;

/// ln Γ(`x`) from 24 on.
fn stirling(x: Wide) -> Long {
    let inverse = Wide::ONE / x;
    let square = inverse * inverse;
    let mut sum = Wide::ZERO;
    for &coefficient in STIRLING.iter().rev() {
        sum = coefficient + square * sum;
    }
    let main = long::multiply((x - Wide::power_of_2(-1), 0), ln_long(x));
    let main = long::add(main, (-x, 0));
    long::add(main, (HALF_LN_2_PI + inverse * sum, 0))
}

/// `x` moved up to 24 or more, and the product of what it passed.
fn shifted(x: Wide) -> (Wide, Wide) {
    let (mut x, mut product) = (x, Wide::ONE);
    let from = Wide::integer(STIRLING_FROM);
    while x.is_below(from) {
        product = product * x;
        x = x + Wide::ONE;
    }
    (x, product)
}

/// ln Γ(2 + `t`), the magnitude of `t` at most 1/2.
fn near_two(t: Wide) -> Wide {
    let fraction = t.fraction();
    let mut sum = 0;
    for &coefficient in ZETA[2..].iter().rev() {
        let term = times(fraction, sum);
        sum = if t.negative { coefficient + term } else { coefficient - term };
    }
    t * (ONE_LESS_EULER + t * Wide::from_fraction(sum))
}

/// ln Γ(`x`) of a positive number.
pub fn ln_gamma(x: Wide) -> Wide {
    let two = Wide::power_of_2(1);
    match x.exponent {
        i32::MIN..-1 => near_two(x) - ln_1p(x) - ln(x),
        _ if x.is_below(Wide::constant(0, 0b11 << 126)) => {
            let t = x - Wide::ONE;
            if t.is_zero() { Wide::ZERO } else { near_two(t) - ln_1p(t) }
        }
        _ if x.is_below(Wide::constant(1, 0b101 << 125)) => near_two(x - two),
        // ln x is above 2^10 here, and nothing else matters but x.
        200.. => x * (ln(x) - Wide::ONE),
        _ => {
            let (shifted, product) = shifted(x);
            let value = stirling(shifted).0;
            if product == Wide::ONE { value } else { value - ln(product) }
        }
    }
}

/// Γ(`x`) of a positive number.
pub fn gamma(x: Wide) -> Wide {
    match x.exponent {
        i32::MIN..-1 => exp(near_two(x) - ln_1p(x)) / x,
        -1..1 => exp(ln_gamma(x)),
        1..12 => {
            let (shifted, product) = shifted(x);
            long::exp(stirling(shifted)) / product
        }
        _ => HUGE,
    }
}

/// π / |sin(π`x`)|; `x` is no integer.
fn reflection(x: Wide) -> Wide {
    PI / sin_cos_pi(x).0.abs()
}

/// ln |Γ(-`x`)| of a positive number that is no integer. Near a zero the error is absolute.
pub fn ln_gamma_negative(x: Wide) -> Wide {
    ln(reflection(x) / x) - ln_gamma(x)
}

/// |Γ(-`x`)| of a positive number that is no integer.
pub fn gamma_negative(x: Wide) -> Wide {
    if x.exponent >= 12 {
        return super::exponential::TINY;
    }
    reflection(x) / (x * gamma(x))
}
