//! The C functions. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::{Kind, Mutex, Patience};
use crate::errno::{CReturn, Errno};
use crate::thread::wait::{CLOCK_MONOTONIC, CLOCK_REALTIME, Deadline};
use crate::types::{clockid_t, timespec};
use core::ffi::c_int;

/// Makes `*mutex` a free mutex; `attribute` may be null. Returns 0. POSIX.1-2024 pthread_mutex_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_init(mutex: *mut Mutex, attribute: *const Kind) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let mut kind = attribute.as_ref().copied().unwrap_or(Kind(0));
        if kind.has(Kind::PROTECT) {
            kind = kind.with_ceiling(kind.ceiling().max(1));
        }
        mutex.write(Mutex::new(kind));
    }
    0
}

/// Ends the use of a mutex. Returns 0, or EBUSY if somebody has it. POSIX.1-2024 pthread_mutex_destroy.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_destroy(mutex: *mut Mutex) -> c_int {
    // SAFETY: the caller's promise.
    if unsafe { (*mutex).is_locked() } { Errno::EBUSY.0 } else { 0 }
}

/// Locks a mutex, waiting for it. Returns 0; EDEADLK (error-checking, and the caller has it), EAGAIN (locked too often),
/// EINVAL (the caller's priority is above the ceiling), EPERM (the caller may not have the ceiling's priority),
/// ENOTRECOVERABLE; or EOWNERDEAD: the caller has it, and its owner died. Never EINTR. Thread-safe. POSIX.1-2024
/// pthread_mutex_lock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_lock(mutex: *mut Mutex) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*mutex).lock(Patience::Until(None)) }.error_number()
}

/// Locks a mutex if it is free. Returns 0, EBUSY, or as [`pthread_mutex_lock`]. POSIX.1-2024 pthread_mutex_trylock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_trylock(mutex: *mut Mutex) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*mutex).lock(Patience::None) }.error_number()
}

/// Locks a mutex, waiting until `*time` on `CLOCK_REALTIME`. Returns 0, ETIMEDOUT, EINVAL (an invalid time, and it had to
/// wait), or as [`pthread_mutex_lock`]. POSIX.1-2024 pthread_mutex_timedlock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_timedlock(mutex: *mut Mutex, time: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { pthread_mutex_clocklock(mutex, CLOCK_REALTIME, time) }
}

/// [`pthread_mutex_timedlock`] on `CLOCK_REALTIME` or `CLOCK_MONOTONIC`; EINVAL for another clock. POSIX.1-2024
/// pthread_mutex_clocklock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_clocklock(mutex: *mut Mutex, clock: clockid_t, time: *const timespec) -> c_int {
    if clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC {
        return Errno::EINVAL.0;
    }
    // SAFETY: the caller's promise.
    unsafe { (*mutex).lock(Patience::Until(Deadline::from_c(clock, time).as_ref())) }.error_number()
}

/// Unlocks a mutex. Returns 0, or EPERM if the caller does not have it (of a normal mutex without protocol that is not
/// robust, it is not known). After it, another thread may destroy the mutex. POSIX.1-2024 pthread_mutex_unlock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_unlock(mutex: *mut Mutex) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*mutex).unlock() }.error_number()
}

/// The caller, which got EOWNERDEAD, says that what the mutex guards is consistent. Returns 0, EINVAL (not robust, or
/// consistent) or EPERM (the caller does not have it). POSIX.1-2024 pthread_mutex_consistent.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_consistent(mutex: *mut Mutex) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*mutex).make_consistent() }.error_number()
}

/// Stores the priority ceiling. Returns 0, or EINVAL (no `PTHREAD_PRIO_PROTECT`). POSIX.1-2024
/// pthread_mutex_getprioceiling.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_getprioceiling(mutex: *const Mutex, ceiling: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    let kind = unsafe { (*mutex).kind() };
    if !kind.has(Kind::PROTECT) {
        return Errno::EINVAL.0;
    }
    // SAFETY: the caller's promise.
    unsafe { ceiling.write(kind.ceiling()) };
    0
}

/// Waits for the mutex and changes its priority ceiling; stores the old one, if `old` is not null. Returns 0, EINVAL (no
/// `PTHREAD_PRIO_PROTECT`, or no such priority), or as [`pthread_mutex_lock`]. POSIX.1-2024
/// pthread_mutex_setprioceiling.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutex_setprioceiling(mutex: *mut Mutex, ceiling: c_int, old: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*mutex).set_ceiling(ceiling) }
        .map(|before| {
            if !old.is_null() {
                // SAFETY: the caller's promise.
                unsafe { old.write(before) };
            }
        })
        .error_number()
}
