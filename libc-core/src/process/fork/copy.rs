//! `fork` and `_Fork`.

use super::handlers;
use super::hooks::{self, Hooks};
use crate::errno::{Errno, Outcome};
use crate::signal::mask::Blocked;
use crate::signal::number::{SIGSYNCCALL, bit};
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sync::{gate, section};
use crate::thread::{self, current};
use crate::types::pid_t;

/// Makes a copy of the process with the calling thread alone in it. Returns the child's process ID in the
/// parent and 0 in the child; or -1 with `errno` EAGAIN (process limit) or ENOMEM, and nothing has changed.
/// Whatever other threads were doing, the child can use the whole library. Handlers of `pthread_atfork` run with
/// no lock held. Thread-safe. Not async-signal-safe, use [`_Fork`] in signal handlers. POSIX.1-2024 fork.
#[unsafe(no_mangle)]
pub extern "C" fn fork() -> pid_t {
    let registered = handlers::registered();
    registered.prepare();
    let result = copy_process();
    match result {
        Ok(0) => registered.child(),
        _ => registered.parent(),
    }
    result.or_errno(-1)
}

/// Makes a copy of the process with the calling thread alone in it, running no handlers and taking no locks: in
/// the child of a multithreaded process only async-signal-safe functions can be used. Returns as [`fork`].
/// Async-signal-safe and thread-safe. POSIX.1-2024 _Fork.
#[unsafe(no_mangle)]
pub extern "C" fn _Fork() -> pid_t {
    let result = if thread::is_threaded() {
        let _blocked = Blocked::all();
        clone().inspect(|&pid| {
            if pid == 0 {
                thread::list::only_this_thread();
                // Another thread may have been forking, and will not let this one into a section again.
                section::WORLD.reset_in_child();
                gate::HEAPS.reset_in_child();
            }
        })
    } else {
        clone()
    };
    result.or_errno(-1)
}

/// The fork without its handlers.
fn copy_process() -> Result<pid_t, Errno> {
    if !thread::is_threaded() {
        return clone();
    }
    // A signal handler must not run while locks are held, nor in a child that is not ready. Changing users reaches even
    // a thread that waits here, because who changes them holds the list of threads meanwhile.
    let _blocked = Blocked::these(!bit(SIGSYNCCALL));
    hooks::prepare();
    let result = clone();
    match result {
        Ok(0) => hooks::child(),
        _ => hooks::parent(),
    }
    result
}

/// How many forks of processes with threads lie between the first process that ran the program and this one.
static GENERATION: AtomicU32 = AtomicU32::new(0);

/// Which of the processes that were forked from each other this is. A child of a process with one thread is none of its
/// own: what its only thread had begun, it goes on with.
pub fn generation() -> u32 {
    GENERATION.load(Ordering::Relaxed)
}

/// The raw system call. The kernel stores the child's thread ID into the child's control block, and clears it when that
/// thread ends before others. What else is the thread's own is renewed.
fn clone() -> Result<pid_t, Errno> {
    const SIGCHLD: usize = 17;
    const CLONE_CHILD_SETTID_CLEARTID: usize = 0x0120_0000;
    let me = current();
    let holds = me.held.is_used();
    if holds {
        me.held.before_fork();
    }
    let tid = me.tid.as_ptr();
    // SAFETY: no memory is shared; the control block is the calling thread's own.
    let raw = unsafe { arch::thread::clone_fork(CLONE_CHILD_SETTID_CLEARTID | SIGCHLD, tid) };
    let result = crate::sys::check(raw).map(|pid| pid as pid_t);
    if result == Ok(0) {
        if thread::is_threaded() {
            GENERATION.store(generation().wrapping_add(1), Ordering::Relaxed);
        }
        me.control.reset_in_child();
        thread::ids::begin_child();
        if holds {
            me.held.in_child();
        }
    }
    result
}

impl Hooks for section::World {
    fn prepare(&self) {
        self.stop(thread::list::nobody_else_inside);
    }

    fn parent(&self) {
        self.resume();
    }

    fn child(&self) {
        self.reset_in_child();
    }
}
