//! Scheduling parameters of threads. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::attr::{SchedParam, SchedulingChoice};
use super::{Tcb, control};
use crate::errno::{CReturn, Errno};
use crate::sys::{call1, call2, call3, nr};
use crate::types::pid_t;
use core::ffi::c_int;

/// The policies of Linux, but for `SCHED_DEADLINE`, whose parameters are others.
pub fn is_policy(policy: c_int) -> bool {
    const SCHED_RESET_ON_FORK: c_int = 0x4000_0000;
    matches!(policy & !SCHED_RESET_ON_FORK, 0..=3 | 5)
}

/// The policy and priority that the kernel has for a thread.
pub fn of_tid(tid: pid_t) -> Result<SchedulingChoice, Errno> {
    let mut priority: c_int = 0;
    // SAFETY: the kernel's `struct sched_param` is one integer.
    let policy = unsafe {
        let policy = call1(nr::__NR_sched_getscheduler, tid as usize)?;
        call2(nr::__NR_sched_getparam, tid as usize, &raw mut priority as usize)?;
        policy
    };
    Ok(SchedulingChoice { policy: policy as c_int, priority })
}

/// Sets a thread's policy and priority.
pub fn set_tid(tid: pid_t, choice: SchedulingChoice) -> Result<(), Errno> {
    let SchedulingChoice { policy, priority } = choice;
    // SAFETY: the kernel's `struct sched_param` is one integer.
    unsafe { call3(nr::__NR_sched_setscheduler, tid as usize, policy as usize, &raw const priority as usize) }
        .map(|_| ())
}

/// The thread's own policy and priority, whatever a mutex with a ceiling makes of it. ESRCH if it has ended.
pub fn of(thread: &Tcb) -> Result<SchedulingChoice, Errno> {
    control::with_tid(thread, |tid| match thread.priority.base() {
        Some(base) => Ok(base),
        None => of_tid(tid.ok_or(Errno::ESRCH)?),
    })
}

/// Sets them. EINVAL, EPERM or ESRCH.
fn set(thread: &Tcb, choice: SchedulingChoice) -> Result<(), Errno> {
    control::with_tid(thread, |tid| {
        let tid = tid.ok_or(Errno::ESRCH)?;
        match thread.priority.base() {
            Some(_) => thread.priority.set_base(tid, choice),
            None => set_tid(tid, choice),
        }
    })
}

/// Stores the thread's scheduling policy and parameters. Returns 0, or ESRCH if it has ended. Thread-safe.
/// POSIX.1-2024 pthread_getschedparam.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_getschedparam(
    thread: *const Tcb,
    policy: *mut c_int,
    parameters: *mut SchedParam,
) -> c_int {
    // SAFETY: the caller's promise.
    let found = of(unsafe { &*thread });
    found
        .map(|found| {
            // SAFETY: the caller's promise.
            unsafe {
                policy.write(found.policy);
                (&raw mut (*parameters).priority).write(found.priority);
            }
        })
        .error_number()
}

/// Sets the thread's scheduling policy and parameters. Returns 0, EINVAL, EPERM, or ESRCH if it has ended. Thread-safe.
/// POSIX.1-2024 pthread_setschedparam.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setschedparam(
    thread: *const Tcb,
    policy: c_int,
    parameters: *const SchedParam,
) -> c_int {
    // SAFETY: the caller's promise.
    let (thread, priority) = unsafe { (&*thread, (*parameters).priority) };
    set(thread, SchedulingChoice { policy, priority }).error_number()
}

/// Sets the thread's priority. Returns 0, EINVAL, EPERM, or ESRCH if it has ended. Thread-safe. POSIX.1-2024
/// pthread_setschedprio.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setschedprio(thread: *const Tcb, priority: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let thread = unsafe { &*thread };
    of(thread).and_then(|now| set(thread, SchedulingChoice { priority, ..now })).error_number()
}
