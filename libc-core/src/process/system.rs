//! `system`: a shell's command. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::exec::SHELL;
use super::fork::hooks::Hooks;
use super::fork::ranks::ShellCommands;
use super::spawn::{Attributes, SETSIGDEF, SETSIGMASK, spawn};
use super::wait;
use crate::errno::{CReturn, Errno};
use crate::signal::action::{KernelAction, SIG_IGN, exchange};
use crate::signal::mask::Blocked;
use crate::signal::number::bit;
use crate::stdlib::environment::Snapshot;
use crate::sync::Lock;
use crate::sys::wrapper::plain;
use crate::thread::cancel_state::{Masked, act_if_requested};
use crate::types::pid_t;
use core::ffi::{c_char, c_int};
use core::ptr;

const SIGINT: c_int = 2;
const SIGQUIT: c_int = 3;
const SIGCHLD: c_int = 17;

/// The commands that run now. While there are some, SIGINT and SIGQUIT are ignored.
struct Running {
    count: usize,
    interrupt: KernelAction,
    quit: KernelAction,
}

static RUNNING: Lock<ShellCommands, Running> =
    Lock::new(Running { count: 0, interrupt: KernelAction::DEFAULT, quit: KernelAction::DEFAULT });

impl Running {
    fn enter(&mut self) -> Result<(), Errno> {
        if self.count == 0 {
            let ignore = KernelAction { handler: SIG_IGN, ..KernelAction::DEFAULT };
            self.interrupt = exchange(SIGINT, Some(ignore))?;
            self.quit = exchange(SIGQUIT, Some(ignore))?;
        }
        self.count += 1;
        Ok(())
    }

    fn leave(&mut self) {
        self.count -= 1;
        if self.count == 0 {
            self.restore();
        }
    }

    fn restore(&self) {
        let _ = exchange(SIGINT, Some(self.interrupt));
        let _ = exchange(SIGQUIT, Some(self.quit));
    }
}

/// The commands' part in a fork.
pub struct ForkHooks;

impl Hooks for ForkHooks {
    fn prepare(&self) {
        RUNNING.raw().prepare();
    }

    fn parent(&self) {
        RUNNING.raw().parent();
    }

    /// The child has no command of its own.
    fn child(&self) {
        // SAFETY: the child has one thread, and it holds the lock.
        let running = unsafe { RUNNING.value_unlocked() };
        if running.count != 0 {
            running.count = 0;
            running.restore();
        }
        RUNNING.raw().child();
    }
}

/// Lets a shell run `command` and waits for it, with SIGINT and SIGQUIT ignored and SIGCHLD blocked meanwhile. Returns
/// its wait status (of a shell that ended with 127 if there is none), or -1 with `errno` set if no process could be made;
/// for a null pointer whether there is a shell. Thread-safe; a cancellation point: a command that runs then is killed.
/// POSIX.1-2024 system.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn system(command: *const c_char) -> c_int {
    if command.is_null() {
        // SAFETY: the path is a string.
        return c_int::from(unsafe { plain!(__NR_faccessat, crate::fs::AT_FDCWD, SHELL.as_ptr(), 1) }.is_ok());
    }
    act_if_requested();
    // SAFETY: the caller's promise.
    let result = unsafe { run(command) };
    if result == Err(Errno::ECANCELED) {
        act_if_requested();
    }
    result.c_int()
}

/// # Safety
/// `command` is a string.
unsafe fn run(command: *const c_char) -> Result<c_int, Errno> {
    let environment = Snapshot::take()?;
    let masked = Masked::begin();
    let (interrupt, quit) = {
        let mut running = RUNNING.lock();
        running.enter()?;
        (running.interrupt.handler, running.quit.handler)
    };
    let blocked = Blocked::these(bit(SIGCHLD));
    // The command has the caller's actions: default ones, but for what the caller ignores.
    let mut attributes = Attributes::new();
    for (signal, handler) in [(SIGINT, interrupt), (SIGQUIT, quit)] {
        if handler != SIG_IGN {
            attributes.defaults.bits[0] |= bit(signal);
        }
    }
    attributes.mask.bits[0] = blocked.before();
    attributes.flags = SETSIGDEF | SETSIGMASK;
    let arguments = [c"sh".as_ptr(), c"-c".as_ptr(), c"--".as_ptr(), command, ptr::null()];
    // SAFETY: the vectors are valid.
    let child =
        unsafe { spawn(SHELL.as_ptr(), false, None, Some(&attributes), arguments.as_ptr(), environment.vector()) };
    let result = match child {
        Ok(pid) => wait_or_kill(pid, masked),
        // POSIX: as if the shell had ended with 127.
        Err(Errno::ENOENT | Errno::EACCES | Errno::ENOEXEC | Errno::ENOTDIR) => Ok(127 << 8),
        Err(e) => Err(e),
    };
    drop(blocked);
    RUNNING.lock().leave();
    result
}

/// Waits for the child; kills it when the thread is to be cancelled, and says ECANCELED then.
fn wait_or_kill(pid: pid_t, masked: Masked) -> Result<c_int, Errno> {
    let result = wait::for_child(pid);
    if result == Err(Errno::ECANCELED) {
        const SIGKILL: c_int = 9;
        // SAFETY: the child is our own, and not waited for yet.
        let _ = unsafe { plain!(__NR_kill, pid, SIGKILL) };
        wait::reap(pid);
    }
    drop(masked);
    result
}
