//! IEEE formats that are neither Rust's nor this architecture's `long double`.

use super::format::{Fields, Format, interchange_bits, interchange_fields};

/// binary16, C's `_Float16`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Binary16(pub u16);

impl Format for Binary16 {
    const PRECISION: u32 = 11;
    const MAX_EXPONENT: i32 = 15;

    fn fields(self) -> Fields {
        interchange_fields(self.0.into(), 16, Self::PRECISION)
    }

    fn from_fields(fields: Fields) -> Self {
        Binary16(interchange_bits(fields, 16, Self::PRECISION) as u16)
    }
}

/// binary128, gcc's `__float128`.
#[cfg(any(test, target_arch = "x86_64"))]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Binary128(pub u128);

#[cfg(any(test, target_arch = "x86_64"))]
impl Format for Binary128 {
    const PRECISION: u32 = 113;
    const MAX_EXPONENT: i32 = 16383;

    fn fields(self) -> Fields {
        interchange_fields(self.0, 128, Self::PRECISION)
    }

    fn from_fields(fields: Fields) -> Self {
        Binary128(interchange_bits(fields, 128, Self::PRECISION))
    }
}
