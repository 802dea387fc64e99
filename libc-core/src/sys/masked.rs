//! Cancellation inside of functions that have something to give back first.

use super::wrapper::point;
use crate::thread::cancel_state::{ENABLED, MASKED};
use crate::thread::current;

/// While this lives, a cancellation point does not end the thread: it fails with ECANCELED.
pub struct Masked {
    before: u8,
}

impl Masked {
    /// Begins it, unless cancellation is disabled.
    pub fn new() -> Self {
        let cancel = &current().cancel;
        let before = cancel.state();
        if before == ENABLED {
            cancel.set_state(MASKED);
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
        current().cancel.set_state(self.before);
    }
}

/// Ends the thread if it is to be cancelled.
pub fn test_cancel() {
    if current().cancel.is_requested() {
        // SAFETY: a call that does nothing.
        let _ = unsafe { point!(__NR_getpid, 0) };
    }
}
