//! A binary floating-point number taken apart, whatever format it had.

use arch::LongDouble;
use arch::long_double::{FORMAT, Format};

/// What kind of number it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// Zero, normal or subnormal.
    Finite,
    /// An infinity.
    Infinite,
    /// Not a number.
    Nan,
}

/// A number: `significand` × 2^(`exponent` − 127) if it is finite.
#[derive(Clone, Copy, Debug)]
pub struct Unpacked {
    /// Has a minus sign.
    pub negative: bool,
    /// Its kind.
    pub class: Class,
    /// With bit 127 set, or 0 for zero.
    pub significand: u128,
    /// Of the significand's top bit; 0 for zero.
    pub exponent: i32,
}

impl Unpacked {
    /// From the fields of a format; `significand` has the integer bit (if the format stores it, else 0) at bit 127.
    fn new(sign_and_exponent: u32, exponent_bits: u32, mut significand: u128, implicit: bool) -> Self {
        let special = (1 << exponent_bits) - 1;
        let biased = sign_and_exponent & special;
        let negative = sign_and_exponent > special;
        if biased == special {
            let class = if significand << 1 == 0 { Class::Infinite } else { Class::Nan };
            return Self { negative, class, significand: 0, exponent: 0 };
        }
        if implicit && biased != 0 {
            significand |= 1 << 127;
        }
        let zeros = significand.leading_zeros();
        let mut exponent = 0;
        if zeros < 128 {
            significand <<= zeros;
            exponent = biased.max(1) as i32 - (special / 2) as i32 - zeros as i32;
        }
        Self { negative, class: Class::Finite, significand, exponent }
    }

    /// A `double`.
    pub fn double(value: f64) -> Self {
        let bits = value.to_bits();
        Self::new((bits >> 52) as u32, 11, u128::from(bits << 12 >> 1) << 64, true)
    }

    /// An x87 80-bit number.
    fn x87(bits: [u64; 2]) -> Self {
        Self::new(bits[1] as u32 & 0xffff, 15, u128::from(bits[0]) << 64, false)
    }

    /// An IEEE binary128 number.
    fn binary128(bits: [u64; 2]) -> Self {
        let whole = u128::from(bits[1]) << 64 | u128::from(bits[0]);
        Self::new((bits[1] >> 48) as u32, 15, whole << 16 >> 1, true)
    }

    /// A `long double` in the architecture's format.
    pub fn long_double(value: &LongDouble) -> Self {
        match FORMAT {
            Format::X87 => Self::x87(value.bits),
            Format::Binary128 => Self::binary128(value.bits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles() {
        let fields = |v| {
            let u = Unpacked::double(v);
            (u.negative, u.class, u.significand, u.exponent)
        };
        let one = 1u128 << 127;
        assert_eq!(fields(1.0), (false, Class::Finite, one, 0));
        assert_eq!(fields(-1.5), (true, Class::Finite, one | one >> 1, 0));
        assert_eq!(fields(-0.0), (true, Class::Finite, 0, 0));
        assert_eq!(fields(5e-324), (false, Class::Finite, one, -1074));
        assert_eq!(fields(f64::MIN_POSITIVE), (false, Class::Finite, one, -1022));
        assert_eq!(fields(f64::MAX), (false, Class::Finite, u128::MAX << 75, 1023));
        assert_eq!(fields(f64::NEG_INFINITY), (true, Class::Infinite, 0, 0));
        assert_eq!(Unpacked::double(f64::NAN).class, Class::Nan);
    }

    #[test]
    fn long_doubles() {
        let x = |s, e| Unpacked::x87([s, e]);
        assert_eq!((x(1 << 63, 0x3fff).significand, x(1 << 63, 0x3fff).exponent), (1 << 127, 0));
        assert_eq!((x(1, 0).significand, x(1, 0).exponent), (1 << 127, -16445));
        assert!(x(1 << 63, 0xffff).negative && x(1 << 63, 0xffff).class == Class::Infinite);
        assert_eq!(x(3 << 62, 0x7fff).class, Class::Nan);
        // The sixth byte on is padding.
        assert_eq!(x(1 << 63, 0xdead_0000_3fff).exponent, 0);
        let q = |s, e| Unpacked::binary128([s, e]);
        assert_eq!((q(0, 0x3fff << 48).significand, q(0, 0x3fff << 48).exponent), (1 << 127, 0));
        assert_eq!((q(1, 0).significand, q(1, 0).exponent), (1 << 127, -16494));
        assert_eq!(q(1, 0xbfff << 48).significand, 1 << 127 | 1 << 15);
        assert_eq!((q(0, 0xffff << 48).negative, q(0, 0xffff << 48).class), (true, Class::Infinite));
        assert_eq!(q(1, 0x7fff << 48).class, Class::Nan);
    }
}
