//! Cancellation inside of functions that have something to give back first.

use super::wrapper::point;
use crate::thread::current;

/// While this lives, a cancellation point does not end the thread: it fails with ECANCELED.
pub struct Masked {
    before: u8,
}

const PTHREAD_CANCEL_ENABLE: u8 = 0;
const PTHREAD_CANCEL_MASKED: u8 = 2;

impl Masked {
    /// Begins it, unless cancellation is disabled.
    pub fn new() -> Self {
        let state = &current().cancel.disabled;
        let before = state.get();
        if before == PTHREAD_CANCEL_ENABLE {
            state.set(PTHREAD_CANCEL_MASKED);
        }
        Self { before }
    }
}

impl Default for Masked {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Masked {
    fn drop(&mut self) {
        current().cancel.disabled.set(self.before);
    }
}

/// Ends the thread if it is to be cancelled.
pub fn test_cancel() {
    // SAFETY: the word is in the calling thread's control block.
    if unsafe { current().cancel.due().read_volatile() } != 0 {
        // SAFETY: a call that does nothing.
        let _ = unsafe { point!(__NR_getpid, 0) };
    }
}
