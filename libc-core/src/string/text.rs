//! Strings: length, search for a byte, comparison. All are thread-safe and async-signal-safe; none fails.

use arch::string as kernel;
use core::ffi::{c_char, c_int};

/// The length of a string. C23 7.26.6.4.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strlen(s: *const c_char) -> usize {
    // SAFETY: the caller's promise.
    unsafe { kernel::strlen(s.cast()) }
}

/// The length of a string, of which at most `n` bytes are looked at. C23 7.26.6.5.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strnlen(s: *const c_char, n: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe { kernel::strnlen(s.cast(), n) }
}

/// The first `c` in a string, or its end. strchrnul(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strchrnul(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { kernel::strchrnul(s.cast(), c as u8) }.cast_mut().cast()
}

/// The first `c` in a string (its 0 counts), or null. C23 7.26.5.2.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strchr(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { kernel::strchr(s.cast(), c as u8) }.cast_mut().cast()
}

/// The last `c` in a string (its 0 counts), or null. C23 7.26.5.5.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strrchr(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { kernel::strrchr(s.cast(), c as u8) }.cast_mut().cast()
}

/// [`strchr`]. index(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn index(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { strchr(s, c) }
}

/// [`strrchr`]. rindex(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn rindex(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { strrchr(s, c) }
}

/// Compares two strings; below, equal to or above 0. C23 7.26.4.2.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strcmp(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { kernel::strcmp(a.cast(), b.cast()) }
}

/// Compares at most `n` bytes of two strings; below, equal to or above 0. C23 7.26.4.4.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strncmp(a: *const c_char, b: *const c_char, n: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { kernel::strncmp(a.cast(), b.cast(), n) }
}
