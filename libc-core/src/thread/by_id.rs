//! What concerns the kernel's thread behind a `pthread_t`: signals, names, CPUs, clocks. Unless a function says
//! otherwise, it is thread-safe and not async-signal-safe.

use super::control::with_tid;
use super::{Tcb, cancel, current, sched};
use crate::errno::{CReturn, Errno};
use crate::signal::number::is_application;
use crate::sys::wrapper::plain;
use crate::types::{clockid_t, pid_t, size_t, uid_t};
use core::ffi::{c_char, c_int, c_void};
use core::ptr;

/// # Safety
/// `thread` is one that has not been joined, and did not end detached.
unsafe fn with<T>(thread: *const Tcb, what: impl FnOnce(Option<pid_t>) -> T) -> T {
    // SAFETY: the caller's promise.
    with_tid(unsafe { &*thread }, what)
}

/// Sends a signal to a thread; 0 only asks. Returns 0 (also if it has ended), or EINVAL. Async-signal-safe, thread-safe.
/// POSIX.1-2024 pthread_kill.
///
/// # Safety
/// As in C: the thread has not been joined, and did not end detached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_kill(thread: *const Tcb, signal: c_int) -> c_int {
    if signal != 0 && !is_application(signal) {
        return Errno::EINVAL.0;
    }
    // SAFETY: the caller's promise.
    unsafe { with(thread, |tid| tid.map_or(Ok(()), |tid| cancel::send(tid, signal))) }.error_number()
}

/// Queues a signal with a value to a thread. Returns 0, EAGAIN or EINVAL. Async-signal-safe. pthread_sigqueue(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_sigqueue(thread: *const Tcb, signal: c_int, value: *mut c_void) -> c_int {
    if signal != 0 && !is_application(signal) {
        return Errno::EINVAL.0;
    }
    let send = |tid: Option<pid_t>| {
        let Some(tid) = tid else { return Ok(()) };
        // SAFETY: these two ask only.
        let (process, user) = unsafe { (plain!(__NR_getpid)?, plain!(__NR_getuid)?) };
        let queued = crate::signal::send::Queued::new(signal, process as pid_t, user as uid_t, value);
        // SAFETY: the structure has the kernel's 128 bytes.
        unsafe { plain!(__NR_rt_tgsigqueueinfo, process, tid, signal, &raw const queued) }.map(|_| ())
    };
    // SAFETY: the caller's promise.
    unsafe { with(thread, send) }.error_number()
}

/// Stores the clock that counts the thread's CPU time. Returns 0, or ESRCH if it has ended. POSIX.1-2024
/// pthread_getcpuclockid.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_getcpuclockid(thread: *const Tcb, clock: *mut clockid_t) -> c_int {
    // The kernel's encoding: the complement of the thread ID, 2 for its CPU time, and 4 for a thread.
    // SAFETY: the caller's promise.
    let id = unsafe { with(thread, |tid| tid.map(|tid| !tid << 3 | 6)) };
    // SAFETY: the caller's promise.
    id.ok_or(Errno::ESRCH).map(|id| unsafe { clock.write(id) }).error_number()
}

/// Sets the CPUs, a bit each in `size` bytes, that the thread may run on. Returns 0, EINVAL, EPERM or ESRCH.
/// pthread_setaffinity_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setaffinity_np(thread: *const Tcb, size: size_t, cpus: *const c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with(thread, |tid| plain!(__NR_sched_setaffinity, tid.ok_or(Errno::ESRCH)?, size, cpus)) }.error_number()
}

/// Stores the CPUs that the thread may run on. Returns 0, EINVAL or ESRCH. pthread_getaffinity_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_getaffinity_np(thread: *const Tcb, size: size_t, cpus: *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { with(thread, |tid| sched::affinity(tid.ok_or(Errno::ESRCH)?, size, cpus)) }.error_number()
}

/// Bytes of a thread's name, the null byte among them.
const NAME: usize = 16;

/// Calls `operation` with the file that holds another thread's name.
fn with_name_file(
    thread: *const Tcb,
    flags: usize,
    operation: impl FnOnce(usize) -> Result<usize, Errno>,
) -> Result<usize, Errno> {
    const AT_FDCWD: c_int = -100;
    let mut path = *b"/proc/self/task/\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    // SAFETY: the caller has a valid thread.
    let mut tid = unsafe { with(thread, |tid| tid) }.ok_or(Errno::ESRCH)?;
    let digits = core::iter::successors(Some(tid), |n| (*n >= 10).then_some(n / 10)).count();
    let (_, rest) = path.split_at_mut(16);
    for digit in rest.iter_mut().take(digits).rev() {
        *digit = b'0' + (tid % 10) as u8;
        tid /= 10;
    }
    for (to, from) in rest.iter_mut().skip(digits).zip(b"/comm") {
        *to = *from;
    }
    // SAFETY: a string; the descriptor is closed here.
    unsafe {
        let file = plain!(__NR_openat, AT_FDCWD, path.as_ptr(), flags)?;
        let result = operation(file);
        let _ = plain!(__NR_close, file);
        result
    }
}

/// Names a thread, by at most 15 bytes. Returns 0, ERANGE (too long) or what opening its file in /proc says.
/// pthread_setname_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setname_np(thread: *const Tcb, name: *const c_char) -> c_int {
    const PR_SET_NAME: c_int = 15;
    const O_WRONLY_CLOEXEC: usize = 0o2_000_001;
    // SAFETY: the caller's promise.
    let length = (0..NAME).find(|&i| unsafe { name.add(i).read() } == 0);
    let Some(length) = length else { return Errno::ERANGE.0 };
    let result = if ptr::eq(thread, current()) {
        // SAFETY: the caller's promise.
        unsafe { plain!(__NR_prctl, PR_SET_NAME, name) }
    } else {
        // SAFETY: the caller's promise.
        with_name_file(thread, O_WRONLY_CLOEXEC, |file| unsafe { plain!(__NR_write, file, name, length) })
    };
    result.error_number()
}

/// Stores a thread's name in the `size` bytes at `name`. Returns 0, ERANGE (fewer than 16 bytes) or what opening its file
/// in /proc says. pthread_getname_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_getname_np(thread: *const Tcb, name: *mut c_char, size: size_t) -> c_int {
    const PR_GET_NAME: c_int = 16;
    const O_RDONLY_CLOEXEC: usize = 0o2_000_000;
    if size < NAME {
        return Errno::ERANGE.0;
    }
    let result = if ptr::eq(thread, current()) {
        // SAFETY: there is room for 16 bytes.
        unsafe { plain!(__NR_prctl, PR_GET_NAME, name) }
    } else {
        // SAFETY: there is room for 16 bytes.
        let read = with_name_file(thread, O_RDONLY_CLOEXEC, |file| unsafe { plain!(__NR_read, file, name, NAME) });
        // SAFETY: the file ends with a newline, which makes room for the null byte.
        read.inspect(|&length| unsafe { name.add(length.saturating_sub(1)).write(0) })
    };
    result.error_number()
}

/// The level of concurrency that was set; 0 at first. Nothing depends on it. XSI pthread_getconcurrency, in POSIX.1-2017.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_getconcurrency() -> c_int {
    0
}

/// Sets the level of concurrency, of which there is one only: each thread is the kernel's. Returns 0, EAGAIN (more than
/// 0) or EINVAL. XSI pthread_setconcurrency, in POSIX.1-2017.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_setconcurrency(level: c_int) -> c_int {
    match level {
        ..0 => Errno::EINVAL.0,
        0 => 0,
        _ => Errno::EAGAIN.0,
    }
}
