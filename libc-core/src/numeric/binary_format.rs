//! Rounding to a binary floating-point format.

use super::approximation::{Approximation, Cut};
use super::rounding::away_from_zero;
use arch::{LongDouble, Round, fenv, long_double};

/// A binary format with subnormal numbers (IEEE 754, 3.3).
pub struct Format {
    /// Bits of the significand.
    pub precision: u32,
    /// The exponent of the least normal number.
    pub least: i32,
    /// The exponent of the greatest number.
    pub greatest: i32,
}

/// `float`: binary32.
pub static FLOAT: Format = Format { precision: 24, least: -126, greatest: 127 };
/// `double`: binary64.
pub static DOUBLE: Format = Format { precision: 53, least: -1022, greatest: 1023 };
/// `long double`.
pub static LONG_DOUBLE: Format = Format {
    precision: match long_double::FORMAT {
        long_double::Format::X87 => 64,
        long_double::Format::Binary128 => 113,
    },
    least: -16382,
    greatest: 16383,
};

/// A number in some format: the fields as IEEE 754 has them, no integer bit, the sign apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Encoded {
    /// Exponent and fraction.
    pub bits: u128,
    /// The exceptions that making it raises, as `fenv` names them.
    pub exceptions: u32,
}

impl Format {
    /// The encoding of infinity.
    pub fn infinity(&self) -> u128 {
        ((self.greatest - self.least + 2) as u128) << (self.precision - 1)
    }

    /// The encoding of a quiet NaN.
    pub fn nan(&self) -> u128 {
        self.infinity() | 1 << (self.precision - 2)
    }

    /// `value` rounded. `None` if what is missing of it may matter.
    pub fn round(&self, value: &Approximation, negative: bool, direction: Round) -> Option<Encoded> {
        let tiny = value.exponent < self.least;
        if value.exponent > self.greatest {
            return Some(self.overflow(negative, direction));
        }
        // Bits that are lost before the last place of the format.
        let mut lost = 128 - self.precision;
        if tiny {
            lost = lost.saturating_add((self.least - value.exponent) as u32);
        }
        let boundary = tiny && self.below_normal(value.exponent, value.significand.saturating_add(value.slack));
        if boundary && value.slack != 0 {
            return None;
        }
        let Cut { kept, half, rest } = value.cut(lost)?;
        let up = away_from_zero(direction, negative, kept & 1 != 0, half, rest);
        let mut bits = kept + u128::from(up);
        if !tiny {
            bits += ((value.exponent - self.least) as u128) << (self.precision - 1);
        }
        if bits >= self.infinity() {
            return Some(self.overflow(negative, direction));
        }
        let inexact = half || rest;
        let mut exceptions = 0;
        if inexact {
            exceptions = fenv::INEXACT;
            if tiny && !(fenv::TININESS_AFTER_ROUNDING && self.becomes_normal(value, negative, direction)) {
                exceptions |= fenv::UNDERFLOW;
            }
        }
        Some(Encoded { bits, exceptions })
    }

    /// Whether a number is the last one of the format's precision below the least normal one, or above that.
    fn below_normal(&self, exponent: i32, significand: u128) -> bool {
        exponent == self.least - 1 && significand >> (128 - self.precision) == (1 << self.precision) - 1
    }

    /// Whether a number below the least normal one, rounded to the format's precision without a bound on its exponent,
    /// is not below it any more.
    fn becomes_normal(&self, value: &Approximation, negative: bool, direction: Round) -> bool {
        let cut = value.significand << self.precision;
        self.below_normal(value.exponent, value.significand)
            && away_from_zero(direction, negative, true, cut >> 127 != 0, cut << 1 != 0 || value.sticky)
    }

    fn overflow(&self, negative: bool, direction: Round) -> Encoded {
        let greater = away_from_zero(direction, negative, true, true, true);
        Encoded { bits: self.infinity() - u128::from(!greater), exceptions: fenv::OVERFLOW | fenv::INEXACT }
    }
}

impl Encoded {
    /// As a `float`.
    pub fn float(&self, negative: bool) -> f32 {
        f32::from_bits(self.bits as u32 | u32::from(negative) << 31)
    }

    /// As a `double`.
    pub fn double(&self, negative: bool) -> f64 {
        f64::from_bits(self.bits as u64 | u64::from(negative) << 63)
    }

    /// As a `long double`.
    pub fn long_double(&self, negative: bool) -> LongDouble {
        let sign = u64::from(negative);
        LongDouble {
            bits: match long_double::FORMAT {
                long_double::Format::X87 => {
                    let exponent = (self.bits >> 63) as u64;
                    [self.bits as u64 & (u64::MAX >> 1) | u64::from(exponent != 0) << 63, exponent | sign << 15]
                }
                long_double::Format::Binary128 => [self.bits as u64, (self.bits >> 64) as u64 | sign << 63],
            },
        }
    }
}
