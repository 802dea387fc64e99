//! The binary floating-point formats, their numbers taken apart, and the one place where results are rounded.

use super::wide::Wide;
use crate::numeric::rounding::away_from_zero;
use arch::fenv::{self, INEXACT, INVALID, OVERFLOW, TININESS_AFTER_ROUNDING, UNDERFLOW};
use arch::long_double::{FORMAT, Format as LongDoubleFormat};
use arch::{LongDouble, Round};

/// What a datum is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    /// Zero, subnormal or normal.
    Finite(Wide),
    /// An infinity, and whether it is negative.
    Infinite(bool),
    /// Not a number.
    Nan,
}

/// A datum's fields: sign, biased exponent, and the significand with its integer bit (bit `PRECISION` - 1), which is
/// clear if the number is subnormal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fields {
    /// The sign bit.
    pub negative: bool,
    /// The biased exponent.
    pub exponent: u32,
    /// The significand.
    pub significand: u128,
}

/// A binary floating-point format.
pub trait Format: Copy {
    /// Bits of the significand, the integer bit included.
    const PRECISION: u32;
    /// The exponent of the largest finite number, which is the bias too.
    const MAX_EXPONENT: i32;
    /// The exponent of the smallest normal number.
    const MIN_EXPONENT: i32 = 1 - Self::MAX_EXPONENT;
    /// The biased exponent of infinities and NaNs.
    const SPECIAL: u32 = 2 * Self::MAX_EXPONENT as u32 + 1;
    /// The integer bit.
    const INTEGER: u128 = 1 << (Self::PRECISION - 1);

    /// The fields of a datum.
    fn fields(self) -> Fields;

    /// The datum of these fields.
    fn from_fields(fields: Fields) -> Self;

    /// The value.
    fn operand(self) -> Operand {
        let Fields { negative, exponent, significand } = self.fields();
        let normal = significand & Self::INTEGER != 0;
        if exponent == Self::SPECIAL {
            return if significand == Self::INTEGER { Operand::Infinite(negative) } else { Operand::Nan };
        }
        if exponent != 0 && !normal {
            // An encoding of the x87 format that is no number.
            return Operand::Nan;
        }
        let top = exponent.max(1) as i32 - Self::MAX_EXPONENT;
        Operand::Finite(Wide::new(negative, top, significand << (128 - Self::PRECISION)))
    }

    /// Has a minus sign.
    fn is_minus(self) -> bool {
        self.fields().negative
    }

    /// The same with another sign.
    fn with_sign(self, negative: bool) -> Self {
        Self::from_fields(Fields { negative, ..self.fields() })
    }

    /// A NaN that signals.
    fn is_signaling(self) -> bool {
        self.operand() == Operand::Nan && self.fields().significand & Self::INTEGER >> 1 == 0
    }

    /// Is not a number.
    fn is_nan(self) -> bool {
        self.operand() == Operand::Nan
    }

    /// The NaN as a result: quiet, having raised the invalid exception if it signaled.
    fn quieted(self) -> Self {
        if self.is_signaling() {
            fenv::raise(INVALID);
        }
        let fields = self.fields();
        Self::from_fields(Fields {
            exponent: Self::SPECIAL,
            significand: fields.significand | Self::INTEGER | Self::INTEGER >> 1,
            ..fields
        })
    }

    /// A zero.
    fn zero(negative: bool) -> Self {
        Self::from_fields(Fields { negative, exponent: 0, significand: 0 })
    }

    /// One.
    fn one(negative: bool) -> Self {
        Self::from_fields(Fields { negative, exponent: Self::MAX_EXPONENT as u32, significand: Self::INTEGER })
    }

    /// An infinity.
    fn infinity(negative: bool) -> Self {
        Self::from_fields(Fields { negative, exponent: Self::SPECIAL, significand: Self::INTEGER })
    }

    /// The finite number of the largest magnitude.
    fn largest(negative: bool) -> Self {
        Self::from_fields(Fields { negative, exponent: Self::SPECIAL - 1, significand: 2 * Self::INTEGER - 1 })
    }

    /// The result of an invalid operation: a quiet NaN, and the exception is raised.
    fn invalid() -> Self {
        fenv::raise(INVALID);
        Self::nan()
    }

    /// A quiet NaN.
    fn nan() -> Self {
        let significand = Self::INTEGER | Self::INTEGER >> 1;
        Self::from_fields(Fields { negative: false, exponent: Self::SPECIAL, significand })
    }

    /// The result at a pole: an infinity, and the exception is raised.
    fn pole(negative: bool) -> Self {
        fenv::raise(fenv::DIVIDE_BY_ZERO);
        Self::infinity(negative)
    }

    /// Magnitudes in their order: counts the format's numbers from 0 to this one.
    fn index(self) -> u128 {
        let fields = self.fields();
        u128::from(fields.exponent) << (Self::PRECISION - 1) | fields.significand & (Self::INTEGER - 1)
    }

    /// The number of this index.
    fn from_index(negative: bool, index: u128) -> Self {
        let exponent = (index >> (Self::PRECISION - 1)) as u32;
        let integer = if exponent != 0 { Self::INTEGER } else { 0 };
        Self::from_fields(Fields { negative, exponent, significand: index & (Self::INTEGER - 1) | integer })
    }
}

