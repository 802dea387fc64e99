//! A file's times of access and modification. All are thread-safe and async-signal-safe.

use super::{AT_FDCWD, AT_SYMLINK_NOFOLLOW};
use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::{plain, syscalls};
use crate::types::{time_t, timespec, timeval};
use core::ffi::{c_char, c_int};
use core::ptr;

syscalls! {
    /// Sets a file's times in nanoseconds; null means now, and so does `UTIME_NOW` in one of them, `UTIME_OMIT` leaves
    /// one as it is. Returns 0, or -1 with `errno` EACCES, EINVAL, ENOENT, EPERM... Async-signal-safe.
    /// POSIX.1-2024 utimensat.
    plain fn utimensat(dir: c_int, path: *const c_char, times: *const timespec, flags: c_int) -> c_int
        = __NR_utimensat(dir, path, times, flags);
    /// [`utimensat`] for an open file. POSIX.1-2024 futimens.
    plain fn futimens(fd: c_int, times: *const timespec) -> c_int = __NR_utimensat(fd, 0, times, 0);
}

/// `struct utimbuf`.
#[repr(C)]
pub struct utimbuf {
    actime: time_t,
    modtime: time_t,
}

/// Sets a file's times in whole seconds; null means now. utime(3), in POSIX.1-2017.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn utime(path: *const c_char, times: *const utimbuf) -> c_int {
    // SAFETY: the caller's promise.
    let times = unsafe { times.as_ref() }
        .map(|times| [timespec { tv_sec: times.actime, tv_nsec: 0 }, timespec { tv_sec: times.modtime, tv_nsec: 0 }]);
    // SAFETY: the caller's promise.
    unsafe { set(AT_FDCWD, path, &times, 0) }.c_int()
}

/// Sets a file's times in microseconds; null means now. EINVAL for more than 999999 of them. POSIX.1-2024 utimes.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn utimes(path: *const c_char, times: *const timeval) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { set_from(AT_FDCWD, path, times, 0) }.c_int()
}

/// [`utimes`] for a symbolic link itself. lutimes(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lutimes(path: *const c_char, times: *const timeval) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { set_from(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) }.c_int()
}

/// [`utimes`] for an open file. futimes(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn futimes(fd: c_int, times: *const timeval) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { set_from(fd, ptr::null(), times, 0) }.c_int()
}

/// [`utimes`] relative to a directory; without a path, for the open file. futimesat(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn futimesat(dir: c_int, path: *const c_char, times: *const timeval) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { set_from(dir, path, times, 0) }.c_int()
}

/// # Safety
/// `path` is null or a string, `times` null or two of them.
unsafe fn set_from(dir: c_int, path: *const c_char, times: *const timeval, flags: c_int) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    let times = match unsafe { times.cast::<[timeval; 2]>().as_ref() } {
        None => None,
        Some(times) if times.iter().any(|time| !(0..1_000_000).contains(&time.tv_usec)) => return Err(Errno::EINVAL),
        Some(times) => Some(times.map(|time| timespec { tv_sec: time.tv_sec, tv_nsec: time.tv_usec * 1000 })),
    };
    // SAFETY: the caller's promise.
    unsafe { set(dir, path, &times, flags) }
}

/// # Safety
/// `path` is null or a string.
unsafe fn set(dir: c_int, path: *const c_char, times: &Option<[timespec; 2]>, flags: c_int) -> Result<usize, Errno> {
    let times = times.as_ref().map_or(ptr::null(), |times| times.as_ptr());
    // SAFETY: the caller's promise.
    unsafe { plain!(__NR_utimensat, dir, path, times, flags) }
}
