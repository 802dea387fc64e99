//! Binary floating-point numbers with a significand of 128 bits and a wide exponent: what the exact functions of every
//! format and the functions of `long double` compute with. Arithmetic truncates: the error of an operation is below a
//! unit in the last place, 2^-127 of the result.

mod arithmetic;
mod constants;
mod cube_root;
mod divide;
pub mod error_function;
pub mod exponential;
pub mod gamma;
pub mod hyperbolic;
pub mod inverse_trigonometric;
pub mod logarithm;
pub mod long;
mod root;
pub mod trigonometric;

pub use arithmetic::{add_exact, multiply_halves};
pub use constants::{LN_2, LN_10, LOG2_E, LOG10_E, ONE_OVER_PI, PI};
pub use cube_root::cube_root;
pub use divide::divide;
pub use root::square_root;

/// A finite number: `significand` × 2^(`exponent` - 127), its sign apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wide {
    /// Has a minus sign.
    pub negative: bool,
    /// Of the significand's top bit; of no meaning for zero.
    pub exponent: i32,
    /// With bit 127 set, or 0 for zero.
    pub significand: u128,
}

impl Wide {
    /// Zero.
    pub const ZERO: Wide = Wide { negative: false, exponent: 0, significand: 0 };
    /// One.
    pub const ONE: Wide = Wide::power_of_2(0);

    /// `significand` × 2^(`exponent` - 127); the significand need not have its top bit set.
    #[inline]
    pub const fn new(negative: bool, exponent: i32, significand: u128) -> Self {
        if significand == 0 {
            return Wide { negative, exponent: 0, significand: 0 };
        }
        let zeros = significand.leading_zeros();
        Wide { negative, exponent: exponent - zeros as i32, significand: significand << zeros }
    }

    /// A constant: `significand` has its top bit set.
    pub const fn constant(exponent: i32, significand: u128) -> Self {
        Wide { negative: false, exponent, significand }
    }

    /// An integer.
    pub const fn integer(value: i64) -> Self {
        Wide::new(value < 0, 127, value.unsigned_abs() as u128)
    }

    /// 2^`exponent`.
    pub const fn power_of_2(exponent: i32) -> Self {
        Wide { negative: false, exponent, significand: 1 << 127 }
    }

    /// Is zero.
    #[inline]
    pub const fn is_zero(self) -> bool {
        self.significand == 0
    }

    /// The absolute value.
    #[inline]
    pub const fn abs(self) -> Self {
        Wide { negative: false, ..self }
    }

    /// With this sign.
    #[inline]
    pub const fn with_sign(self, negative: bool) -> Self {
        Wide { negative, ..self }
    }

    /// Times 2^`power`.
    #[inline]
    pub const fn scale(self, power: i32) -> Self {
        Wide { exponent: self.exponent.saturating_add(power), ..self }
    }

    /// The order of the magnitudes.
    #[inline]
    pub fn compare_magnitude(self, other: Self) -> core::cmp::Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, _) | (_, true) => self.significand.cmp(&other.significand),
            _ => (self.exponent, self.significand).cmp(&(other.exponent, other.significand)),
        }
    }

    /// The magnitude is below the other's.
    #[inline]
    pub fn is_below(self, other: Self) -> bool {
        self.compare_magnitude(other).is_lt()
    }

    /// The magnitude's integer part, if it is below 2^63, and whether there is a fraction.
    pub fn integer_part(self) -> Option<(u64, bool)> {
        match self.exponent {
            _ if self.is_zero() => Some((0, false)),
            i32::MIN..0 => Some((0, true)),
            0..63 => {
                let shift = 127 - self.exponent as u32;
                Some(((self.significand >> shift) as u64, self.significand & ((1 << shift) - 1) != 0))
            }
            _ => None,
        }
    }

    /// Is an integer, and whether an odd one.
    pub fn integrality(self) -> (bool, bool) {
        match self.exponent {
            _ if self.is_zero() => (true, false),
            i32::MIN..0 => (false, false),
            0..127 => {
                let shift = 127 - self.exponent as u32;
                let integer = self.significand & ((1 << shift) - 1) == 0;
                (integer, integer && self.significand >> shift & 1 != 0)
            }
            127 => (true, self.significand & 1 != 0),
            _ => (true, false),
        }
    }

    /// The magnitude below 1 as a fraction of 2^128.
    #[inline]
    pub fn fraction(self) -> u128 {
        match self.exponent {
            -128..0 => self.significand >> (-1 - self.exponent) as u32,
            _ => 0,
        }
    }

    /// A fraction of 2^128.
    #[inline]
    pub fn from_fraction(fraction: u128) -> Self {
        Wide::new(false, -1, fraction)
    }
}

/// The product of two fractions.
#[inline]
const fn times(a: u128, b: u128) -> u128 {
    multiply_halves(a, b).0
}
