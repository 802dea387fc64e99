//! Cancellation: requests, and how they end a thread.
//!
//! A request sets the target's word and sends it a signal. A cancellation point (`sys::cancel`) looks at the word
//! immediately before it enters the kernel; the signal's handler catches a thread between that look and the system
//! call, or blocked in it, and lets it go on where the call is abandoned. A call that has had its effect returns.
//!
//! Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::cancel_state::{self, DISABLED, ENABLED, MASKED};
use super::{Tcb, control, current, exit};
use crate::errno::{CReturn, Errno};
use crate::signal::action::{KernelAction, SA_RESTART, SA_SIGINFO, exchange};
use crate::signal::number::{SIGCANCEL, bit};
use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sys::{call2, call3, call4, check, nr};
use crate::types::pid_t;
use core::ffi::{c_int, c_void};

/// `PTHREAD_CANCELED`.
const CANCELED: *mut c_void = usize::MAX as *mut c_void;

/// What `cancel_state` calls: see there.
pub fn machinery(raw: usize) -> Result<usize, Errno> {
    let cancel = &current().cancel;
    if !cancel.is_requested() {
        return check(raw);
    }
    match cancel.state() {
        DISABLED => check(raw),
        MASKED => {
            cancel.set_state(DISABLED);
            Err(Errno::ECANCELED)
        }
        _ => {
            crate::sync::rank::assert_none_held("a cancellation point");
            exit::finish(CANCELED)
        }
    }
}

/// Ends the calling thread if a request is there and accepted.
fn act_if_due() {
    let cancel = &current().cancel;
    if cancel.is_requested() && cancel.state() == ENABLED {
        exit::finish(CANCELED);
    }
}

/// The handler of the signal that says that a request is there.
unsafe extern "C" fn on_signal(_signal: c_int, _info: *mut c_void, context: *mut u8) {
    let me = current();
    if !me.cancel.is_requested() || me.cancel.state() == DISABLED {
        return;
    }
    // SAFETY: the kernel passes the interrupted context.
    unsafe {
        let mask = arch::signal::interrupted_mask(context);
        *mask |= bit(SIGCANCEL);
        if me.cancel.asynchronous.load(Ordering::Relaxed) && me.cancel.state() == ENABLED {
            const SIG_SETMASK: usize = 2;
            let _ = call4(nr::__NR_rt_sigprocmask, SIG_SETMASK, mask as usize, 0, 8);
            exit::finish(CANCELED);
        }
        if arch::syscall::cancellable_window().contains(&arch::signal::interrupted_pc(context)) {
            arch::signal::set_interrupted_pc(context, arch::syscall::cancellable_abort());
            return;
        }
    }
    // What was interrupted may be a signal handler that interrupted a cancellation point. The signal, sent again, stays
    // blocked until that handler returns; if there is none, the word does without it.
    // SAFETY: a signal to the calling thread.
    let _ = unsafe { call2(nr::__NR_tkill, me.tid.load(Ordering::Relaxed) as usize, SIGCANCEL as usize) };
}

/// Lets the signal have its handler.
fn handle_signal() {
    static HANDLED: AtomicBool = AtomicBool::new(false);
    const SA_ONSTACK: usize = 0x0800_0000;
    if !HANDLED.load(Ordering::Acquire) {
        let action = KernelAction {
            handler: on_signal as *const () as usize,
            flags: (SA_SIGINFO | SA_RESTART) as usize | SA_ONSTACK,
            mask: u64::MAX,
            ..KernelAction::default()
        };
        // It can only fail for an invalid signal.
        let _ = exchange(SIGCANCEL, Some(action));
        HANDLED.store(true, Ordering::Release);
    }
}

