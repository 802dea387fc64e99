//! `vfork`.

use crate::errno::Outcome;
use crate::types::pid_t;

/// The kernel's result as C has it.
unsafe extern "C" fn tail(raw: usize) -> pid_t {
    crate::sys::check(raw).map(|pid| pid as pid_t).or_errno(-1)
}

arch::vfork! {
    /// Makes a process that borrows the caller's memory and stack until it calls `_exit` or an `exec` function; the caller
    /// waits for that. Nothing else may be done in it. Returns 0 in it, its process ID in the caller, or -1 with `errno`
    /// EAGAIN or ENOMEM. vfork(2).
    pub fn vfork => tail
}
