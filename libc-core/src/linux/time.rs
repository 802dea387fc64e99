//! Adjusting clocks. All are thread-safe and async-signal-safe.

use crate::errno::CReturn;
use crate::sys::wrapper::{plain, syscalls};
use crate::types::{clockid_t, time_t, timespec};
use core::ffi::{c_int, c_void};

syscalls! {
    /// Adjusts a clock and stores its state. Returns that, or -1 with `errno` EINVAL or EPERM. clock_adjtime(2).
    plain fn clock_adjtime(clock: clockid_t, state: *mut c_void) -> c_int = __NR_clock_adjtime(clock, state);
    /// [`clock_adjtime`] of the time of day. adjtimex(2).
    plain fn adjtimex(state: *mut c_void) -> c_int = __NR_adjtimex(state);
}

/// Sets the time of day in seconds since the Epoch. Returns 0, or -1 with `errno` EPERM. stime(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stime(seconds: *const time_t) -> c_int {
    // SAFETY: the caller's promise.
    let time = timespec { tv_sec: unsafe { seconds.read() }, tv_nsec: 0 };
    // SAFETY: the structure is valid.
    unsafe { plain!(__NR_clock_settime, 0, &raw const time) }.c_int()
}
