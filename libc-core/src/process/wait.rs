//! Waiting for children. All are cancellation points. All are thread-safe and async-signal-safe.

use crate::errno::Errno;
use crate::sys::wrapper::{plain, point, syscalls};
use crate::types::{id_t, pid_t};
use core::ffi::{c_int, c_void};

/// Any child.
const ANY: pid_t = -1;

syscalls! {
    /// Waits until a child that `pid` names (as [`waitpid`]) changes its state, and stores its status and what it used.
    /// A cancellation point. wait4(2).
    point fn wait4(pid: pid_t, status: *mut c_int, options: c_int, usage: *mut c_void) -> pid_t
        = __NR_wait4(pid, status, options, usage);
    /// [`wait4`] for any child. wait3(2).
    point fn wait3(status: *mut c_int, options: c_int, usage: *mut c_void) -> pid_t
        = __NR_wait4(ANY, status, options, usage);
    /// Waits until a child that `kind` and `id` name (`P_ALL`, `P_PID`, `P_PGID`, `P_PIDFD`) changes its state as
    /// `options` ask, and stores what happened. Returns 0, or -1 with `errno` ECHILD, EINTR or EINVAL. Async-signal-safe;
    /// a cancellation point. POSIX.1-2024 waitid.
    point fn waitid(kind: c_int, id: id_t, info: *mut c_void, options: c_int) -> c_int
        = __NR_waitid(kind, id, info, options, 0);
    /// Waits until a child ends (or stops or goes on, with `WUNTRACED` and `WCONTINUED`): the one with this ID, any (-1),
    /// any of the own process group (0) or of that of `-pid`. Returns its ID; 0 if there is none yet, with `WNOHANG`; or
    /// -1 with `errno` ECHILD, EINTR or EINVAL. Async-signal-safe; a cancellation point. POSIX.1-2024 waitpid.
    point fn waitpid(pid: pid_t, status: *mut c_int, options: c_int) -> pid_t = __NR_wait4(pid, status, options, 0);
    /// [`waitpid`] for any child's end. Async-signal-safe; a cancellation point. POSIX.1-2024 wait.
    point fn wait(status: *mut c_int) -> pid_t = __NR_wait4(ANY, status, 0, 0);
}

/// Waits until the child `pid` has ended, whatever signals come, and returns its status. A cancellation point.
pub fn for_child(pid: pid_t) -> Result<c_int, Errno> {
    let mut status = 0;
    loop {
        // SAFETY: the status is valid.
        match unsafe { point!(__NR_wait4, pid, &raw mut status, 0, 0) } {
            Err(Errno::EINTR) => {}
            other => return other.map(|_| status),
        }
    }
}

/// [`for_child`], but no cancellation point.
pub fn status_of(pid: pid_t) -> Result<c_int, Errno> {
    let mut status = 0;
    loop {
        // SAFETY: the status is valid.
        match unsafe { plain!(__NR_wait4, pid, &raw mut status, 0, 0) } {
            Err(Errno::EINTR) => {}
            other => return other.map(|_| status),
        }
    }
}

/// Takes the status of a child that ends soon. No cancellation point.
pub fn reap(pid: pid_t) {
    let _ = status_of(pid);
}
