//! Memory: copies, fills, comparisons, searches for a byte. All are thread-safe and async-signal-safe; none fails.

use arch::string as kernel;
use core::ffi::{c_int, c_void};
use core::ptr;

/// Copies `n` bytes between areas that do not overlap; returns `to`. C23 7.26.2.1.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn memcpy(to: *mut c_void, from: *const c_void, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { kernel::memmove(to.cast(), from.cast(), n) }.cast()
}

/// Copies `n` bytes, also between areas that overlap; returns `to`. C23 7.26.2.3.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn memmove(to: *mut c_void, from: *const c_void, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { kernel::memmove(to.cast(), from.cast(), n) }.cast()
}

/// Copies `n` bytes between areas that do not overlap; returns where the copy ends. mempcpy(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn mempcpy(to: *mut c_void, from: *const c_void, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { kernel::mempcpy(to.cast(), from.cast(), n) }.cast()
}

/// Copies up to and with the first `c`, at most `n` bytes, between areas that do not overlap; returns the byte behind
/// the copy of `c`, or null if there was none. C23 7.26.2.2.
///
/// # Safety
/// As in C: the area may end behind the first `c`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn memccpy(to: *mut c_void, from: *const c_void, c: c_int, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise; nothing is read behind the first `c`.
    unsafe {
        let found = kernel::memchr(from.cast(), c as u8, n);
        let length = if found.is_null() { n } else { found.offset_from_unsigned(from.cast()) + 1 };
        kernel::memmove(to.cast(), from.cast(), length);
        if found.is_null() { ptr::null_mut() } else { to.byte_add(length) }
    }
}

/// Sets `n` bytes to `byte`; returns `to`. C23 7.26.6.1.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn memset(to: *mut c_void, byte: c_int, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { kernel::memset(to.cast(), byte as u8, n) }.cast()
}

/// [`memset`], which no compiler removes. C23 7.26.6.2.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn memset_explicit(to: *mut c_void, byte: c_int, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        kernel::memset(to.cast(), byte as u8, n);
        // The content is looked at, for all that the compiler knows.
        core::arch::asm!("/* {0} */", in(reg) to, options(nostack, preserves_flags));
    }
    to
}

/// Sets `n` bytes to 0; no compiler removes it. explicit_bzero(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn explicit_bzero(to: *mut c_void, n: usize) {
    // SAFETY: the caller's promise.
    unsafe { memset_explicit(to, 0, n) };
}

/// Sets `n` bytes to 0. bzero(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn bzero(to: *mut c_void, n: usize) {
    // SAFETY: the caller's promise.
    unsafe { kernel::memset(to.cast(), 0, n) };
}

/// [`memmove`] with its arguments turned. bcopy(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn bcopy(from: *const c_void, to: *mut c_void, n: usize) {
    // SAFETY: the caller's promise.
    unsafe { kernel::memmove(to.cast(), from.cast(), n) };
}

/// Compares `n` bytes; below, equal to or above 0 as the first that differ are. C23 7.26.4.1.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn memcmp(a: *const c_void, b: *const c_void, n: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { kernel::memcmp(a.cast(), b.cast(), n) }
}

/// Whether `n` bytes differ: 0 if they do not. Compiled code calls it by itself. bcmp(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn bcmp(a: *const c_void, b: *const c_void, n: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { kernel::bcmp(a.cast(), b.cast(), n) }
}

/// The first `c` in `n` bytes, or null. C23 7.26.5.1.
///
/// # Safety
/// As in C: the area may end behind the first `c`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn memchr(s: *const c_void, c: c_int, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { kernel::memchr(s.cast(), c as u8, n) }.cast_mut().cast()
}

/// The last `c` in `n` bytes, or null. memrchr(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn memrchr(s: *const c_void, c: c_int, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { kernel::memrchr(s.cast(), c as u8, n) }.cast_mut().cast()
}
