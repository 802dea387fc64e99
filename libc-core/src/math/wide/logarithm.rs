//! Logarithms: ln(2^e m) = e ln 2 + ln(m c) - ln c, with c from a table, near 1/m; and a Taylor series.

use super::constants::{INVERSES, LN_RECIPROCALS, LONG_LN_2, RECIPROCALS};
use super::long::{self, Long};
use super::{Wide, times};

/// The sum of (-`x`)^(k-3) / k from k = 3 on; the magnitude of `x` is below 2^-5.
fn series(x: Wide) -> u128 {
    let fraction = x.fraction();
    let mut sum = 0;
    for &coefficient in INVERSES[3..28].iter().rev() {
        let term = times(fraction, sum);
        sum = if x.negative { coefficient + term } else { coefficient - term };
    }
    sum
}

/// ln(1 + `x`); the magnitude of `x` is below 2^-5, it has at most 128 bits.
fn ln_near_one(x: Wide) -> Long {
    let cube = x * x * x * Wide::from_fraction(series(x));
    let (square, low) = long::square(x);
    long::add(long::add((x, 0), (-square.scale(-1), low)), (cube, 0))
}

/// The natural logarithm of a positive number.
pub fn ln_long(x: Wide) -> Long {
    let distance = x - Wide::ONE;
    if distance.is_zero() || distance.exponent < -5 {
        return if distance.is_zero() { (Wide::ZERO, 0) } else { ln_near_one(distance) };
    }
    let index = (x.significand >> 121) as usize & 63;
    let reciprocal = Wide::new(false, 127 - 9, RECIPROCALS[index].into());
    let distance = Wide { exponent: 0, ..x } * reciprocal - Wide::ONE;
    let exponent = long::multiply(LONG_LN_2, (Wide::integer(x.exponent.into()), 0));
    long::add(long::add(exponent, LN_RECIPROCALS[index]), ln_near_one(distance))
}

/// The natural logarithm of a positive number.
pub fn ln(x: Wide) -> Wide {
    ln_long(x).0
}

/// ln(1 + `x`); `x` is above -1.
pub fn ln_1p(x: Wide) -> Wide {
    if x.exponent < -5 { ln_near_one(x).0 } else { ln(Wide::ONE + x) }
}
