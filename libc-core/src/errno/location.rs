//! `errno` itself: a word in each thread's control block.

use super::Errno;
use crate::thread::current;
use core::ffi::c_int;

/// The address of the calling thread's `errno`; what the macro `errno` dereferences.
/// Async-signal-safe and thread-safe. POSIX.1-2024 2.3.
#[unsafe(no_mangle)]
pub extern "C" fn __errno_location() -> *mut c_int {
    current().errno.as_ptr()
}

/// The calling thread's `errno`.
pub fn errno() -> Errno {
    Errno(current().errno.get())
}

/// Sets the calling thread's `errno`.
pub fn set_errno(e: Errno) {
    current().errno.set(e.0);
}
