//! Blocking signals for a short time.

use crate::sys::{call4, nr};

const SIG_BLOCK: usize = 0;
const SIG_SETMASK: usize = 2;

/// The signals that were blocked before; they are so again when this goes.
pub struct Blocked {
    before: u64,
}

impl Blocked {
    /// What was blocked before.
    pub fn before(&self) -> u64 {
        self.before
    }

    /// Blocks all signals, the library's own ones too.
    pub fn all() -> Self {
        Self::these(u64::MAX)
    }

    /// Blocks these signals: bit `n - 1` for signal `n`.
    pub fn these(set: u64) -> Self {
        let mut before = 0u64;
        // SAFETY: both sets are valid kernel signal sets; the call cannot fail then.
        let _ =
            unsafe { call4(nr::__NR_rt_sigprocmask, SIG_BLOCK, &raw const set as usize, &raw mut before as usize, 8) };
        Self { before }
    }
}

impl Drop for Blocked {
    fn drop(&mut self) {
        // SAFETY: a valid kernel signal set.
        let _ = unsafe { call4(nr::__NR_rt_sigprocmask, SIG_SETMASK, &raw const self.before as usize, 0, 8) };
    }
}
