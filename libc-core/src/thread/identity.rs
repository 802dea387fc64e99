//! Which thread it is. All are thread-safe and async-signal-safe.

use super::{Tcb, current};
use core::ffi::c_int;

/// The calling thread. Async-signal-safe. POSIX.1-2024 pthread_self.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_self() -> *const Tcb {
    current()
}

/// The calling thread. C23 7.28.5.2.
#[unsafe(no_mangle)]
pub extern "C" fn thrd_current() -> *const Tcb {
    current()
}

/// Whether two threads are the same. POSIX.1-2024 pthread_equal.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_equal(a: *const Tcb, b: *const Tcb) -> c_int {
    c_int::from(core::ptr::eq(a, b))
}

/// Whether two threads are the same. C23 7.28.5.4.
#[unsafe(no_mangle)]
pub extern "C" fn thrd_equal(a: *const Tcb, b: *const Tcb) -> c_int {
    c_int::from(core::ptr::eq(a, b))
}
