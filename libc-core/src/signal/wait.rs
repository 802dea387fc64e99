//! Waiting for signals. All are thread-safe and async-signal-safe.

use super::number::INTERNAL;
use super::set;
use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::point;
use crate::types::{sigset_t, timespec};
use core::ffi::{c_int, c_void};
use core::ptr;

/// Waits with this mask until a signal's handler has run. Returns -1 with `errno` EINTR. Async-signal-safe; a
/// cancellation point. POSIX.1-2024 sigsuspend.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigsuspend(mask: *const sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    suspend(unsafe { set::load(mask) }).c_int()
}

/// [`sigsuspend`] inside.
pub fn suspend(mask: u64) -> Result<usize, Errno> {
    let mask = mask & !INTERNAL;
    // SAFETY: the set is valid.
    unsafe { point!(__NR_rt_sigsuspend, &raw const mask, 8) }
}

/// Waits until a signal's handler has run. Returns -1 with `errno` EINTR. A cancellation point. POSIX.1-2024 pause.
#[unsafe(no_mangle)]
pub extern "C" fn pause() -> c_int {
    // SAFETY: waits for nothing, without end.
    unsafe { point!(__NR_ppoll, 0, 0, 0, 0) }.c_int()
}

/// # Safety
/// `signals` is valid; each of the others is null or valid.
unsafe fn take(signals: *const sigset_t, info: *mut c_void, time: *const timespec) -> Result<c_int, Errno> {
    // SAFETY: the caller's promise.
    let set = unsafe { set::load(signals) } & !INTERNAL;
    // SAFETY: the set is valid; the rest is the caller's promise.
    unsafe { point!(__NR_rt_sigtimedwait, &raw const set, info, time, 8) }.map(|signal| signal as c_int)
}

/// Waits until one of the signals, which are blocked, is pending, at most as long as `time` says; takes and returns it.
/// -1 with `errno` EAGAIN (time is up), EINTR or EINVAL. A cancellation point. POSIX.1-2024 sigtimedwait.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigtimedwait(signals: *const sigset_t, info: *mut c_void, time: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { take(signals, info, time) }.c_int()
}

/// [`sigtimedwait`] without a limit. POSIX.1-2024 sigwaitinfo.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigwaitinfo(signals: *const sigset_t, info: *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { take(signals, info, ptr::null()) }.c_int()
}

/// Waits until one of the signals, which are blocked, is pending, takes it and stores its number. Returns 0, or EINVAL.
/// Goes on waiting after a handler has run. A cancellation point. POSIX.1-2024 sigwait.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigwait(signals: *const sigset_t, signal: *mut c_int) -> c_int {
    loop {
        // SAFETY: the caller's promise.
        match unsafe { take(signals, ptr::null_mut(), ptr::null()) } {
            Err(Errno::EINTR) => {}
            Err(e) => return e.0,
            Ok(taken) => {
                // SAFETY: the caller's promise.
                unsafe { signal.write(taken) };
                return 0;
            }
        }
    }
}
