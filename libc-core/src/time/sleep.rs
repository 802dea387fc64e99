//! Sleeping. All are cancellation points. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::{cancel, nr};
use crate::types::{clockid_t, timespec};
use core::ffi::{c_int, c_uint};
use core::ptr;

const CLOCK_REALTIME: clockid_t = 0;
const CLOCK_THREAD_CPUTIME_ID: clockid_t = 3;

fn sleep_on(clock: clockid_t, flags: c_int, time: *const timespec, left: *mut timespec) -> Result<(), Errno> {
    if clock == CLOCK_THREAD_CPUTIME_ID {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the kernel checks both addresses.
    unsafe { cancel::call4(nr::__NR_clock_nanosleep, clock as usize, flags as usize, time as usize, left as usize) }
        .map(|_| ())
}

/// Sleeps for `*time`, or until that with TIMER_ABSTIME. Returns 0, EINTR (with what is left in `*left` of a
/// relative time), EINVAL or ENOTSUP. Async-signal-safe and thread-safe. POSIX.1-2024 clock_nanosleep.
///
/// # Safety
/// `time` is valid, `left` null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_nanosleep(
    clock: clockid_t,
    flags: c_int,
    time: *const timespec,
    left: *mut timespec,
) -> c_int {
    sleep_on(clock, flags, time, left).error_number()
}

/// Sleeps for `*time`. Returns 0, or -1 with `errno` EINTR (and what is left in `*left`, if that is not null) or
/// EINVAL. Async-signal-safe and thread-safe. POSIX.1-2024 nanosleep.
///
/// # Safety
/// `time` is valid, `left` null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nanosleep(time: *const timespec, left: *mut timespec) -> c_int {
    sleep_on(CLOCK_REALTIME, 0, time, left).c_int()
}

/// Sleeps for so many seconds. Returns 0, or what is left (rounded up) if a signal came. Async-signal-safe and
/// thread-safe. POSIX.1-2024 sleep.
#[unsafe(no_mangle)]
pub extern "C" fn sleep(seconds: c_uint) -> c_uint {
    let time = timespec { tv_sec: seconds.into(), tv_nsec: 0 };
    let mut left = time;
    match sleep_on(CLOCK_REALTIME, 0, &time, &mut left) {
        Ok(()) => 0,
        Err(_) => left.tv_sec as c_uint + c_uint::from(left.tv_nsec > 0),
    }
}

/// Sleeps for so many microseconds. Returns 0, or -1 with `errno` EINTR. Thread-safe. usleep(3).
#[unsafe(no_mangle)]
pub extern "C" fn usleep(microseconds: c_uint) -> c_int {
    let time =
        timespec { tv_sec: i64::from(microseconds / 1_000_000), tv_nsec: i64::from(microseconds % 1_000_000) * 1000 };
    sleep_on(CLOCK_REALTIME, 0, &time, ptr::null_mut()).c_int()
}
