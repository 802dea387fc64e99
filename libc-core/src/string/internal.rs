//! What compiled code of the library itself calls by C's names: small versions, so that a small program does not carry the
//! kernels for every CPU. xtask binds the library's own references to them, and leaves `memcpy` and the others to
//! programs. They need no relocation and no table: start-up can use them before anything is set up.

use arch::string::compact;
use core::ffi::{c_char, c_int, c_void};

/// [`super::memory::memcpy`], small.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __tine_memcpy(to: *mut c_void, from: *const c_void, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { compact::memmove(to.cast(), from.cast(), n) }.cast()
}

/// [`super::memory::memmove`], small.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __tine_memmove(to: *mut c_void, from: *const c_void, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { compact::memmove(to.cast(), from.cast(), n) }.cast()
}

/// [`super::memory::memset`], small.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __tine_memset(to: *mut c_void, byte: c_int, n: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { compact::memset(to.cast(), byte as u8, n) }.cast()
}

/// [`super::memory::memcmp`], small.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __tine_memcmp(a: *const c_void, b: *const c_void, n: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { compact::memcmp(a.cast(), b.cast(), n) }
}

/// [`super::memory::bcmp`], small.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __tine_bcmp(a: *const c_void, b: *const c_void, n: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { compact::memcmp(a.cast(), b.cast(), n) }
}

/// [`super::text::strlen`], small.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __tine_strlen(s: *const c_char) -> usize {
    // SAFETY: the caller's promise.
    unsafe { compact::strlen(s.cast()) }
}
