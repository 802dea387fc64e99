//! `strfromd`, `strfromf` and `strfroml`: one floating-point number as text. Thread-safe and async-signal-safe.
//! C23 7.24.1.6, 7.24.1.7.

use super::format::{Kind, Source, Value, format_from, short_float};
use super::sprintf::Array;
use crate::errno::{CReturn, Errno};
use arch::LongDouble;
use core::ffi::{c_char, c_int};

/// The arguments: a precision and a number.
struct Number {
    precision: c_int,
    value: Value,
}

impl Source for Number {
    unsafe fn take(&mut self, kind: Kind) -> Value {
        if kind == Kind::Word { Value { word: self.precision as u64 } } else { self.value }
    }
}

/// Reads `%`, a precision if there is one, and a conversion: the precision (negative for none) and the conversion. `EINVAL`
/// for anything else.
///
/// # Safety
/// A string.
unsafe fn parse(mut at: *const u8) -> Result<(c_int, u8), Errno> {
    let mut next = || {
        // SAFETY: the caller's promise; nothing is read behind the 0.
        let byte = unsafe { *at };
        at = at.wrapping_add(usize::from(byte != 0));
        byte
    };
    if next() != b'%' {
        return Err(Errno::EINVAL);
    }
    let mut precision: c_int = -1;
    let mut byte = next();
    if byte == b'.' {
        precision = 0;
        byte = next();
        while byte.is_ascii_digit() {
            let digit = c_int::from(byte - b'0');
            precision = precision.checked_mul(10).and_then(|p| p.checked_add(digit)).ok_or(Errno::EOVERFLOW)?;
            byte = next();
        }
    }
    match byte {
        b'a' | b'A' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' if next() == 0 => Ok((precision, byte)),
        _ => Err(Errno::EINVAL),
    }
}

/// Formats the number.
///
/// # Safety
/// As `strfromd`.
unsafe fn write(s: *mut c_char, n: usize, format: *const c_char, value: Value, long: bool) -> c_int {
    short_float::install();
    let mut array = Array::new(s.cast(), n);
    // SAFETY: the caller's promise; the arguments are as this format says.
    let result = unsafe {
        parse(format.cast()).and_then(|(precision, conversion)| {
            let text =
                if long { [b'%', b'.', b'*', b'L', conversion, 0] } else { [b'%', b'.', b'*', conversion, 0, 0] };
            format_from(&mut array, text.as_ptr().cast(), &mut Number { precision, value })
        })
    };
    array.end(n);
    result.c_int()
}

/// Writes `value` by a format of `%`, perhaps a precision, and one of `aAeEfFgG` to the array `s` of `n` bytes, as
/// `snprintf` does. Returns the length of the whole text, or -1 with errno EINVAL (another format) or EOVERFLOW.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strfromd(s: *mut c_char, n: usize, format: *const c_char, value: f64) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { write(s, n, format, Value { double: value }, false) }
}

/// `strfromd` for a `float`.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strfromf(s: *mut c_char, n: usize, format: *const c_char, value: f32) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { strfromd(s, n, format, f64::from(value)) }
}

unsafe extern "C" fn strfroml_bits(
    _: *mut LongDouble,
    value: *const LongDouble,
    s: *mut c_char,
    n: usize,
    format: *const c_char,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { write(s, n, format, Value { long_double: *value }, true) }
}

arch::long_double_fn! {
    /// `strfromd` for a `long double`.
    pub fn strfroml => strfroml_bits, -> as_is
}
