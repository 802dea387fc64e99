//! `<wchar.h>`: arrays of wide characters. All are thread-safe and async-signal-safe; none fails.

use crate::types::wchar_t;
use arch::string as kernel;
use core::ffi::c_int;

/// Copies `n` characters between areas that do not overlap; returns `to`. C23 7.31.4.2.3.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wmemcpy(to: *mut wchar_t, from: *const wchar_t, n: usize) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { kernel::memmove(to.cast(), from.cast(), n * size_of::<wchar_t>()) };
    to
}

/// Copies `n` characters, also between areas that overlap; returns `to`. C23 7.31.4.2.4.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wmemmove(to: *mut wchar_t, from: *const wchar_t, n: usize) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { wmemcpy(to, from, n) }
}

/// Sets `n` characters to `c`; returns `to`. C23 7.31.4.6.2.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wmemset(to: *mut wchar_t, c: wchar_t, n: usize) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { kernel::wmemset(to, c, n) }
}

/// Compares `n` characters; below, equal to or above 0. C23 7.31.4.4.5.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wmemcmp(a: *const wchar_t, b: *const wchar_t, n: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { kernel::wmemcmp(a, b, n) }
}

/// The first `c` in `n` characters, or null. C23 7.31.4.5.8.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wmemchr(s: *const wchar_t, c: wchar_t, n: usize) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { kernel::wmemchr(s, c, n) }.cast_mut()
}
