//! The `strtod` and the `wcstod` family. Thread-safe and async-signal-safe.
//!
//! Each reads white space and a number (decimal, hexadecimal, infinity or NaN) at the beginning of `string`, stores
//! where it ends in `*end` unless that is null, and returns its value, rounded in the current direction; where there is
//! no number, 0, and `*end` is `string`. `errno`: `EINVAL` for no number, `ERANGE` for a result that overflows or
//! underflows. C23 7.24.1.5, 7.31.4.2.1.

use crate::errno::{Errno, set_errno};
use crate::numeric::binary_format::{DOUBLE, Encoded, FLOAT, Format, LONG_DOUBLE};
use crate::numeric::characters::{Memory, Reader, Unit};
use crate::numeric::decimal_to_binary::{
    Exact, double_by_processor, encode, exact_double, exact_long_double, float_by_processor,
};
use crate::numeric::float_scan::{DOUBLE_DIGITS, LONG_DOUBLE_DIGITS, Number, scan};
use crate::numeric::limbs::{Limbs, room};
use crate::stdio::format::short_float;
use arch::{LongDouble, fenv};
use core::ffi::{c_char, c_void};
use core::mem::MaybeUninit;

/// Raises the exceptions of a conversion, and sets `errno` if it left the format's range.
pub fn report(encoded: &Encoded) {
    let exceptions = encoded.exceptions;
    if exceptions != 0 {
        fenv::raise(exceptions);
        if exceptions & (fenv::OVERFLOW | fenv::UNDERFLOW) != 0 {
            set_errno(Errno::ERANGE);
        }
    }
}

/// Reads a number, with `limbs` for its digits.
///
/// # Safety
/// As `strtod`.
#[inline(always)]
unsafe fn read<U: Unit>(string: *const U, end: *mut *mut U, limbs: &mut Limbs) -> Number {
    // SAFETY: the caller's promise.
    let mut text = unsafe { Memory::new(string) };
    // A program that reads numbers is likely to write some.
    short_float::install();
    let mut reader = Reader::new(&mut text);
    reader.skip_space::<U>();
    let number = scan(&mut reader, limbs);
    if number.length == 0 {
        set_errno(Errno::EINVAL);
    }
    if !end.is_null() {
        // SAFETY: the caller's promise.
        unsafe { *end = string.wrapping_add(number.length).cast_mut() };
    }
    number
}

/// The number as a `float`, `double` or `long double`.
fn value(number: &Number, limbs: &[u64], format: &Format, exact: Exact) -> Encoded {
    let encoded = encode(number, limbs, format, exact, fenv::get_round());
    report(&encoded);
    encoded
}

/// `strtod` and `wcstod`.
///
/// # Safety
/// As `strtod`.
#[inline(always)]
unsafe fn double<U: Unit>(string: *const U, end: *mut *mut U) -> f64 {
    let mut room = room::<DOUBLE_DIGITS>();
    let mut limbs = Limbs::new(&mut room);
    // SAFETY: the caller's promise.
    let number = unsafe { read(string, end, &mut limbs) };
    match double_by_processor(&number, limbs.as_slice()) {
        Some(double) => double,
        None => value(&number, limbs.as_slice(), &DOUBLE, exact_double).double(number.negative),
    }
}

/// `strtof` and `wcstof`.
///
/// # Safety
/// As `strtod`.
#[inline(always)]
unsafe fn float<U: Unit>(string: *const U, end: *mut *mut U) -> f32 {
    let mut room = room::<DOUBLE_DIGITS>();
    let mut limbs = Limbs::new(&mut room);
    // SAFETY: the caller's promise.
    let number = unsafe { read(string, end, &mut limbs) };
    match float_by_processor(&number, limbs.as_slice()) {
        Some(float) => float,
        None => value(&number, limbs.as_slice(), &FLOAT, exact_double).float(number.negative),
    }
}

/// `strtold` and `wcstold`.
///
/// # Safety
/// As `strtod`; `out` is writable.
#[inline(always)]
unsafe fn long_double<U: Unit>(out: *mut LongDouble, string: *const U, end: *mut *mut U) {
    let mut room: [MaybeUninit<u64>; LONG_DOUBLE_DIGITS] = room();
    let mut limbs = Limbs::new(&mut room);
    // SAFETY: the caller's promise.
    unsafe {
        let number = read(string, end, &mut limbs);
        *out = value(&number, limbs.as_slice(), &LONG_DOUBLE, exact_long_double).long_double(number.negative);
    }
}

/// Functions of a string and an end pointer, and their twins with a locale, of which there is none that matters.
macro_rules! functions {
    ($($(#[$meta:meta])* $name:ident($unit:ty as $bits:ty) -> $result:ty = $inner:ident; $($twin:ident)*;)*) => {$(
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(string: *const $unit, end: *mut *mut $unit) -> $result {
            // SAFETY: the caller's promise.
            unsafe { $inner::<$bits>(string.cast(), end.cast()) }
        }
        $(
            #[doc = concat!("`", stringify!($name), "`, whatever the locale.")]
            ///
            /// # Safety
            /// As in C.
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn $twin(string: *const $unit, end: *mut *mut $unit, _locale: *mut c_void) -> $result {
                // SAFETY: the caller's promise.
                unsafe { $name(string, end) }
            }
        )*
    )*};
}

functions! {
    /// A `double`.
    strtod(c_char as u8) -> f64 = double; strtod_l __strtod_l;
    /// A `float`.
    strtof(c_char as u8) -> f32 = float; strtof_l __strtof_l;
    /// A `double`, of wide characters.
    wcstod(crate::types::wchar_t as u32) -> f64 = double;;
    /// A `float`, of wide characters.
    wcstof(crate::types::wchar_t as u32) -> f32 = float;;
}

unsafe extern "C" fn strtold_bits(out: *mut LongDouble, _: *const LongDouble, string: *const u8, end: *mut *mut u8) {
    // SAFETY: the caller's promise.
    unsafe { long_double(out, string, end) }
}

unsafe extern "C" fn wcstold_bits(out: *mut LongDouble, _: *const LongDouble, string: *const u32, end: *mut *mut u32) {
    // SAFETY: the caller's promise.
    unsafe { long_double(out, string, end) }
}

arch::long_double_fn! {
    /// A `long double`.
    pub fn strtold => strtold_bits
}

arch::long_double_fn! {
    /// `strtold`, whatever the locale.
    pub fn strtold_l => strtold_bits
}

arch::long_double_fn! {
    /// `strtold_l`.
    pub fn __strtold_l => strtold_bits
}

arch::long_double_fn! {
    /// A `long double`, of wide characters.
    pub fn wcstold => wcstold_bits
}

/// The `double` at the beginning of `string`, as `strtod` reads it. C23 7.24.1.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn atof(string: *const c_char) -> f64 {
    // SAFETY: the caller's promise.
    unsafe { strtod(string, core::ptr::null_mut()) }
}
