//! The signal functions of System V and BSD. All are thread-safe and async-signal-safe.

use super::action::{KernelAction, SA_RESTART, SIG_ERR, SIG_IGN, exchange};
use super::number::{bit, is_application};
use super::{procmask, wait};
use crate::errno::{CReturn, Errno, Outcome};
use core::ffi::c_int;

const SIG_BLOCK: c_int = 0;
const SIG_UNBLOCK: c_int = 1;
const SIG_HOLD: usize = 2;

fn valid(signal: c_int) -> Result<u64, Errno> {
    if is_application(signal) { Ok(bit(signal)) } else { Err(Errno::EINVAL) }
}

/// Blocks a signal. Returns 0, or -1 with `errno` EINVAL. XSI sighold, in POSIX.1-2017.
#[unsafe(no_mangle)]
pub extern "C" fn sighold(signal: c_int) -> c_int {
    valid(signal).and_then(|bit| procmask::change(SIG_BLOCK, Some(bit))).map(|_| ()).c_int()
}

/// Unblocks a signal. Returns 0, or -1 with `errno` EINVAL. XSI sigrelse, in POSIX.1-2017.
#[unsafe(no_mangle)]
pub extern "C" fn sigrelse(signal: c_int) -> c_int {
    valid(signal).and_then(|bit| procmask::change(SIG_UNBLOCK, Some(bit))).map(|_| ()).c_int()
}

/// Ignores a signal. Returns 0, or -1 with `errno` EINVAL. XSI sigignore, in POSIX.1-2017.
#[unsafe(no_mangle)]
pub extern "C" fn sigignore(signal: c_int) -> c_int {
    let ignore = KernelAction { handler: SIG_IGN, ..KernelAction::default() };
    valid(signal).and_then(|_| exchange(signal, Some(ignore))).map(|_| ()).c_int()
}

/// Waits with this signal unblocked until a handler has run. Returns -1 with `errno` EINTR or EINVAL. A cancellation
/// point. XSI sigpause, in POSIX.1-2017.
#[unsafe(no_mangle)]
pub extern "C" fn sigpause(signal: c_int) -> c_int {
    let pause = || {
        let bit = valid(signal)?;
        wait::suspend(procmask::change(SIG_BLOCK, None)? & !bit)
    };
    pause().c_int()
}

/// Sets a signal's handler and unblocks it, or with `SIG_HOLD` blocks it. Returns the handler before, `SIG_HOLD` if the
/// signal was blocked, or `SIG_ERR` with `errno` EINVAL. XSI sigset, in POSIX.1-2017.
#[unsafe(no_mangle)]
pub extern "C" fn sigset(signal: c_int, handler: usize) -> usize {
    let set = || {
        let bit = valid(signal)?;
        let hold = handler == SIG_HOLD;
        let new = (!hold).then(|| KernelAction { handler, ..KernelAction::default() });
        let old = exchange(signal, new)?;
        let mask = procmask::change(if hold { SIG_BLOCK } else { SIG_UNBLOCK }, Some(bit))?;
        Ok(if mask & bit != 0 { SIG_HOLD } else { old.handler })
    };
    set().or_errno(SIG_ERR)
}

/// Sets whether calls that a signal interrupts fail with EINTR or go on. Returns 0, or -1 with `errno` EINVAL.
/// XSI siginterrupt, in POSIX.1-2017.
#[unsafe(no_mangle)]
pub extern "C" fn siginterrupt(signal: c_int, interrupt: c_int) -> c_int {
    let change = || {
        valid(signal)?;
        let mut action = exchange(signal, None)?;
        if interrupt != 0 {
            action.flags &= !(SA_RESTART as usize);
        } else {
            action.flags |= SA_RESTART as usize;
        }
        exchange(signal, Some(action)).map(|_| ())
    };
    change().c_int()
}
