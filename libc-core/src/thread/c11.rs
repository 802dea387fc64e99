//! `<threads.h>`: C11's names for threads, mutexes, condition variables and keys. Unless a function says otherwise, it
//! is thread-safe and not async-signal-safe.

use super::attr::Attributes;
use super::cond::{self, Cond};
use super::create::{Routine, create};
use super::mutex::{Kind, Mutex, NORMAL, Patience, RECURSIVE};
use super::wait::{CLOCK_REALTIME, Deadline};
use super::{Tcb, exit, join, keys};
use crate::errno::Errno;
use crate::types::timespec;
use core::ffi::{c_int, c_uint, c_void};
use core::ptr;

const SUCCESS: c_int = 0;
const BUSY: c_int = 1;
const ERROR: c_int = 2;
const NOMEM: c_int = 3;
const TIMEDOUT: c_int = 4;

fn status(result: Result<(), Errno>) -> c_int {
    match result {
        Ok(()) => SUCCESS,
        Err(Errno::EBUSY) => BUSY,
        Err(Errno::ETIMEDOUT) => TIMEDOUT,
        Err(_) => ERROR,
    }
}

fn of_number(error: c_int) -> c_int {
    status(if error == 0 { Ok(()) } else { Err(Errno(error)) })
}

/// Starts a thread that runs `routine(argument)`, and stores it. Returns `thrd_success`, or `thrd_nomem` or `thrd_error`.
/// C23 7.28.5.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn thrd_create(
    thread: *mut *const Tcb,
    routine: unsafe extern "C" fn(*mut c_void) -> c_int,
    argument: *mut c_void,
) -> c_int {
    match create(&Attributes::new(), Routine::C11(routine), argument) {
        Ok(new) => {
            // SAFETY: the caller's promise.
            unsafe { thread.write(new) };
            SUCCESS
        }
        Err(Errno::EAGAIN) => NOMEM,
        Err(_) => ERROR,
    }
}

/// Ends the calling thread with this result, as `pthread_exit` does. C23 7.28.5.5.
#[unsafe(no_mangle)]
pub extern "C" fn thrd_exit(result: c_int) -> ! {
    exit::finish(result as isize as *mut c_void)
}

/// Lets the thread's memory go when it ends. Returns `thrd_success` or `thrd_error`. C23 7.28.5.3.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn thrd_detach(thread: *const Tcb) -> c_int {
    // SAFETY: the caller's promise.
    of_number(unsafe { join::pthread_detach(thread) })
}

/// Waits until the thread has ended, and stores its result, if `result` is not null. Returns `thrd_success` or
/// `thrd_error`. A cancellation point. C23 7.28.5.6.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn thrd_join(thread: *const Tcb, result: *mut c_int) -> c_int {
    let mut value = ptr::null_mut();
    // SAFETY: the caller's promise.
    let error = unsafe { join::pthread_join(thread, &mut value) };
    if error == 0 && !result.is_null() {
        // SAFETY: the caller's promise.
        unsafe { result.write(value as isize as c_int) };
    }
    of_number(error)
}

/// Sleeps for `*time`. Returns 0; -1 if a signal came, and what is left in `*left`, if that is not null; or -2 on another
/// error. A cancellation point. C23 7.28.5.7.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn thrd_sleep(time: *const timespec, left: *mut timespec) -> c_int {
    // SAFETY: the caller's promise.
    match unsafe { crate::time::sleep::clock_nanosleep(CLOCK_REALTIME, 0, time, left) } {
        0 => 0,
        error if error == Errno::EINTR.0 => -1,
        _ => -2,
    }
}

/// Lets other threads run. C23 7.28.5.8.
#[unsafe(no_mangle)]
pub extern "C" fn thrd_yield() {
    // SAFETY: no memory is involved.
    let _ = unsafe { crate::sys::call0(crate::sys::nr::__NR_sched_yield) };
}

/// Makes `*mutex` a free mutex of kind `mtx_plain`, `mtx_timed`, or one of these with `mtx_recursive`. Returns
/// `thrd_success` or `thrd_error`. C23 7.28.4.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mtx_init(mutex: *mut Mutex, kind: c_int) -> c_int {
    if !(0..=3).contains(&kind) {
        return ERROR;
    }
    let kind = Kind(if kind & 1 != 0 { RECURSIVE } else { NORMAL });
    // SAFETY: the caller's promise.
    unsafe { mutex.write(Mutex::new(kind)) };
    SUCCESS
}

