//! Making written instructions visible to execution. Source: GNU gcc manual, `__builtin___clear_cache`.

use core::ffi::c_void;

/// Makes instructions that were written from `start` to `end` what the CPU executes there. Async-signal-safe and
/// thread-safe.
///
/// # Safety
/// As in C: the range is mapped.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __clear_cache(start: *mut c_void, end: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe { arch::cache::synchronize(start.cast(), end.cast()) };
}
