//! The normal ends of a process.

mod entry;
pub mod handlers;

use crate::sync::atomic::{AtomicPtr, Ordering};
use crate::sys::{call1, nr};
use core::ffi::c_int;
use core::ptr;

type Function = unsafe extern "C" fn();

unsafe extern "C" {
    static __fini_array_start: [Function; 0];
    static __fini_array_end: [Function; 0];
}

/// A part of `exit`, or of a thread's end, set by those who need it and linked only with them.
pub struct Hook(AtomicPtr<()>);

impl Hook {
    /// Nobody's.
    pub const fn new() -> Self {
        Self(AtomicPtr::new(ptr::null_mut()))
    }

    /// Lets it be `run`.
    pub fn set(&self, run: fn()) {
        self.0.store(run as *mut (), Ordering::Relaxed);
    }

    /// Runs it.
    #[inline]
    pub fn run(&self) {
        // SAFETY: only `set` stores there.
        if let Some(run) = unsafe { core::mem::transmute::<*mut (), Option<fn()>>(self.0.load(Ordering::Relaxed)) } {
            run();
        }
    }
}

/// `_fini`, as the start object passed it.
static LEGACY_FINI: AtomicPtr<()> = AtomicPtr::new(ptr::null_mut());
/// What writes out the open streams; set once the first of them is used.
static FLUSH_STREAMS: Hook = Hook::new();
/// What runs a thread's exit functions; set once there is one.
static THREAD_DESTRUCTORS: Hook = Hook::new();
/// What runs the functions of `atexit`; set once there is one.
static HANDLERS: Hook = Hook::new();

/// Remembers the function that runs after the destructors.
pub fn set_legacy_fini(fini: Option<Function>) {
    LEGACY_FINI.store(fini.map_or(ptr::null_mut(), |fini| fini as *mut ()), Ordering::Relaxed);
}

/// Lets `flush` run at exit after all handlers: stdio's part, linked only into programs that have a stream.
pub fn set_flush_streams(flush: fn()) {
    FLUSH_STREAMS.set(flush);
}

/// Runs the calling thread's exit functions, if any thread has one.
pub fn run_thread_destructors() {
    THREAD_DESTRUCTORS.run();
}

/// Lets `run` be called at exit before all handlers: the calling thread's exit functions.
pub fn set_thread_destructors(run: fn()) {
    THREAD_DESTRUCTORS.set(run);
}

/// Ends the process: runs the functions of `atexit` in reverse order, the destructors, then flushes and closes
/// all streams, and leaves with `status & 0xff`. If two threads call it, or a handler does, the second call
/// in another thread waits forever; in the same thread it goes on with the remaining handlers.
/// Thread-safe; not async-signal-safe. C23 7.24.4.4, POSIX.1-2024 exit.
#[unsafe(no_mangle)]
pub extern "C" fn exit(status: c_int) -> ! {
    entry::enter();
    run_thread_destructors();
    HANDLERS.run();
    let mut at = (&raw const __fini_array_end).cast::<Function>();
    while at as usize > &raw const __fini_array_start as usize {
        at = at.wrapping_sub(1);
        // SAFETY: the linker script delimits an array of destructors.
        unsafe { (*at)() };
    }
    // SAFETY: only `set_legacy_fini` stores there.
    if let Some(fini) =
        // SAFETY: only `set_legacy_fini` stores there.
        unsafe { core::mem::transmute::<*mut (), Option<Function>>(LEGACY_FINI.load(Ordering::Relaxed)) }
    {
        // SAFETY: the start object's function.
        unsafe { fini() };
    }
    FLUSH_STREAMS.run();
    _Exit(status)
}

/// Ends the process at once with `status & 0xff`: no handlers, no flushing.
/// Async-signal-safe and thread-safe. C23 7.24.4.5, POSIX.1-2024 _Exit.
#[unsafe(no_mangle)]
pub extern "C" fn _Exit(status: c_int) -> ! {
    loop {
        // SAFETY: ends the process.
        let _ = unsafe { call1(nr::__NR_exit_group, status as usize) };
    }
}

/// The same as [`_Exit`]: async-signal-safe and thread-safe. POSIX.1-2024 _exit.
#[unsafe(no_mangle)]
pub extern "C" fn _exit(status: c_int) -> ! {
    _Exit(status)
}
