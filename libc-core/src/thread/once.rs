//! `pthread_once` and `call_once`.
//!
//! The word is 0, or 2 once the routine is done; while it runs, 1 (or 3 if somebody waits) and the number of the thread
//! that runs it. In a forked child, a routine that another thread of the parent was running has not begun.
//!
//! Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::cleanup::{_pthread_cleanup_pop, _pthread_cleanup_push, Cleanup};
use super::wait::{self, Scope};
use super::{current, ids};
use crate::errno::Errno;
use crate::sync::atomic::{AtomicU32, Ordering};
use core::ffi::{c_int, c_void};
use core::mem::MaybeUninit;

const DONE: u32 = 2;
const RUNNING: u32 = 1;
const WAITED_FOR: u32 = 3;
const STATE: u32 = 3;
const ID_SHIFT: u32 = 2;
const ID_MASK: u64 = (1 << 30) - 1;

/// Whether a thread of this process is running the routine.
fn is_running(word: u32) -> bool {
    word & RUNNING != 0 && ids::is_of_this_process(u64::from(word >> ID_SHIFT), ID_MASK)
}

/// Calls `routine` if nobody has, and returns when it is done.
fn once(word: &AtomicU32, routine: unsafe extern "C" fn()) {
    let mine = ((current().id.get() & ID_MASK) as u32) << ID_SHIFT | RUNNING;
    loop {
        let seen = word.load(Ordering::Acquire);
        if seen == DONE {
            return;
        }
        if !is_running(seen) {
            if word.compare_exchange(seen, mine, Ordering::Acquire, Ordering::Relaxed).is_ok() {
                run(word, routine);
                return;
            }
            continue;
        }
        let waited_for = seen | WAITED_FOR;
        if seen == waited_for || word.compare_exchange(seen, waited_for, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            // Whatever ends the wait, the word says what to do. Not a cancellation point.
            let _ = wait::wait(word, waited_for, None, Scope::Private);
        }
    }
}

/// Runs the routine. If its thread is cancelled in it, or ends, it has not been run.
fn run(word: &AtomicU32, routine: unsafe extern "C" fn()) {
    unsafe extern "C" fn undo(word: *mut c_void) {
        // SAFETY: `run` pushed this with its word.
        finish(unsafe { &*word.cast::<AtomicU32>() }, 0);
    }
    let mut handler = MaybeUninit::<Cleanup>::uninit();
    // SAFETY: the handler is popped before this frame goes; the routine is the application's.
    unsafe {
        _pthread_cleanup_push(handler.as_mut_ptr(), undo, word.as_ptr().cast());
        routine();
        _pthread_cleanup_pop(handler.as_mut_ptr(), 0);
    }
    finish(word, DONE);
}

fn finish(word: &AtomicU32, state: u32) {
    if word.swap(state, Ordering::Release) & STATE == WAITED_FOR {
        wait::wake(word.as_ptr(), i32::MAX, Scope::Private);
    }
}

/// Calls `routine` the first time that it is called with `control`; whoever comes meanwhile waits until it is done. If
/// the routine is cancelled, it counts as not called. Returns 0, or EINVAL if `control` was not initialised. Thread-safe.
/// POSIX.1-2024 pthread_once.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_once(control: *mut c_int, routine: unsafe extern "C" fn()) -> c_int {
    // SAFETY: the caller's promise.
    let word = unsafe { AtomicU32::from_ptr(control.cast()) };
    let seen = word.load(Ordering::Acquire);
    if seen != DONE {
        if seen & STATE == DONE || seen & STATE == 0 && seen != 0 {
            return Errno::EINVAL.0;
        }
        once(word, routine);
    }
    0
}

/// The same for C11. C23 7.28.2.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call_once(flag: *mut c_int, routine: unsafe extern "C" fn()) {
    // SAFETY: the caller's promise.
    unsafe { pthread_once(flag, routine) };
}
