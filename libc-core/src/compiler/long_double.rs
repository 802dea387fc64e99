//! Conversions and powers of the x87 format. Binary128's are in `compiler_builtins`.
#![cfg(target_arch = "x86_64")]

use super::integer_conversion::{signed, unsigned};
use crate::math::elementary::power::pown;
use crate::math::entry::define::long_double_functions;
use crate::math::format::deliver;
use crate::math::wide::Wide;
use arch::LongDouble;
use core::ffi::c_int;

long_double_functions! {
    /// To `__int128`.
    fn __fixxfti(x;) -> i128 => signed(x);
    /// To `unsigned __int128`.
    fn __fixunsxfti(x;) -> u128 => unsigned(x);
    /// To `unsigned long`.
    fn __fixunsxfdi(x;) -> u64 => u64::try_from(unsigned(x)).unwrap_or(u64::MAX);
    /// To the power of an integer.
    fn __powixf2(x; n: c_int) => pown(x, n.into());
}

/// Conversions from integers.
macro_rules! from_integers {
    ($($(#[$meta:meta])* $name:ident($($word:ident),*) => $wide:expr;)*) => {$(
        const _: () = {
            unsafe extern "C" fn target(out: *mut LongDouble, _: *const LongDouble, $($word: u64),*) {
                // SAFETY: the shim passes room for the result.
                unsafe { out.write(deliver($wide, false)) };
            }
            arch::long_double_fn! {
                $(#[$meta])*
                pub fn $name => target
            }
        };
    )*};
}

from_integers! {
    /// From `__int128`.
    __floattixf(low, high) => {
        let value = (u128::from(high) << 64 | u128::from(low)) as i128;
        Wide::new(value < 0, 127, value.unsigned_abs())
    };
    /// From `unsigned __int128`.
    __floatuntixf(low, high) => Wide::new(false, 127, u128::from(high) << 64 | u128::from(low));
    /// From `unsigned long`.
    __floatundixf(low) => Wide::new(false, 127, low.into());
}
