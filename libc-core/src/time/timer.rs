//! POSIX timers. They are the kernel's, which a forked child does not inherit; the library keeps nothing of them but
//! what a `timer_t` says: the kernel's number of the timer, and the thread that serves it, if one does. Unless a
//! function says otherwise, it is thread-safe and not async-signal-safe.

use super::timer_thread;
use crate::errno::{CReturn, Errno};
use crate::signal::event::{SIGEV_NONE, SIGEV_SIGNAL, SIGEV_THREAD, SIGEV_THREAD_ID, SigEvent};
use crate::sys::wrapper::plain;
use crate::types::{clockid_t, pid_t, timespec};
use core::ffi::{c_int, c_void};

/// `timer_t`: the kernel's number in the lower half, and the ID of the thread that serves it, or 0, in the upper half.
pub type TimerId = *mut c_void;

/// `struct itimerspec`.
#[repr(C)]
pub struct itimerspec {
    it_interval: timespec,
    it_value: timespec,
}

/// In the place of a thread's ID: the timer is one of `SIGEV_NONE`.
const SILENT: usize = 1 << 31;

fn is_silent(timer: TimerId) -> bool {
    timer as usize >> 32 == SILENT
}

/// What a `timer_t` says.
fn parts(timer: TimerId) -> (c_int, pid_t) {
    (timer as usize as c_int, (timer as usize >> 32) as pid_t)
}

/// Makes a timer of the kernel's; its number.
///
/// # Safety
/// `event` is null or valid.
pub unsafe fn create(clock: clockid_t, event: *const SigEvent) -> Result<c_int, Errno> {
    let mut number: c_int = 0;
    // SAFETY: the number is valid, and so is the event.
    unsafe { plain!(__NR_timer_create, clock, event, &raw mut number) }?;
    Ok(number)
}

/// # Safety
/// `event` is null or valid.
unsafe fn create_as(clock: clockid_t, event: *const SigEvent) -> Result<TimerId, Errno> {
    // SAFETY: the caller's promise.
    if let Some(event) = unsafe { event.as_ref() } {
        match event.notify {
            SIGEV_SIGNAL | SIGEV_THREAD_ID => event.check_signal()?,
            SIGEV_THREAD => {
                // SAFETY: the caller's promise.
                let (number, tid) = timer_thread::start(clock, unsafe { event.call() }?)?;
                return Ok(((tid as usize) << 32 | number as usize) as TimerId);
            }
            SIGEV_NONE => {
                // SAFETY: the caller's promise.
                let number = unsafe { create(clock, event) }?;
                return Ok((SILENT << 32 | number as usize) as TimerId);
            }
            _ => {}
        }
    }
    // SAFETY: the caller's promise.
    unsafe { create(clock, event) }.map(|number| number as usize as TimerId)
}

/// Makes a timer on a clock, and stores it in `*timer`; it is not set yet. `event` says how it reports that it expired: by
/// a signal, in a new thread, or not at all; null means SIGALRM with the kernel's number of the timer. A function of
/// `SIGEV_THREAD` is called in a new, detached thread at each time, with all signals blocked. A forked child has no
/// timers. Returns 0, or -1 with `errno` EAGAIN, EINVAL (no such clock, signal or way to report), ENOMEM, ENOTSUP or
/// EPERM (the clock cannot have timers, or not the caller's). Thread-safe; not async-signal-safe. POSIX.1-2024
/// timer_create, timer_create(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timer_create(clock: clockid_t, event: *const SigEvent, timer: *mut TimerId) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { create_as(clock, event).map(|new| timer.write(new)) }.c_int()
}

/// Ends a timer. Returns 0, or -1 with `errno` EINVAL if there is no such timer. A call of its function may be under
/// way still. Thread-safe. POSIX.1-2024 timer_delete.
#[unsafe(no_mangle)]
pub extern "C" fn timer_delete(timer: TimerId) -> c_int {
    let (number, tid) = parts(timer);
    // SAFETY: takes numbers only.
    let result = unsafe { plain!(__NR_timer_delete, number) };
    if result.is_ok() && tid > 0 {
        timer_thread::wake(tid);
    }
    result.c_int()
}

/// Sets a timer: to expire after, or with `TIMER_ABSTIME` at, a time, and then with a period; a value of 0 stops it.
/// Stores what was left before, unless `old` is null. Returns 0, or -1 with `errno` EINVAL. Async-signal-safe,
/// thread-safe. POSIX.1-2024 timer_settime.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timer_settime(
    timer: TimerId,
    flags: c_int,
    new: *const itimerspec,
    old: *mut itimerspec,
) -> c_int {
    const TIMER_ABSTIME: c_int = 1;
    // Linux goes on telling the time that was left of a stopped timer that is never queued. One that has expired tells
    // 0, and nobody hears of it.
    let expired =
        itimerspec { it_interval: timespec { tv_sec: 0, tv_nsec: 0 }, it_value: timespec { tv_sec: 0, tv_nsec: 1 } };
    // SAFETY: the caller's promise.
    let stops = is_silent(timer) && unsafe { new.as_ref() }.is_some_and(|new| new.it_value == timespec::default());
    let (flags, new) = if stops { (TIMER_ABSTIME, &raw const expired) } else { (flags, new) };
    // SAFETY: the caller's promise.
    unsafe { plain!(__NR_timer_settime, parts(timer).0, flags, new, old) }.c_int()
}

/// Stores the period of a timer, and the time that is left until it expires. Returns 0, or -1 with `errno` EINVAL.
/// Async-signal-safe, thread-safe. POSIX.1-2024 timer_gettime.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timer_gettime(timer: TimerId, value: *mut itimerspec) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { plain!(__NR_timer_gettime, parts(timer).0, value) }.c_int()
}

/// How often the timer expired again before its last report was taken, at most `DELAYTIMER_MAX`. -1 with `errno` EINVAL
/// if there is no such timer. Async-signal-safe, thread-safe. POSIX.1-2024 timer_getoverrun.
#[unsafe(no_mangle)]
pub extern "C" fn timer_getoverrun(timer: TimerId) -> c_int {
    // SAFETY: takes a number only.
    unsafe { plain!(__NR_timer_getoverrun, parts(timer).0) }.c_int()
}

/// Whether there is a timer of the kernel's with this number.
pub fn exists(number: c_int) -> bool {
    // SAFETY: takes a number only.
    unsafe { plain!(__NR_timer_getoverrun, number) }.is_ok()
}
