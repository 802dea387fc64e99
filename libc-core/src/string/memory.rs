//! Memory: copies, fills, comparisons.

use core::ffi::{c_int, c_void};

/// Copies `n` bytes between areas that do not overlap; returns `to`. Async-signal-safe. C23 7.26.2.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcpy(to: *mut c_void, from: *const c_void, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { arch::memory::memcpy(to.cast(), from.cast(), n) }.cast()
}

/// Copies `n` bytes, also between areas that overlap; returns `to`. Async-signal-safe. C23 7.26.2.3.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memmove(to: *mut c_void, from: *const c_void, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { arch::memory::memmove(to.cast(), from.cast(), n) }.cast()
}

/// Sets `n` bytes to `byte`; returns `to`. Async-signal-safe. C23 7.26.6.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memset(to: *mut c_void, byte: c_int, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { arch::memory::memset(to.cast(), byte, n) }.cast()
}

/// Compares `n` bytes; below, equal to or above 0 as the first that differ are. Async-signal-safe. C23 7.26.4.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcmp(a: *const c_void, b: *const c_void, n: usize) -> c_int {
    let (a, b) = (a.cast::<u8>(), b.cast::<u8>());
    for i in 0..n {
        // SAFETY: the caller's promise.
        let (x, y) = unsafe { (a.add(i).read(), b.add(i).read()) };
        if x != y {
            return c_int::from(x) - c_int::from(y);
        }
    }
    0
}

/// Whether `n` bytes differ: 0 if they do not. Compiled code calls it by itself. bcmp(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bcmp(a: *const c_void, b: *const c_void, n: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { memcmp(a, b, n) }
}

/// The length of a string. Async-signal-safe. C23 7.26.6.3.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strlen(s: *const core::ffi::c_char) -> usize {
    let mut n = 0;
    // SAFETY: the caller's promise; the 0 has not been passed.
    while unsafe { s.add(n).read() } != 0 {
        n += 1;
    }
    n
}
