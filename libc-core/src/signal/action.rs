//! What a signal does: `sigaction`, `signal`. All are thread-safe and async-signal-safe.

use super::number::is_application;
use super::set;
use crate::errno::{CReturn, Errno, Outcome};
use crate::sync::atomic::{AtomicUsize, Ordering};
use crate::sys::wrapper::plain;
use crate::types::sigset_t;
use core::ffi::{c_int, c_uint};

/// `SIG_DFL`.
pub const SIG_DFL: usize = 0;
/// `SIG_IGN`.
pub const SIG_IGN: usize = 1;
/// `SIG_ERR`.
pub const SIG_ERR: usize = usize::MAX;
/// Calls that the handler interrupts go on.
pub const SA_RESTART: c_uint = 0x1000_0000;
/// The handler gets three arguments.
pub const SA_SIGINFO: c_uint = 4;

/// The kernel's `struct sigaction`.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct KernelAction {
    /// The handler, `SIG_DFL` or `SIG_IGN`.
    pub handler: usize,
    /// `SA_*`.
    pub flags: usize,
    /// The library fills it in.
    pub restorer: usize,
    /// What is blocked while it runs.
    pub mask: u64,
}

impl KernelAction {
    /// The default action.
    pub const DEFAULT: Self = Self { handler: SIG_DFL, flags: 0, restorer: 0, mask: 0 };
}

/// `struct sigaction`.
#[repr(C)]
pub struct Action {
    sa_handler: usize,
    sa_mask: sigset_t,
    sa_flags: c_int,
    sa_restorer: usize,
}

/// The signals that have, or had, a handler: what a new process has to reset. A bit is never taken back.
static HANDLED: AtomicUsize = AtomicUsize::new(0);

/// The signals that may have a handler.
pub fn handled() -> u64 {
    HANDLED.load(Ordering::Relaxed) as u64
}

/// Sets (if there is a new one) and returns the action of any signal, the library's own too.
pub fn exchange(signal: c_int, new: Option<KernelAction>) -> Result<KernelAction, Errno> {
    let new = new.map(|new| {
        if new.handler > SIG_IGN {
            HANDLED.fetch_or(super::number::bit(signal) as usize, Ordering::Relaxed);
        }
        KernelAction {
            flags: new.flags | arch::signal::SA_RESTORER,
            restorer: if arch::signal::SA_RESTORER != 0 { arch::signal::restorer as *const () as usize } else { 0 },
            ..new
        }
    });
    let mut old = KernelAction::default();
    let new = new.as_ref().map_or(core::ptr::null(), core::ptr::from_ref);
    // SAFETY: both structures are valid.
    unsafe { plain!(__NR_rt_sigaction, signal, new, &raw mut old, 8) }?;
    old.flags &= !arch::signal::SA_RESTORER;
    Ok(old)
}

/// Sets and stores the action of a signal. Returns 0, or -1 with `errno` EINVAL (no signal that an application can use,
/// or SIGKILL or SIGSTOP). Async-signal-safe, thread-safe. POSIX.1-2024 sigaction.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigaction(signal: c_int, new: *const Action, old: *mut Action) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { change(signal, new, old) }.c_int()
}

/// # Safety
/// Each pointer is null or valid.
unsafe fn change(signal: c_int, new: *const Action, old: *mut Action) -> Result<(), Errno> {
    if !is_application(signal) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the caller's promise.
    let new = unsafe { new.as_ref() }.map(|new| KernelAction {
        handler: new.sa_handler,
        flags: new.sa_flags as c_uint as usize,
        restorer: 0,
        mask: new.sa_mask.bits[0] & !super::number::INTERNAL,
    });
    let before = exchange(signal, new)?;
    if !old.is_null() {
        // SAFETY: the caller's promise.
        unsafe {
            (&raw mut (*old).sa_handler).write(before.handler);
            set::store(&raw mut (*old).sa_mask, before.mask);
            (&raw mut (*old).sa_flags).write(before.flags as c_int);
            (&raw mut (*old).sa_restorer).write(0);
        }
    }
    Ok(())
}

/// Sets a signal's handler, `SIG_DFL` or `SIG_IGN`, for calls that go on after it. Returns the one before, or `SIG_ERR`
/// with `errno` EINVAL. Async-signal-safe, thread-safe. C23 7.14.1.1, POSIX.1-2024 signal.
#[unsafe(no_mangle)]
pub extern "C" fn signal(signal: c_int, handler: usize) -> usize {
    simple(signal, handler, SA_RESTART).or_errno(SIG_ERR)
}

/// The same as [`signal`]. bsd_signal(3).
#[unsafe(no_mangle)]
pub extern "C" fn bsd_signal(signal: c_int, handler: usize) -> usize {
    simple(signal, handler, SA_RESTART).or_errno(SIG_ERR)
}

fn simple(signal: c_int, handler: usize, flags: c_uint) -> Result<usize, Errno> {
    if !is_application(signal) || handler == SIG_ERR {
        return Err(Errno::EINVAL);
    }
    let new = KernelAction { handler, flags: flags as usize, ..KernelAction::default() };
    exchange(signal, Some(new)).map(|old| old.handler)
}
