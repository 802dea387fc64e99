//! Comparison without regard to the case of ASCII letters, which is all that bytes have in any locale. All are
//! thread-safe and async-signal-safe.

use crate::locale::Locale;
use arch::string as kernel;
use core::ffi::{c_char, c_int};

/// Compares two strings, ignoring case. Async-signal-safe. POSIX.1-2024 strcasecmp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcasecmp(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { kernel::strcasecmp(a.cast(), b.cast()) }
}

/// Compares at most `n` bytes of two strings, ignoring case. Async-signal-safe. POSIX.1-2024 strncasecmp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncasecmp(a: *const c_char, b: *const c_char, n: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { kernel::strncasecmp(a.cast(), b.cast(), n) }
}

/// [`strcasecmp`]: all locales have the same letters. POSIX.1-2024 strcasecmp_l.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcasecmp_l(a: *const c_char, b: *const c_char, _locale: *const Locale) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { strcasecmp(a, b) }
}

/// [`strncasecmp`]: all locales have the same letters. POSIX.1-2024 strncasecmp_l.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncasecmp_l(a: *const c_char, b: *const c_char, n: usize, _locale: *const Locale) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { strncasecmp(a, b, n) }
}
