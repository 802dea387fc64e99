//! `atoi`, `atol` and `atoll`. Thread-safe and async-signal-safe; no errors. C23 7.24.1.3, 7.24.1.4.

use crate::numeric::characters::{Characters, Memory, Reader};
use core::ffi::{c_char, c_int, c_long, c_longlong};

/// The decimal integer at the beginning of a string; its low 64 bits, if it is longer.
///
/// # Safety
/// A 0 ends the string.
unsafe fn integer(string: *const c_char) -> i64 {
    // SAFETY: the caller's promise.
    let mut text = unsafe { Memory::<u8>::new(string.cast()) };
    let mut reader = Reader::new(&mut text);
    reader.skip_space::<u8>();
    let negative = reader.sign();
    let mut magnitude = 0u64;
    while let digit @ 0..=9 = text.peek().wrapping_sub(0x30) {
        magnitude = magnitude.wrapping_mul(10).wrapping_add(u64::from(digit));
        text.advance();
    }
    let value = magnitude as i64;
    if negative { value.wrapping_neg() } else { value }
}

/// The `int` at the beginning of `string`; unspecified if it is none.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn atoi(string: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { integer(string) as c_int }
}

/// The `long` at the beginning of `string`; unspecified if it is none.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn atol(string: *const c_char) -> c_long {
    // SAFETY: the caller's promise.
    unsafe { integer(string) }
}

/// The `long long` at the beginning of `string`; unspecified if it is none.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn atoll(string: *const c_char) -> c_longlong {
    // SAFETY: the caller's promise.
    unsafe { integer(string) }
}
