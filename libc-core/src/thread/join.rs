//! Joining and detaching. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::cancel_state::Masked;
use super::wait::{CLOCK_REALTIME, Deadline, Scope, wait_cancellable};
use super::{Tcb, current, list, stack};
use crate::errno::{CReturn, Errno};
use crate::signal::mask::Blocked;
use crate::signal::number::INTERNAL;
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::types::{clockid_t, timespec};
use core::ffi::{c_int, c_void};

/// How long to wait for a thread's end.
enum Patience<'a> {
    None,
    Until(Option<&'a Deadline>),
}

fn join(thread: &Tcb, patience: Patience<'_>) -> Result<*mut c_void, Errno> {
    if core::ptr::eq(thread, current()) {
        return Err(Errno::EDEADLK);
    }
    if thread.life.detached.get() {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the word lives as long as the control block, which is the joiner's to release.
    let tid = unsafe { AtomicU32::from_ptr(thread.tid.as_ptr().cast()) };
    loop {
        let running = tid.load(Ordering::Acquire);
        if running == 0 {
            break;
        }
        let Patience::Until(deadline) = patience else { return Err(Errno::EBUSY) };
        let masked = Masked::begin();
        // The kernel's wake at a thread's end is of the shared kind.
        let result = wait_cancellable(tid, running, deadline, Scope::Shared);
        match masked.end(result) {
            Ok(()) | Err(Errno::EINTR) => {}
            Err(e) => return Err(e),
        }
    }
    let result = thread.life.result.get();
    release(thread);
    Ok(result)
}

/// Forgets a thread that is gone.
fn release(thread: &Tcb) {
    let _blocked = Blocked::these(!INTERNAL);
    list::THREADS.acquire();
    list::remove(thread);
    list::THREADS.release();
    // SAFETY: it is gone, out of the ring, and its handle ends here.
    unsafe { stack::release(thread) };
}

/// # Safety
/// `thread` is a thread that nobody else joins; `result` is null or valid.
unsafe fn join_to(thread: *const Tcb, result: *mut *mut c_void, patience: Patience<'_>) -> c_int {
    // SAFETY: the caller's promise.
    let joined = join(unsafe { &*thread }, patience);
    if let (Ok(value), false) = (&joined, result.is_null()) {
        // SAFETY: the caller's promise.
        unsafe { result.write(*value) };
    }
    joined.map(|_| ()).error_number()
}

/// Waits until the thread has ended, and stores its result in `*result`, if that is not null. Returns 0, EDEADLK (the
/// caller itself) or EINVAL (a detached thread). A cancellation point; the thread stays joinable then. Thread-safe.
/// POSIX.1-2024 pthread_join.
///
/// # Safety
/// As in C: the thread has not been joined.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_join(thread: *const Tcb, result: *mut *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { join_to(thread, result, Patience::Until(None)) }
}

/// [`pthread_join`] if the thread has ended, else EBUSY. pthread_tryjoin_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_tryjoin_np(thread: *const Tcb, result: *mut *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { join_to(thread, result, Patience::None) }
}

/// [`pthread_join`] until `*time` on `CLOCK_REALTIME`; ETIMEDOUT then, and EINVAL for an invalid time.
/// pthread_timedjoin_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_timedjoin_np(
    thread: *const Tcb,
    result: *mut *mut c_void,
    time: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { pthread_clockjoin_np(thread, result, CLOCK_REALTIME, time) }
}

/// [`pthread_timedjoin_np`] on another clock. pthread_clockjoin_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_clockjoin_np(
    thread: *const Tcb,
    result: *mut *mut c_void,
    clock: clockid_t,
    time: *const timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let deadline = Deadline::from_c(clock, time);
        join_to(thread, result, Patience::Until(deadline.as_ref()))
    }
}

/// Lets the thread's memory go when it ends; it cannot be joined then. Returns 0, or EINVAL if it is detached already.
/// Thread-safe. POSIX.1-2024 pthread_detach.
///
/// # Safety
/// As in C: the thread has not been joined, and did not end detached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_detach(thread: *const Tcb) -> c_int {
    // SAFETY: the caller's promise.
    let life = unsafe { &(*thread).life };
    let _blocked = Blocked::these(!INTERNAL);
    list::THREADS.acquire();
    let result = if life.detached.replace(true) {
        Errno::EINVAL.0
    } else {
        if life.leaving.get() {
            // SAFETY: it is in the ring.
            list::depart(unsafe { &*thread });
            list::reap();
        }
        0
    };
    list::THREADS.release();
    result
}