/// `number` plus, if `sticky`, a little more of magnitude, rounded to a format; and the exceptions due.
pub fn round<F: Format>(number: Wide, sticky: bool, direction: Round) -> (F, u32) {
    let Wide { negative, exponent, significand } = number;
    if significand == 0 {
        return (F::zero(negative), 0);
    }
    let overflow = OVERFLOW | INEXACT;
    if exponent > F::MAX_EXPONENT {
        return (overflowed(negative, direction), overflow);
    }
    let excess = 128 - F::PRECISION;
    let lacking = (i64::from(F::MIN_EXPONENT) - i64::from(exponent)).clamp(0, 256) as u32;
    let (kept, inexact) = cut(significand, excess + lacking, sticky, direction, negative);
    let mut exponent = if lacking > 0 { 0 } else { (exponent + F::MAX_EXPONENT) as u32 };
    let mut kept = kept;
    if kept == 2 * F::INTEGER {
        kept = F::INTEGER;
        exponent += 1;
    }
    let grown = lacking > 0 && kept == F::INTEGER;
    if grown {
        exponent = 1;
    }
    if exponent >= F::SPECIAL {
        return (overflowed(negative, direction), overflow);
    }
    let mut raised = 0;
    if inexact {
        raised = INEXACT;
        let tiny = if grown && TININESS_AFTER_ROUNDING {
            // Tiny still if it rounds to less than the smallest normal number where the exponent is not bounded.
            lacking > 1 || cut(significand, excess, sticky, direction, negative).0 != 2 * F::INTEGER
        } else {
            lacking > 0
        };
        if tiny {
            raised |= UNDERFLOW;
        }
    }
    (F::from_fields(Fields { negative, exponent, significand: kept }), raised)
}

/// Without its lowest `count` bits, rounded; and whether that changed the value.
fn cut(significand: u128, count: u32, sticky: bool, direction: Round, negative: bool) -> (u128, bool) {
    let (kept, half, rest) = match count {
        0 => (significand, false, sticky),
        1..128 => {
            let below = significand & ((1 << count) - 1);
            let half = below >> (count - 1) != 0;
            (significand >> count, half, sticky || below & !(1 << (count - 1)) != 0)
        }
        128 => (0, true, sticky || significand << 1 != 0),
        _ => (0, false, true),
    };
    let up = away_from_zero(direction, negative, kept & 1 != 0, half, rest);
    (kept + u128::from(up), half || rest)
}

/// The result of an overflow.
fn overflowed<F: Format>(negative: bool, direction: Round) -> F {
    match direction {
        Round::Nearest => F::infinity(negative),
        Round::Up if !negative => F::infinity(false),
        Round::Down if negative => F::infinity(true),
        _ => F::largest(negative),
    }
}

/// The result of a function: rounded in the current direction, the exceptions raised.
pub fn deliver<F: Format>(number: Wide, sticky: bool) -> F {
    let (result, raised) = round(number, sticky, fenv::get_round());
    if raised != 0 {
        fenv::raise(raised);
    }
    result
}

/// The fields of a format with a hidden integer bit.
pub(super) fn interchange_fields(bits: u128, width: u32, precision: u32) -> Fields {
    let fraction = precision - 1;
    let exponent = (bits >> fraction) as u32 & ((1 << (width - precision)) - 1);
    let integer = u128::from(exponent != 0) << fraction;
    Fields { negative: bits >> (width - 1) & 1 != 0, exponent, significand: bits & ((1 << fraction) - 1) | integer }
}

/// The bits of a format with a hidden integer bit.
pub(super) fn interchange_bits(fields: Fields, width: u32, precision: u32) -> u128 {
    let fraction = precision - 1;
    u128::from(fields.negative) << (width - 1)
        | u128::from(fields.exponent) << fraction
        | fields.significand & ((1 << fraction) - 1)
}

impl Format for f32 {
    const PRECISION: u32 = 24;
    const MAX_EXPONENT: i32 = 127;

    fn fields(self) -> Fields {
        interchange_fields(self.to_bits().into(), 32, Self::PRECISION)
    }

    fn from_fields(fields: Fields) -> Self {
        f32::from_bits(interchange_bits(fields, 32, Self::PRECISION) as u32)
    }
}

impl Format for f64 {
    const PRECISION: u32 = 53;
    const MAX_EXPONENT: i32 = 1023;

    fn fields(self) -> Fields {
        interchange_fields(self.to_bits().into(), 64, Self::PRECISION)
    }

    fn from_fields(fields: Fields) -> Self {
        f64::from_bits(interchange_bits(fields, 64, Self::PRECISION) as u64)
    }
}

impl Format for LongDouble {
    const PRECISION: u32 = match FORMAT {
        LongDoubleFormat::X87 => 64,
        LongDoubleFormat::Binary128 => 113,
    };
    const MAX_EXPONENT: i32 = 16383;

    fn fields(self) -> Fields {
        match FORMAT {
            LongDoubleFormat::X87 => Fields {
                negative: self.bits[1] & 0x8000 != 0,
                exponent: self.bits[1] as u32 & 0x7fff,
                significand: self.bits[0].into(),
            },
            LongDoubleFormat::Binary128 => {
                interchange_fields(u128::from(self.bits[1]) << 64 | u128::from(self.bits[0]), 128, Self::PRECISION)
            }
        }
    }

    fn from_fields(fields: Fields) -> Self {
        match FORMAT {
            LongDoubleFormat::X87 => LongDouble {
                bits: [fields.significand as u64, u64::from(fields.exponent) | u64::from(fields.negative) << 15],
            },
            LongDoubleFormat::Binary128 => {
                let bits = interchange_bits(fields, 128, Self::PRECISION);
                LongDouble { bits: [bits as u64, (bits >> 64) as u64] }
            }
        }
    }
}
