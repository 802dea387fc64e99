//! Complex functions for every format, each part with the error of one rounding, by numbers with 128 bits: the special
//! cases are C23's Annex G's.

pub mod exponential;
pub mod hyperbolic;
pub mod inverse;
pub mod operators;
#[cfg(test)]
mod tests;

use super::format::{Format, deliver};
use super::wide::Wide;

/// A complex number as C lays it out, passes and returns it, where its parts are `float` or `double`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex<F> {
    /// The real part.
    pub re: F,
    /// The imaginary part.
    pub im: F,
}

/// Of two parts.
pub fn complex<F>(re: F, im: F) -> Complex<F> {
    Complex { re, im }
}

impl<F: Format> Complex<F> {
    /// i times it.
    pub fn times_i(self) -> Self {
        complex(self.im.with_sign(!self.im.is_minus()), self.re)
    }

    /// -i times it.
    pub fn times_minus_i(self) -> Self {
        complex(self.im, self.re.with_sign(!self.re.is_minus()))
    }

    /// The conjugate.
    pub fn conjugate(self) -> Self {
        complex(self.re, self.im.with_sign(!self.im.is_minus()))
    }

    /// With the signs of the parts of another, which is a number in the first quadrant's stead.
    fn with_signs(self, of: Self) -> Self {
        complex(self.re.with_sign(of.re.is_minus()), self.im.with_sign(of.im.is_minus()))
    }
}

/// A part of a result: zeros and ones are exact.
fn part<F: Format>(value: Wide) -> F {
    deliver(value, !value.is_zero() && value.abs() != Wide::ONE)
}

/// Sine and cosine, those of zero exact.
fn sin_cos(x: Wide) -> (Wide, Wide) {
    if x.is_zero() { (x, Wide::ONE) } else { super::wide::trigonometric::sin_cos(x) }
}
