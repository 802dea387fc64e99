//! Conversions between `_Float16` and integers of 128 bits.

use super::integer_conversion::{signed, unsigned};
use crate::math::format::deliver;
use crate::math::interchange::Binary16;
use crate::math::wide::Wide;

extern "C" fn to_signed(bits: u32) -> i128 {
    signed(Binary16(bits as u16))
}

extern "C" fn to_unsigned(bits: u32) -> u128 {
    unsigned(Binary16(bits as u16))
}

extern "C" fn from_signed(value: i128) -> u32 {
    let Binary16(bits) = deliver(Wide::new(value < 0, 127, value.unsigned_abs()), false);
    bits.into()
}

extern "C" fn from_unsigned(value: u128) -> u32 {
    let Binary16(bits) = deliver(Wide::new(false, 127, value), false);
    bits.into()
}

arch::half_fn! {
    /// To `__int128`.
    pub fn __fixhfti => to_signed, -> integer
}
arch::half_fn! {
    /// To `unsigned __int128`.
    pub fn __fixunshfti => to_unsigned, -> integer
}
arch::half_fn! {
    /// From `__int128`.
    pub fn __floattihf => from_signed, -> half
}
arch::half_fn! {
    /// From `unsigned __int128`.
    pub fn __floatuntihf => from_unsigned, -> half
}
