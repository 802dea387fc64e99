//! Collation: in every locale strings are ordered by their bytes, which for UTF-8 is the order of the code points. All
//! are thread-safe and async-signal-safe.

use super::memory::memcpy;
use super::text::strcmp;
use crate::locale::Locale;
use core::ffi::{c_char, c_int};

/// Compares two strings as the locale orders them. Async-signal-safe. C23 7.26.4.3.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcoll(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { strcmp(a, b) }
}

/// [`strcoll`]: all locales have the same order. POSIX.1-2024 strcoll_l.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcoll_l(a: *const c_char, b: *const c_char, _locale: *const Locale) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { strcmp(a, b) }
}

/// Stores what `strcmp` orders as `strcoll` orders the string: the string itself. Returns its length; if that is not
/// below `size`, nothing was stored. Async-signal-safe. C23 7.26.4.5.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strxfrm(to: *mut c_char, from: *const c_char, size: usize) -> usize {
    // SAFETY: the caller's promise; it is copied only if it fits with its 0.
    unsafe {
        let length = super::text::strlen(from);
        if length < size {
            memcpy(to.cast(), from.cast(), length + 1);
        }
        length
    }
}

/// [`strxfrm`]: all locales have the same order. POSIX.1-2024 strxfrm_l.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strxfrm_l(to: *mut c_char, from: *const c_char, size: usize, _locale: *const Locale) -> usize {
    // SAFETY: the caller's promise.
    unsafe { strxfrm(to, from, size) }
}
