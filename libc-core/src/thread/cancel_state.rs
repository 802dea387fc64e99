//! A thread's cancellation state, as system calls see it. The machinery itself is linked in by the program that
//! makes or cancels threads.

use crate::errno::Errno;
use crate::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, AtomicU32, Ordering};
use crate::thread::current;
use core::ptr;

/// What a cancellation point does when a request is due or its system call was interrupted: it does not return
/// if the thread ends, else it says how the interrupted call ends. Its argument is the raw result.
pub type Machinery = fn(usize) -> Result<usize, Errno>;

static MACHINERY: AtomicPtr<()> = AtomicPtr::new(ptr::null_mut());

/// `PTHREAD_CANCEL_ENABLE`: a cancellation point ends the thread.
pub const ENABLED: u8 = 0;
/// `PTHREAD_CANCEL_DISABLE`: requests wait.
pub const DISABLED: u8 = 1;
/// `PTHREAD_CANCEL_MASKED`, as musl has it: a cancellation point fails with ECANCELED, once, and disables.
pub const MASKED: u8 = 2;

/// A thread's cancellation state.
pub struct CancelState {
    /// 1 once a request was made: what a cancellation point looks at.
    requested: AtomicU32,
    /// [`ENABLED`], [`DISABLED`] or [`MASKED`].
    state: AtomicU8,
    /// `PTHREAD_CANCEL_ASYNCHRONOUS`.
    pub asynchronous: AtomicBool,
}

impl CancelState {
    /// Enabled, deferred, no request.
    pub const fn new() -> Self {
        Self { requested: AtomicU32::new(0), state: AtomicU8::new(ENABLED), asynchronous: AtomicBool::new(false) }
    }

    /// The word that a cancellation point looks at: not 0 once a request was made.
    pub fn request_word(&self) -> *const u32 {
        self.requested.as_ptr()
    }

    /// Whether a request was made.
    pub fn is_requested(&self) -> bool {
        self.requested.load(Ordering::Relaxed) != 0
    }

    /// Makes a request. Returns whether the thread must be told by a signal: one that has cancellation disabled looks
    /// for itself after it enabled it.
    pub fn request(&self) -> bool {
        self.requested.store(1, Ordering::SeqCst);
        self.state.load(Ordering::SeqCst) != DISABLED
    }

    /// Takes a request back; whether there was one.
    pub fn withdraw(&self) -> bool {
        self.requested.swap(0, Ordering::SeqCst) != 0
    }

    /// The state.
    #[inline]
    pub fn state(&self) -> u8 {
        self.state.load(Ordering::Relaxed)
    }

    /// Sets the state, and returns the one before.
    pub fn set_state(&self, state: u8) -> u8 {
        self.state.swap(state, Ordering::SeqCst)
    }

    /// The machinery, once somebody installed it, and unless the thread has cancellation disabled.
    #[inline]
    pub fn machinery(&self) -> Option<Machinery> {
        let machinery = MACHINERY.load(Ordering::Acquire);
        if machinery.is_null() || self.state() == DISABLED {
            return None;
        }
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

/// While this is there, a cancellation point fails with ECANCELED where it would end the thread, so that its caller can
/// set things right first. If cancellation is disabled, it stays so.
pub struct Masked {
    before: u8,
}

impl Masked {
    /// Begins.
    pub fn begin() -> Self {
        let cancel = &current().cancel;
        let before = cancel.state();
        if before == ENABLED {
            cancel.set_state(MASKED);
        }
        Masked { before }
    }

    /// Ends, with the result of what was done: the thread ends here if that was ECANCELED.
    pub fn end<T>(self, result: Result<T, Errno>) -> Result<T, Errno> {
        drop(self);
        if matches!(result, Err(Errno::ECANCELED)) {
            act_if_requested();
        }
        result
    }
}

impl Drop for Masked {
    fn drop(&mut self) {
        if self.before == ENABLED {
            current().cancel.set_state(ENABLED);
        }
    }
}

/// A cancellation point that does nothing else.
#[inline]
pub fn act_if_requested() {
    let cancel = &current().cancel;
    if cancel.is_requested()
        && cancel.state() == ENABLED
        && let Some(machinery) = cancel.machinery()
    {
        let _ = machinery(arch::syscall::CANCELLED);
    }
}
