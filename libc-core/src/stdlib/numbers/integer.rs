//! The `strtol` and the `wcstol` family. Thread-safe and async-signal-safe.
//!
//! Each reads white space and an integer to `base` at the beginning of `string`, stores where it ends in `*end` unless
//! that is null, and returns its value; where there is no integer, 0, and `*end` is `string`. Base 0 is that of the
//! prefix: 0x, 0b, 0 or none. `errno`: `EINVAL` for no integer or no such base, `ERANGE` for one beyond the type's range,
//! whose nearest value is returned. C23 7.24.1.8, 7.31.4.2.3.

use crate::errno::{Errno, set_errno};
use crate::numeric::characters::{Memory, Reader, Unit};
use crate::numeric::integer_scan::{Integer, scan};
use crate::types::wchar_t;
use core::ffi::{c_char, c_int};

/// Reads an integer.
///
/// # Safety
/// As `strtol`.
#[inline(always)]
unsafe fn read<U: Unit>(string: *const U, end: *mut *mut U, base: c_int) -> Integer {
    let mut integer = Integer { negative: false, magnitude: 0, overflow: false, length: 0 };
    if matches!(base, 0 | 2..=36) {
        // SAFETY: the caller's promise.
        let mut text = unsafe { Memory::new(string) };
        let mut reader = Reader::new(&mut text);
        reader.skip_space::<U>();
        integer = scan(&mut reader, base as u32);
    }
    if integer.length == 0 {
        set_errno(Errno::EINVAL);
    }
    if !end.is_null() {
        // SAFETY: the caller's promise.
        unsafe { *end = string.wrapping_add(integer.length).cast_mut() };
    }
    integer
}

fn in_range<T>((value, exact): (T, bool)) -> T {
    if !exact {
        set_errno(Errno::ERANGE);
    }
    value
}

/// The signed integer. One function for all of a family: they differ in their names only.
///
/// # Safety
/// As `strtol`.
#[inline(never)]
unsafe fn signed<U: Unit>(string: *const U, end: *mut *mut U, base: c_int) -> i64 {
    // SAFETY: the caller's promise.
    in_range(unsafe { read(string, end, base) }.signed())
}

/// The unsigned integer.
///
/// # Safety
/// As `strtol`.
#[inline(never)]
unsafe fn unsigned<U: Unit>(string: *const U, end: *mut *mut U, base: c_int) -> u64 {
    // SAFETY: the caller's promise.
    in_range(unsafe { read(string, end, base) }.unsigned())
}

/// Functions of a string, an end pointer and a base.
macro_rules! functions {
    ($($unit:ty as $bits:ty, $inner:ident -> $result:ty: $($name:ident)*, $($internal:ident)*;)*) => {$(
        $(
            /// The integer at the beginning of `string`.
            ///
            /// # Safety
            /// As in C.
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn $name(string: *const $unit, end: *mut *mut $unit, base: c_int) -> $result {
                // SAFETY: the caller's promise.
                unsafe { $inner::<$bits>(string.cast(), end.cast(), base) }
            }
        )*
        $(
            /// The name that objects built for glibc call; `group` is 0.
            ///
            /// # Safety
            /// As `strtol`.
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn $internal(string: *const $unit, end: *mut *mut $unit, base: c_int, _group: c_int) -> $result {
                // SAFETY: the caller's promise.
                unsafe { $inner::<$bits>(string.cast(), end.cast(), base) }
            }
        )*
    )*};
}

functions! {
    c_char as u8, signed -> i64: strtol strtoll strtoimax, __strtol_internal __strtoll_internal __strtoimax_internal;
    c_char as u8, unsigned -> u64: strtoul strtoull strtoumax, __strtoul_internal __strtoull_internal __strtoumax_internal;
    wchar_t as u32, signed -> i64: wcstol wcstoll wcstoimax,;
    wchar_t as u32, unsigned -> u64: wcstoul wcstoull wcstoumax,;
}
