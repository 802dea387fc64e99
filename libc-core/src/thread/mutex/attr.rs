//! Mutex attributes: a [`Kind`]. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::Kind;
use crate::errno::{CReturn, Errno};
use crate::sys::{call1, call3, nr};
use core::ffi::{c_int, c_uint};

/// Whether `SCHED_FIFO` has this priority.
pub fn is_ceiling(priority: c_int) -> bool {
    const SCHED_FIFO: usize = 1;
    // SAFETY: only ask.
    let (least, most) = unsafe {
        (call1(nr::__NR_sched_get_priority_min, SCHED_FIFO), call1(nr::__NR_sched_get_priority_max, SCHED_FIFO))
    };
    matches!((least, most), (Ok(least), Ok(most)) if (least as c_int..=most as c_int).contains(&priority))
}

/// EINVAL for more than 1; else all bits or none.
fn flag(value: c_int) -> Result<u32, Errno> {
    match value {
        0 => Ok(0),
        1 => Ok(u32::MAX),
        _ => Err(Errno::EINVAL),
    }
}

/// Whether the kernel has lists of robust mutexes (an emulator may not).
fn robust_lists_exist() -> Result<(), Errno> {
    let (mut head, mut size) = (0usize, 0usize);
    // SAFETY: both results are locals.
    unsafe { call3(nr::__NR_get_robust_list, 0, &raw mut head as usize, &raw mut size as usize) }.map(|_| ())
}

/// # Safety
/// `attribute` is valid.
unsafe fn change(attribute: *mut Kind, mask: u32, bits: Result<u32, Errno>) -> c_int {
    // SAFETY: the caller's promise.
    bits.map(|bits| unsafe { *attribute = (*attribute).with(mask, bits) }).error_number()
}

/// Fills `*attribute` with the defaults: normal, stalled, no protocol, private. Returns 0. POSIX.1-2024
/// pthread_mutexattr_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_init(attribute: *mut Kind) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attribute.write(Kind(0)) };
    0
}

/// Ends the use of `*attribute`, which holds nothing. Returns 0. POSIX.1-2024 pthread_mutexattr_destroy.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_mutexattr_destroy(_attribute: *mut Kind) -> c_int {
    0
}

/// Sets the type. Returns 0 or EINVAL. POSIX.1-2024 pthread_mutexattr_settype.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_settype(attribute: *mut Kind, value: c_int) -> c_int {
    let bits = if (0..=2).contains(&value) { Ok(value as u32) } else { Err(Errno::EINVAL) };
    // SAFETY: the caller's promise.
    unsafe { change(attribute, 3, bits) }
}

/// Sets whether processes share the mutex. Returns 0 or EINVAL. POSIX.1-2024 pthread_mutexattr_setpshared.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_setpshared(attribute: *mut Kind, value: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { change(attribute, Kind::SHARED, flag(value)) }
}

/// Sets whether the mutex is robust. Returns 0, EINVAL, or ENOSYS (an emulator without the system call).
/// POSIX.1-2024 pthread_mutexattr_setrobust.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_setrobust(attribute: *mut Kind, value: c_int) -> c_int {
    let bits = flag(value).and_then(|bits| if bits != 0 { robust_lists_exist().map(|()| bits) } else { Ok(bits) });
    // SAFETY: the caller's promise.
    unsafe { change(attribute, Kind::ROBUST, bits) }
}

/// Sets the protocol. With `PTHREAD_PRIO_PROTECT` the ceiling is the lowest of `SCHED_FIFO` until it is set. Returns 0 or
/// EINVAL. POSIX.1-2024 pthread_mutexattr_setprotocol.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_setprotocol(attribute: *mut Kind, value: c_int) -> c_int {
    let bits = match value {
        0 => Ok(0),
        1 => Ok(Kind::INHERIT),
        2 => Ok(Kind::PROTECT),
        _ => Err(Errno::EINVAL),
    };
    // SAFETY: the caller's promise.
    unsafe { change(attribute, Kind::INHERIT | Kind::PROTECT, bits) }
}

/// Sets the priority ceiling. Returns 0, or EINVAL if `SCHED_FIFO` has no such priority. POSIX.1-2024
/// pthread_mutexattr_setprioceiling.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_mutexattr_setprioceiling(attribute: *mut Kind, value: c_int) -> c_int {
    if !is_ceiling(value) {
        return Errno::EINVAL.0;
    }
    // SAFETY: the caller's promise.
    unsafe { *attribute = (*attribute).with_ceiling(value) };
    0
}

/// A function that reads one attribute.
macro_rules! get {
    ($($(#[$meta:meta])* $name:ident = |$kind:ident| $value:expr;)*) => {$(
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(attribute: *const Kind, value: *mut c_int) -> c_int {
            // SAFETY: the caller's promise.
            unsafe {
                let $kind = *attribute;
                value.write($value as c_int);
            }
            0
        }
    )*};
}

get! {
    /// The type. Returns 0. POSIX.1-2024 pthread_mutexattr_gettype.
    pthread_mutexattr_gettype = |kind| kind.mutex_type();
    /// Whether processes share it. Returns 0. POSIX.1-2024 pthread_mutexattr_getpshared.
    pthread_mutexattr_getpshared = |kind| kind.has(Kind::SHARED);
    /// Whether it is robust. Returns 0. POSIX.1-2024 pthread_mutexattr_getrobust.
    pthread_mutexattr_getrobust = |kind| kind.has(Kind::ROBUST);
    /// The protocol. Returns 0. POSIX.1-2024 pthread_mutexattr_getprotocol.
    pthread_mutexattr_getprotocol = |kind| protocol(kind);
    /// The priority ceiling. Returns 0. POSIX.1-2024 pthread_mutexattr_getprioceiling.
    pthread_mutexattr_getprioceiling = |kind| kind.ceiling().max(1);
}

fn protocol(kind: Kind) -> c_uint {
    if kind.has(Kind::INHERIT) { 1 } else { 2 * c_uint::from(kind.has(Kind::PROTECT)) }
}
