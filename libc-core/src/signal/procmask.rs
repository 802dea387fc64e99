//! The calling thread's signal mask. All are thread-safe and async-signal-safe.

use super::number::INTERNAL;
use super::set;
use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::plain;
use crate::types::sigset_t;
use core::ffi::c_int;

/// Changes the thread's mask as `how` says (`SIG_BLOCK`, `SIG_UNBLOCK`, `SIG_SETMASK`; nothing without a set), and
/// returns the one before. The library's own signals are never blocked by this, and never seen.
pub fn change(how: c_int, new: Option<u64>) -> Result<u64, Errno> {
    if new.is_some() && !(0..=2).contains(&how) {
        return Err(Errno::EINVAL);
    }
    let new = new.map(|set| set & !INTERNAL);
    let new = new.as_ref().map_or(core::ptr::null(), core::ptr::from_ref);
    let mut old = 0u64;
    // SAFETY: both sets are valid.
    unsafe { plain!(__NR_rt_sigprocmask, how, new, &raw mut old, 8) }?;
    Ok(old & !INTERNAL)
}

/// # Safety
/// Each pointer is null or valid.
unsafe fn exchange(how: c_int, new: *const sigset_t, old: *mut sigset_t) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    let new = if new.is_null() { None } else { Some(unsafe { set::load(new) }) };
    let before = change(how, new)?;
    if !old.is_null() {
        // SAFETY: the caller's promise.
        unsafe { set::store(old, before) };
    }
    Ok(())
}

/// Changes and stores the calling thread's signal mask. Returns 0 or EINVAL; `errno` is untouched. Async-signal-safe.
/// POSIX.1-2024 pthread_sigmask.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_sigmask(how: c_int, new: *const sigset_t, old: *mut sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { exchange(how, new, old) }.error_number()
}

/// Changes and stores the calling thread's signal mask. Returns 0, or -1 with `errno` EINVAL. Async-signal-safe.
/// POSIX.1-2024 sigprocmask.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigprocmask(how: c_int, new: *const sigset_t, old: *mut sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { exchange(how, new, old) }.c_int()
}

/// Stores the signals that are pending for the thread or the process. Returns 0. Async-signal-safe.
/// POSIX.1-2024 sigpending.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigpending(to: *mut sigset_t) -> c_int {
    let mut pending = 0u64;
    // SAFETY: the set is valid, and so is the caller's.
    unsafe {
        let result = plain!(__NR_rt_sigpending, &raw mut pending, 8);
        set::store(to, pending & !INTERNAL);
        result.c_int()
    }
}
