//! The child's side of a spawn. It shares all memory with the parent, also the thread control block: so it takes no lock,
//! uses no heap and leaves `errno` alone.

use super::{Attributes, FileActions, attributes};
use crate::errno::Errno;
use crate::process::exec::{self, Vector};
use crate::signal::action::{self, KernelAction, SIG_DFL, SIG_IGN};
use crate::signal::number::{INTERNAL, NSIG, bit};
use crate::sys::wrapper::plain;
use core::ffi::{c_char, c_int};

/// What the child has to do, and what became of it.
pub struct Order<'a> {
    pub path: *const c_char,
    pub search: bool,
    pub actions: Option<&'a FileActions>,
    pub attributes: Option<&'a Attributes>,
    pub arguments: Vector,
    pub environment: Vector,
    /// The mask of the thread that spawns.
    pub mask: u64,
    /// The pipe's end that a failure is written to, or -1.
    pub report: c_int,
    /// Set by the child: the parent sees it if the memory is really shared.
    pub in_shared_memory: bool,
    /// Why there is no child.
    pub failure: Errno,
}

/// Where the child begins.
///
/// # Safety
/// The argument is an [`Order`], which the parent does not touch meanwhile.
pub unsafe extern "C" fn begin(argument: *mut u8) -> i32 {
    // SAFETY: the caller's promise.
    let order = unsafe { &mut *argument.cast::<Order>() };
    // SAFETY: a field of a valid structure. The parent reads it behind the compiler's back.
    unsafe { (&raw mut order.in_shared_memory).write_volatile(true) };
    let failure = order.carry_out().err().unwrap_or(Errno::ENOEXEC);
    // SAFETY: as above; the word is valid, and a write that nobody reads does no harm: SIGPIPE is blocked or ends us.
    unsafe {
        (&raw mut order.failure).write_volatile(failure);
        if order.report >= 0 {
            let _ = plain!(__NR_write, order.report, &raw const failure, size_of::<Errno>());
        }
        let _ = plain!(__NR_exit, 127);
    }
    127
}

impl Order<'_> {
    /// Returns only if it failed.
    fn carry_out(&mut self) -> Result<(), Errno> {
        let none = Attributes::new();
        let attributes = self.attributes.unwrap_or(&none);
        let has = |flag| attributes.flags & flag != 0;
        reset_signals(if has(attributes::SETSIGDEF) { attributes.defaults.bits[0] } else { 0 })?;
        // SAFETY: these concern this process alone, and the parameters are valid.
        unsafe {
            if has(attributes::SETSID) {
                plain!(__NR_setsid)?;
            }
            if has(attributes::SETPGROUP) {
                plain!(__NR_setpgid, 0, attributes.group)?;
            }
            if has(attributes::SETSCHEDULER) {
                plain!(__NR_sched_setscheduler, 0, attributes.policy, &raw const attributes.priority)?;
            } else if has(attributes::SETSCHEDPARAM) {
                plain!(__NR_sched_setparam, 0, &raw const attributes.priority)?;
            }
            if has(attributes::RESETIDS) {
                plain!(__NR_setgid, plain!(__NR_getgid)?)?;
                plain!(__NR_setuid, plain!(__NR_getuid)?)?;
            }
        }
        if let Some(actions) = self.actions {
            actions.perform(&mut self.report)?;
        }
        let mask = if has(attributes::SETSIGMASK) { attributes.mask.bits[0] & !INTERNAL } else { self.mask };
        const SIG_SETMASK: c_int = 2;
        // SAFETY: the set is valid. No handler is left that could run.
        unsafe { plain!(__NR_rt_sigprocmask, SIG_SETMASK, &raw const mask, 0, 8) }?;
        // SAFETY: the parent's caller promised strings and vectors.
        unsafe {
            if self.search {
                exec::search(self.path, |path| exec::run(path, self.arguments, self.environment)).map(|_| ())
            } else {
                Err(exec::run(self.path, self.arguments, self.environment))
            }
        }
    }
}

/// Gives signals their default action: those of `defaults`, and all with a handler, which must not run here.
fn reset_signals(defaults: u64) -> Result<(), Errno> {
    let handled = action::handled() | INTERNAL;
    for signal in 1..NSIG {
        let wanted = defaults & bit(signal) != 0;
        if !wanted && (handled & bit(signal) == 0 || action::exchange(signal, None)?.handler <= SIG_IGN) {
            continue;
        }
        let default = KernelAction { handler: SIG_DFL, ..KernelAction::default() };
        // Those that cannot be caught have it already.
        match action::exchange(signal, Some(default)) {
            Err(Errno::EINVAL) => {}
            other => other.map(|_| ())?,
        }
    }
    Ok(())
}
