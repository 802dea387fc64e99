//! Threads: the control block, the list of all threads, TLS, and POSIX and C11 threads.

#[cfg(not(test))]
pub mod cancel_state;
#[cfg(not(test))]
pub mod list;
#[cfg(not(test))]
mod tcb;
#[cfg(not(test))]
pub mod tls;

#[cfg(not(test))]
pub use tcb::{Tcb, current};

use crate::sync::atomic::{AtomicBool, Ordering};

/// Whether the process has, or had, more than one thread since it started or was forked.
#[cfg(not(loom))]
static THREADED: AtomicBool = AtomicBool::new(false);

/// Whether other threads may be there: a process that never made one pays for no lock around fork.
#[cfg(not(loom))]
pub fn is_threaded() -> bool {
    THREADED.load(Ordering::Relaxed)
}

/// To be called before the first further thread is made.
#[cfg(all(not(test), not(loom)))]
pub fn become_threaded() {
    if !is_threaded() {
        crate::sync::section::WORLD.begin();
        THREADED.store(true, Ordering::Relaxed);
    }
}
