//! Signal sets. The kernel's 64 bits are all that is used of a `sigset_t`, and all that is touched of one when it is
//! stored, so that the ABI's room behind them stays unused. All are thread-safe and async-signal-safe.

use super::number::{INTERNAL, bit, is_application};
use crate::errno::{CReturn, Errno};
use crate::types::sigset_t;
use core::ffi::c_int;

/// The kernel's set in `set`.
///
/// # Safety
/// `set` is valid.
pub unsafe fn load(set: *const sigset_t) -> u64 {
    // SAFETY: the caller's promise.
    unsafe { set.cast::<u64>().read() }
}

/// Stores the kernel's set in `set`.
///
/// # Safety
/// `set` is valid.
pub unsafe fn store(set: *mut sigset_t, bits: u64) {
    // SAFETY: the caller's promise.
    unsafe { set.cast::<u64>().write(bits) }
}

/// Makes a set empty. Returns 0. Async-signal-safe. POSIX.1-2024 sigemptyset.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigemptyset(set: *mut sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { store(set, 0) };
    0
}

/// Makes a set hold all signals that an application can use. Returns 0. Async-signal-safe. POSIX.1-2024 sigfillset.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigfillset(set: *mut sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { store(set, !INTERNAL) };
    0
}

/// Adds a signal. Returns 0, or -1 with `errno` EINVAL. Async-signal-safe. POSIX.1-2024 sigaddset.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigaddset(set: *mut sigset_t, signal: c_int) -> c_int {
    // SAFETY: the caller's promise.
    member(signal).map(|bit| unsafe { store(set, load(set) | bit) }).c_int()
}

/// Takes a signal out. Returns 0, or -1 with `errno` EINVAL. Async-signal-safe. POSIX.1-2024 sigdelset.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigdelset(set: *mut sigset_t, signal: c_int) -> c_int {
    // SAFETY: the caller's promise.
    member(signal).map(|bit| unsafe { store(set, load(set) & !bit) }).c_int()
}

/// Whether a signal is in the set: 1 or 0, or -1 with `errno` EINVAL. Async-signal-safe. POSIX.1-2024 sigismember.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigismember(set: *const sigset_t, signal: c_int) -> c_int {
    // SAFETY: the caller's promise.
    member(signal).map(|bit| c_int::from(unsafe { load(set) } & bit != 0)).c_int()
}

fn member(signal: c_int) -> Result<u64, Errno> {
    if is_application(signal) { Ok(bit(signal)) } else { Err(Errno::EINVAL) }
}

/// Whether a set is empty. sigisemptyset(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigisemptyset(set: *const sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    c_int::from(unsafe { load(set) } == 0)
}

/// Stores what is in either set. Returns 0. sigorset(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigorset(to: *mut sigset_t, a: *const sigset_t, b: *const sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { store(to, load(a) | load(b)) };
    0
}

/// Stores what is in both sets. Returns 0. sigandset(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigandset(to: *mut sigset_t, a: *const sigset_t, b: *const sigset_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { store(to, load(a) & load(b)) };
    0
}
