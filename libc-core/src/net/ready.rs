//! Waiting until descriptors are ready. All are cancellation points, and fail with EINTR when a handler has run. All
//! are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::signal::number::INTERNAL;
use crate::signal::set;
use crate::sys::wrapper::point;
use crate::types::{sigset_t, timespec, timeval};
use core::ffi::{c_int, c_ulong, c_void};

/// What pselect6(2) takes for a signal mask.
#[repr(C)]
struct SizedMask {
    mask: *const u64,
    size: usize,
}

fn mask_at(mask: &Option<u64>) -> *const u64 {
    mask.as_ref().map_or(core::ptr::null(), core::ptr::from_ref)
}

/// # Safety
/// `mask` is null or valid.
unsafe fn load(mask: *const sigset_t) -> Option<u64> {
    // SAFETY: the caller's promise.
    (!mask.is_null()).then(|| unsafe { set::load(mask) } & !INTERNAL)
}

/// # Safety
/// As [`pselect`].
unsafe fn wait_for_sets(
    count: c_int,
    sets: [*mut c_void; 3],
    time: Option<timespec>,
    mask: Option<u64>,
) -> Result<usize, Errno> {
    // The kernel writes the rest of the time there, which POSIX does not know.
    let mut time = time;
    let time = time.as_mut().map_or(core::ptr::null_mut(), core::ptr::from_mut);
    let mask = SizedMask { mask: mask_at(&mask), size: 8 };
    let [read, write, except] = sets;
    // SAFETY: the caller's promise.
    unsafe { point!(__NR_pselect6, count, read, write, except, time, &raw const mask) }
}

/// Waits until one of the descriptors below `count` in the sets is ready, at most as long as `time` says. Returns how many
/// are, and leaves those in the sets; or -1 with `errno` EBADF, EINTR or EINVAL. POSIX.1-2024 select.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn select(
    count: c_int,
    read: *mut c_void,
    write: *mut c_void,
    except: *mut c_void,
    time: *const timeval,
) -> c_int {
    // SAFETY: the caller's promise.
    let time = unsafe { time.as_ref() }.map(|time| {
        if time.tv_sec < 0 || time.tv_usec < 0 {
            return Err(Errno::EINVAL);
        }
        let seconds = time.tv_sec.saturating_add(time.tv_usec / 1_000_000);
        Ok(timespec { tv_sec: seconds, tv_nsec: time.tv_usec % 1_000_000 * 1000 })
    });
    // SAFETY: the caller's promise.
    time.transpose().and_then(|time| unsafe { wait_for_sets(count, [read, write, except], time, None) }).c_int()
}

/// [`select`] with nanoseconds, and with a signal mask meanwhile. POSIX.1-2024 pselect.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pselect(
    count: c_int,
    read: *mut c_void,
    write: *mut c_void,
    except: *mut c_void,
    time: *const timespec,
    mask: *const sigset_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { wait_for_sets(count, [read, write, except], time.as_ref().copied(), load(mask)) }.c_int()
}

/// Waits until one of `count` descriptors is ready, at most so many milliseconds (negative: without a limit). Returns how
/// many are, or -1 with `errno` EINTR, EINVAL or ENOMEM. Async-signal-safe. POSIX.1-2024 poll.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn poll(descriptors: *mut c_void, count: c_ulong, milliseconds: c_int) -> c_int {
    let time = (milliseconds >= 0).then(|| timespec {
        tv_sec: i64::from(milliseconds / 1000),
        tv_nsec: i64::from(milliseconds % 1000) * 1_000_000,
    });
    // SAFETY: the caller's promise.
    unsafe { wait_for(descriptors, count, time, None) }.c_int()
}

/// [`poll`] with nanoseconds, and with a signal mask meanwhile. POSIX.1-2024 ppoll.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ppoll(
    descriptors: *mut c_void,
    count: c_ulong,
    time: *const timespec,
    mask: *const sigset_t,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { wait_for(descriptors, count, time.as_ref().copied(), load(mask)) }.c_int()
}

/// # Safety
/// As [`ppoll`].
unsafe fn wait_for(
    descriptors: *mut c_void,
    count: c_ulong,
    time: Option<timespec>,
    mask: Option<u64>,
) -> Result<usize, Errno> {
    let mut time = time;
    let time = time.as_mut().map_or(core::ptr::null_mut(), core::ptr::from_mut);
    // SAFETY: the caller's promise.
    unsafe { point!(__NR_ppoll, descriptors, count, time, mask_at(&mask), 8) }
}
