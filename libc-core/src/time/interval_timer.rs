//! The process's interval timers, and `alarm`. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::{plain, syscalls};
use crate::types::timeval;
use core::ffi::{c_int, c_uint};

const ITIMER_REAL: c_int = 0;

/// `struct itimerval`.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct itimerval {
    it_interval: timeval,
    it_value: timeval,
}

syscalls! {
    /// Stores a timer's period and the time that is left. Returns 0, or -1 with `errno` EINVAL. XSI getitimer,
    /// in POSIX.1-2017.
    plain fn getitimer(which: c_int, to: *mut itimerval) -> c_int = __NR_getitimer(which, to);
    /// Sets a timer, and stores what it was. Returns 0, or -1 with `errno` EINVAL. XSI setitimer, in POSIX.1-2017.
    plain fn setitimer(which: c_int, new: *const itimerval, old: *mut itimerval) -> c_int
        = __NR_setitimer(which, new, old);
}

fn exchange(new: itimerval) -> Result<itimerval, Errno> {
    let mut old = itimerval::default();
    // SAFETY: both structures are valid.
    unsafe { plain!(__NR_setitimer, ITIMER_REAL, &raw const new, &raw mut old) }?;
    Ok(old)
}

/// Sends SIGALRM to the process after so many seconds; 0 takes the alarm back. Returns how many seconds were left of the
/// one before, rounded up. Async-signal-safe, thread-safe. POSIX.1-2024 alarm.
#[unsafe(no_mangle)]
pub extern "C" fn alarm(seconds: c_uint) -> c_uint {
    let value = timeval { tv_sec: seconds.into(), tv_usec: 0 };
    let old = exchange(itimerval { it_value: value, ..itimerval::default() }).unwrap_or_default().it_value;
    (old.tv_sec as c_uint).saturating_add(c_uint::from(old.tv_usec != 0))
}

/// [`alarm`] in microseconds (below a million), again and again with a period. Returns how many microseconds were left.
/// ualarm(3).
#[unsafe(no_mangle)]
pub extern "C" fn ualarm(microseconds: c_uint, period: c_uint) -> c_uint {
    let split = |micro: c_uint| timeval { tv_sec: (micro / 1_000_000).into(), tv_usec: (micro % 1_000_000).into() };
    let old = exchange(itimerval { it_interval: split(period), it_value: split(microseconds) });
    old.map(|old| old.it_value.tv_sec * 1_000_000 + old.it_value.tv_usec).c_int() as c_uint
}
