//! Comparison without regard to the case of ASCII letters, which is all that bytes have in any locale.

use crate::locale::Locale;
use core::ffi::{c_char, c_int};

/// Compares two strings, ignoring case. Async-signal-safe. POSIX.1-2024 strcasecmp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcasecmp(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { strncasecmp(a, b, usize::MAX) }
}

/// Compares at most `n` bytes of two strings, ignoring case. Async-signal-safe. POSIX.1-2024 strncasecmp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncasecmp(a: *const c_char, b: *const c_char, n: usize) -> c_int {
    for i in 0..n {
        // SAFETY: neither string's 0 has been passed.
        let (x, y) = unsafe { (a.add(i).read() as u8, b.add(i).read() as u8) };
        let (x, y) = (x.to_ascii_lowercase(), y.to_ascii_lowercase());
        if x != y || x == 0 {
            return c_int::from(x) - c_int::from(y);
        }
    }
    0
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
