//! A thread's end, as others see it: joinable or detached, running or gone.

use super::Tcb;
use core::cell::Cell;
use core::ffi::c_void;
use core::ptr;

/// Guarded by `list::THREADS`, but for the result, which only the thread itself writes, before it ends.
pub struct Life {
    /// Nobody will join the thread.
    pub detached: Cell<bool>,
    /// It uses the library no more, and leaves. It is gone when the kernel has cleared its ID.
    pub leaving: Cell<bool>,
    /// What `pthread_join` stores.
    pub result: Cell<*mut c_void>,
    /// The next thread whose memory is to be unmapped.
    pub next_departed: Cell<*const Tcb>,
}

impl Life {
    /// A joinable thread that runs.
    pub const fn new() -> Self {
        Self {
            detached: Cell::new(false),
            leaving: Cell::new(false),
            result: Cell::new(ptr::null_mut()),
            next_departed: Cell::new(ptr::null()),
        }
    }
}

impl Default for Life {
    fn default() -> Self {
        Self::new()
    }
}
