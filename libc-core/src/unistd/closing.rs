//! What happens before a descriptor is closed.

use crate::sync::atomic::{AtomicPtr, Ordering};
use core::ffi::c_int;
use core::ptr;

/// What ends asynchronous input and output on a descriptor; set once there is some, and linked only with it.
static CANCEL_OPERATIONS: AtomicPtr<()> = AtomicPtr::new(ptr::null_mut());

/// Lets `cancel` run before each [`close`](super::descriptor::close) and `fclose`. It is async-signal-safe.
pub fn set_cancel_operations(cancel: fn(c_int)) {
    CANCEL_OPERATIONS.store(cancel as *mut (), Ordering::Relaxed);
}

/// To be called by who closes a descriptor of the application's.
#[inline]
pub fn before_close(fd: c_int) {
    let hook = CANCEL_OPERATIONS.load(Ordering::Relaxed);
    // SAFETY: only `set_cancel_operations` stores there.
    if let Some(cancel) = unsafe { core::mem::transmute::<*mut (), Option<fn(c_int)>>(hook) } {
        cancel(fd);
    }
}
