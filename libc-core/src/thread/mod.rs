//! Threads: the control block, the list of all threads, TLS, and POSIX and C11 threads.

#[cfg(not(test))]
pub mod attr;
#[cfg(not(test))]
pub mod barrier;
#[cfg(not(test))]
pub mod by_id;
#[cfg(not(test))]
pub mod c11;
#[cfg(not(test))]
pub mod cancel;
#[cfg(not(test))]
pub mod cancel_state;
#[cfg(not(test))]
pub mod ceiling;
#[cfg(not(test))]
pub mod cleanup;
#[cfg(not(test))]
pub mod cond;
#[cfg(not(test))]
pub mod control;
#[cfg(not(test))]
pub mod create;
#[cfg(not(test))]
pub mod default_attr;
#[cfg(not(test))]
pub mod everywhere;
#[cfg(not(test))]
pub mod exit;
#[cfg(not(test))]
pub mod first_stack;
#[cfg(not(test))]
pub mod identity;
#[cfg(not(test))]
pub mod ids;
#[cfg(not(test))]
pub mod join;
#[cfg(not(test))]
pub mod keys;
#[cfg(not(test))]
pub mod life;
#[cfg(not(test))]
pub mod list;
#[cfg(not(test))]
pub mod mutex;
#[cfg(not(test))]
pub mod named_semaphore;
#[cfg(not(test))]
pub mod once;
#[cfg(not(test))]
pub mod rwlock;
#[cfg(not(test))]
pub mod sched;
#[cfg(not(test))]
pub mod schedparam;
#[cfg(not(test))]
pub mod semaphore;
#[cfg(not(test))]
pub mod spin;
#[cfg(not(test))]
pub mod stack;
#[cfg(not(test))]
mod tcb;
#[cfg(not(test))]
pub mod thread_exit;
#[cfg(not(test))]
pub mod tls;
#[cfg(not(test))]
pub mod visit;
#[cfg(not(test))]
pub mod wait;

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