fn cancel(thread: &Tcb) -> Result<(), Errno> {
    handle_signal();
    cancel_state::install(machinery);
    let must_be_told = thread.cancel.request();
    let me = current();
    if core::ptr::eq(thread, me) {
        if me.cancel.asynchronous.load(Ordering::Relaxed) {
            act_if_due();
        }
        return Ok(());
    }
    if !must_be_told {
        return Ok(());
    }
    control::with_tid(thread, |tid| match tid {
        Some(tid) => send(tid, SIGCANCEL),
        None => Ok(()),
    })
}

/// Makes a cancellation point of a thread that runs, and that has cancellation masked, fail with ECANCELED. EAGAIN if
/// there is no room for the signal: it finds the request at its next cancellation point then. Async-signal-safe.
pub fn interrupt(thread: &Tcb) -> Result<(), Errno> {
    handle_signal();
    thread.cancel.request();
    send(thread.tid.load(Ordering::Relaxed), SIGCANCEL)
}

/// Takes back what [`interrupt`] asked of the calling thread, and lets it be asked again.
pub fn withdraw() {
    const SIG_UNBLOCK: usize = 1;
    if current().cancel.withdraw() {
        // The handler blocked it.
        let set = bit(SIGCANCEL);
        // SAFETY: a valid kernel signal set.
        let _ = unsafe { call4(nr::__NR_rt_sigprocmask, SIG_UNBLOCK, &raw const set as usize, 0, 8) };
    }
}

/// Sends a signal to a thread of this process. Room for a real-time signal may have to be waited for.
pub fn send(tid: pid_t, signal: c_int) -> Result<(), Errno> {
    // SAFETY: only asks.
    let process = unsafe { crate::sys::call0(nr::__NR_getpid) }?;
    // SAFETY: a signal to a thread of this process.
    unsafe { call3(nr::__NR_tgkill, process, tid as usize, signal as usize) }.map(|_| ())
}

/// Requests that the thread end: at its next cancellation point, or at once if it has asynchronous cancellation; not
/// while it has cancellation disabled. Returns 0, or EAGAIN (the system's limit of pending signals: the request stands,
/// but a blocked thread was not woken). Async-signal-safe, thread-safe. POSIX.1-2024 pthread_cancel.
///
/// # Safety
/// As in C: the thread has not been joined, and did not end detached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cancel(thread: *const Tcb) -> c_int {
    // SAFETY: the caller's promise.
    cancel(unsafe { &*thread }).error_number()
}

/// Enables (0) or disables (1) the calling thread's cancellation, or masks it (2, musl's: a cancellation point fails with
/// ECANCELED); stores the old state, if `old` is not null. Returns 0 or EINVAL. Async-signal-safe. POSIX.1-2024
/// pthread_setcancelstate.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setcancelstate(state: c_int, old: *mut c_int) -> c_int {
    if !(0..=c_int::from(MASKED)).contains(&state) {
        return Errno::EINVAL.0;
    }
    let me = current();
    let before = me.cancel.set_state(state as u8);
    if !old.is_null() {
        // SAFETY: the caller's promise.
        unsafe { old.write(c_int::from(before)) };
    }
    if me.cancel.asynchronous.load(Ordering::Relaxed) {
        act_if_due();
    }
    0
}

/// Makes the calling thread's cancellation deferred (0) or asynchronous (1); stores the old type, if `old` is not null.
/// Returns 0 or EINVAL. Async-signal-safe. POSIX.1-2024 pthread_setcanceltype.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setcanceltype(kind: c_int, old: *mut c_int) -> c_int {
    if !(0..=1).contains(&kind) {
        return Errno::EINVAL.0;
    }
    let before = current().cancel.asynchronous.swap(kind != 0, Ordering::Relaxed);
    if !old.is_null() {
        // SAFETY: the caller's promise.
        unsafe { old.write(c_int::from(before)) };
    }
    if kind != 0 {
        act_if_due();
    }
    0
}

/// Ends the calling thread if a request is there and cancellation is enabled. POSIX.1-2024 pthread_testcancel.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_testcancel() {
    act_if_due();
}
