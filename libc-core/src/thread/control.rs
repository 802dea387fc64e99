//! Keeping a thread's kernel ID valid while another thread uses it.

use super::Tcb;
use crate::signal::mask::Blocked;
use crate::signal::number::INTERNAL;
use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sync::{Futex, atomic::AtomicU32};
use crate::types::pid_t;

/// A lock that is taken last and for a moment, with application signals blocked, so that a signal handler can take it
/// whatever it interrupted. It has no rank and no part in fork: the only one that survives a fork is the forking
/// thread's own, and the child resets it.
pub struct Control {
    lock: Futex,
    /// The kernel's thread has ended, or is about to.
    gone: AtomicBool,
}

impl Control {
    /// Of a thread that is there.
    pub const fn new() -> Self {
        Self { lock: Futex::new(0), gone: AtomicBool::new(false) }
    }

    fn word(&self) -> &AtomicU32 {
        &self.lock
    }

    /// Runs `what` while nobody else is in here for this thread.
    pub fn hold<T>(&self, what: impl FnOnce() -> T) -> T {
        let _blocked = Blocked::these(!INTERNAL);
        if self.word().compare_exchange(0, 1, Ordering::Acquire, Ordering::Relaxed).is_err() {
            while self.word().swap(2, Ordering::Acquire) != 0 {
                self.lock.wait(2);
            }
        }
        let result = what();
        if self.word().swap(0, Ordering::Release) == 2 {
            self.lock.wake(1);
        }
        result
    }

    /// The thread leaves: from now on its ID is not used.
    pub fn leave(&self) {
        self.hold(|| self.gone.store(true, Ordering::Relaxed));
    }

    /// In a forked child: whoever used the calling thread's ID is not here.
    pub fn reset_in_child(&self) {
        self.word().store(0, Ordering::Relaxed);
    }
}

impl Default for Control {
    fn default() -> Self {
        Self::new()
    }
}

/// Runs `what` with the thread's kernel ID, which stays valid meanwhile; `None` if the thread has ended.
pub fn with_tid<T>(thread: &Tcb, what: impl FnOnce(Option<pid_t>) -> T) -> T {
    thread.control.hold(|| {
        let tid = thread.tid.load(Ordering::Relaxed);
        what((!thread.control.gone.load(Ordering::Relaxed)).then_some(tid))
    })
}
