//! A thread's cancellation state, as system calls see it. The machinery itself is linked in by the program that
//! can cancel threads.

use crate::errno::Errno;
use crate::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, Ordering};
use core::cell::Cell;
use core::ptr;

/// What a cancellation point does when a request is due or its system call was interrupted: it does not return
/// if the thread ends, else it says how the interrupted call ends. Its argument is the raw result.
pub type Machinery = fn(usize) -> Result<usize, Errno>;

static MACHINERY: AtomicPtr<()> = AtomicPtr::new(ptr::null_mut());

/// A thread's cancellation state.
pub struct CancelState {
    /// 1 when a request is pending and the thread accepts it: what a cancellation point looks at.
    due: AtomicU32,
    /// A request was made.
    pub pending: AtomicBool,
    /// `PTHREAD_CANCEL_ENABLE` (0), `PTHREAD_CANCEL_DISABLE` (1), `PTHREAD_CANCEL_MASKED` (2, musl's).
    pub disabled: Cell<u8>,
    /// `PTHREAD_CANCEL_ASYNCHRONOUS`.
    pub asynchronous: Cell<bool>,
}

impl CancelState {
    /// Enabled, deferred, no request.
    pub const fn new() -> Self {
        Self {
            due: AtomicU32::new(0),
            pending: AtomicBool::new(false),
            disabled: Cell::new(0),
            asynchronous: Cell::new(false),
        }
    }

    /// The word that a cancellation point looks at.
    pub fn due(&self) -> *const u32 {
        self.due.as_ptr()
    }

    /// Sets that word.
    pub fn set_due(&self, due: bool) {
        self.due.store(u32::from(due), Ordering::Relaxed);
    }

    /// The machinery, once somebody installed it.
    #[inline]
    pub fn machinery(&self) -> Option<Machinery> {
        let machinery = MACHINERY.load(Ordering::Acquire);
        // SAFETY: only `install` stores here, and a function pointer's null is Option's niche.
        unsafe { core::mem::transmute::<*mut (), Option<Machinery>>(machinery) }
    }
}

impl Default for CancelState {
    fn default() -> Self {
        Self::new()
    }
}

/// Makes every later cancellation point a real one. To be called before there is a thread to cancel.
pub fn install(machinery: Machinery) {
    MACHINERY.store(machinery as *mut (), Ordering::Release);
}
