//! A thread's end. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::cancel_state::DISABLED;
use super::{cleanup, current, keys, list};
use crate::process::exit::Hook;
use crate::signal::mask::Blocked;
use crate::signal::number::INTERNAL;
use crate::sync::atomic::Ordering;
use crate::sys::{call1, nr};
use core::ffi::c_void;

/// Ends the calling thread: calls its cleanup handlers, the youngest first, its exit functions, and the destructors of
/// its thread-specific values. `result` is for `pthread_join`. The last thread ends the process, as `exit(0)` does; the
/// first one may end before others. Not async-signal-safe. POSIX.1-2024 pthread_exit.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_exit(result: *mut c_void) -> ! {
    finish(result)
}

/// The same inside.
pub fn finish(result: *mut c_void) -> ! {
    let me = current();
    me.cancel.set_state(DISABLED);
    me.cancel.asynchronous.store(false, Ordering::Relaxed);
    me.life.result.set(result);
    cleanup::run();
    crate::process::exit::run_thread_destructors();
    keys::run_destructors();
    leave()
}

/// What gives the calling thread's heap up; set once there is one.
static HEAP_RETURN: Hook = Hook::new();

/// Lets `run` be called at the end of every thread.
pub fn set_heap_return(run: fn()) {
    HEAP_RETURN.set(run);
}

/// The rest of it, behind all of the application's code.
pub fn leave() -> ! {
    let me = current();
    let blocked = Blocked::these(!INTERNAL);
    HEAP_RETURN.run();
    list::THREADS.acquire();
    if list::is_last() {
        list::THREADS.release();
        drop(blocked);
        crate::process::exit::exit(0);
    }
    list::reap();
    list::count_down();
    me.control.leave();
    me.life.leaving.set(true);
    if me.life.detached.get() {
        list::depart(me);
    }
    list::THREADS.release();
    // The memory is unmapped by whoever finds that the kernel has cleared the thread ID: until then the kernel needs
    // the list of robust mutexes in it.
    loop {
        // SAFETY: ends the thread.
        let _ = unsafe { call1(nr::__NR_exit, 0) };
    }
}