/// Ends the use of a mutex. C23 7.28.4.1.
#[unsafe(no_mangle)]
pub extern "C" fn mtx_destroy(_mutex: *mut Mutex) {}

/// Locks a mutex, waiting for it. Returns `thrd_success` or `thrd_error`. C23 7.28.4.3.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mtx_lock(mutex: *mut Mutex) -> c_int {
    // SAFETY: the caller's promise.
    status(unsafe { (*mutex).lock(Patience::Until(None)) })
}

/// Locks a mutex, waiting until `*time` by `TIME_UTC`. Returns `thrd_success`, `thrd_timedout` or `thrd_error`.
/// C23 7.28.4.4.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mtx_timedlock(mutex: *mut Mutex, time: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    status(unsafe { (*mutex).lock(Patience::Until(Deadline::from_c(CLOCK_REALTIME, time).as_ref())) })
}

/// Locks a mutex if it is free. Returns `thrd_success`, `thrd_busy` or `thrd_error`. C23 7.28.4.5.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mtx_trylock(mutex: *mut Mutex) -> c_int {
    // SAFETY: the caller's promise.
    status(unsafe { (*mutex).lock(Patience::None) })
}

/// Unlocks a mutex. Returns `thrd_success` or `thrd_error`. C23 7.28.4.6.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mtx_unlock(mutex: *mut Mutex) -> c_int {
    // SAFETY: the caller's promise.
    status(unsafe { (*mutex).unlock() })
}

/// Makes `*cond` a condition variable. Returns `thrd_success`. C23 7.28.3.3.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_init(cond: *mut Cond) -> c_int {
    // SAFETY: the caller's promise.
    of_number(unsafe { cond::pthread_cond_init(cond, ptr::null()) })
}

/// Ends the use of a condition variable. C23 7.28.3.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_destroy(cond: *mut Cond) {
    // SAFETY: the caller's promise.
    unsafe { cond::pthread_cond_destroy(cond) };
}

/// Wakes one of the threads that wait. Returns `thrd_success`. C23 7.28.3.4.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_signal(cond: *mut Cond) -> c_int {
    // SAFETY: the caller's promise.
    of_number(unsafe { cond::pthread_cond_signal(cond) })
}

/// Wakes all threads that wait. Returns `thrd_success`. C23 7.28.3.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_broadcast(cond: *mut Cond) -> c_int {
    // SAFETY: the caller's promise.
    of_number(unsafe { cond::pthread_cond_broadcast(cond) })
}

/// Waits, as `pthread_cond_wait` does. Returns `thrd_success` or `thrd_error`. A cancellation point. C23 7.28.3.6.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_wait(cond: *mut Cond, mutex: *mut Mutex) -> c_int {
    // SAFETY: the caller's promise.
    of_number(unsafe { cond::pthread_cond_wait(cond, mutex) })
}

/// Waits until `*time` by `TIME_UTC`. Returns `thrd_success`, `thrd_timedout` or `thrd_error`. A cancellation point.
/// C23 7.28.3.5.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cnd_timedwait(cond: *mut Cond, mutex: *mut Mutex, time: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    of_number(unsafe { cond::pthread_cond_timedwait(cond, mutex, time) })
}

/// Makes a key. Returns `thrd_success` or `thrd_error`. C23 7.28.6.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tss_create(key: *mut c_uint, destructor: Option<unsafe extern "C" fn(*mut c_void)>) -> c_int {
    // SAFETY: the caller's promise.
    of_number(unsafe { keys::pthread_key_create(key, destructor) })
}

/// Deletes a key. C23 7.28.6.2.
#[unsafe(no_mangle)]
pub extern "C" fn tss_delete(key: c_uint) {
    keys::pthread_key_delete(key);
}

/// The calling thread's value for the key. C23 7.28.6.3.
#[unsafe(no_mangle)]
pub extern "C" fn tss_get(key: c_uint) -> *mut c_void {
    keys::pthread_getspecific(key)
}

/// Sets the calling thread's value for the key. Returns `thrd_success` or `thrd_error`. C23 7.28.6.4.
#[unsafe(no_mangle)]
pub extern "C" fn tss_set(key: c_uint, value: *mut c_void) -> c_int {
    of_number(keys::pthread_setspecific(key, value))
}
