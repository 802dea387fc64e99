//! Error functions: a Taylor series up to 1; above, the trapezoidal rule for the integral of exp(-t²) / (t² + x²).
//! Source: Hunter and Regan, "A note on the evaluation of the complementary error function", Mathematics of Computation
//! 26 (1972).

use super::constants::{ERF, ERFC, ERFC_POLE, ERFC_STEP_OVER_PI, TWO_OVER_ROOT_PI};
use super::exponential::{BELOW_ONE, TINY, exp};
use super::{Wide, long, times};

/// Beyond this exponent `erfc` is 0 in every format.
const LARGE: i32 = 7;

/// The error function of a number below 1 in magnitude.
fn small(x: Wide) -> Wide {
    let square = (x * x).fraction();
    let mut sum = 0;
    for &coefficient in ERF[1..].iter().rev() {
        sum = coefficient - times(square, sum);
    }
    x * TWO_OVER_ROOT_PI * (Wide::ONE - Wide::from_fraction(times(square, sum)))
}

/// The complementary error function of a number that is at least 1.
fn large(x: Wide) -> Wide {
    if x.exponent >= LARGE {
        return TINY;
    }
    let (square, low) = long::square(x);
    let mut sum = Wide::ZERO;
    for (k, &weight) in (1i64..).zip(&ERFC) {
        // The step is 5/16.
        sum = sum + weight / (square + Wide::integer(25 * k * k).scale(-8));
    }
    let sum = Wide::ONE / square + sum.scale(1);
    let value = long::exp((-square, low)) * x * ERFC_STEP_OVER_PI * sum;
    let pole = exp(x * ERFC_POLE) - Wide::ONE;
    // Where the next poles' part matters, this one's is far below the value's last place.
    if x.exponent >= 3 { value } else { value - Wide::power_of_2(1) / pole }
}

/// The error function.
pub fn erf(x: Wide) -> Wide {
    match x.exponent {
        i32::MIN..0 => small(x),
        0..LARGE => (Wide::ONE - large(x.abs())).with_sign(x.negative),
        _ => BELOW_ONE.with_sign(x.negative),
    }
}

/// The complementary error function.
pub fn erfc(x: Wide) -> Wide {
    match (x.exponent, x.negative) {
        (i32::MIN..0, _) => Wide::ONE - small(x),
        (LARGE.., true) => BELOW_ONE.scale(1),
        (_, true) => Wide::power_of_2(1) - large(-x),
        (_, false) => large(x),
    }
}
