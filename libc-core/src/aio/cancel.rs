//! Cancelling requests, also those whose call blocks in the kernel. Unless a function says otherwise, it is thread-safe
//! and not async-signal-safe.

use super::block::ControlBlock;
use super::request::Stage;
use super::state::{self, DONE, UNDER_WAY, announce, before_sleep};
use crate::errno::{CReturn, Errno};
use crate::signal::mask::Blocked;
use crate::signal::number::INTERNAL;
use crate::sync::atomic::{AtomicI32, Ordering};
use crate::sys::nr;
use crate::sys::wrapper::plain;
use crate::thread::cancel::interrupt;
use crate::types::{pid_t, timespec};
use core::ffi::c_int;
use core::ptr;

const AIO_CANCELED: c_int = 0;
const AIO_ALLDONE: c_int = 2;

/// The process that made the latest request.
static OWNER: AtomicI32 = AtomicI32::new(0);

fn this_process() -> pid_t {
    // SAFETY: only asks.
    unsafe { plain!(__NR_getpid) }.unwrap_or(0) as pid_t
}

/// Remembers whose requests they are.
pub fn own_by_this_process() {
    OWNER.store(this_process(), Ordering::Relaxed);
}

/// Cancels all requests for a descriptor that is about to be closed. Not in a process that shares this one's memory or
/// was made by `_Fork`: they are not its own. Async-signal-safe.
pub fn before_close(descriptor: c_int) {
    if UNDER_WAY.load(Ordering::Relaxed) != 0 && OWNER.load(Ordering::Relaxed) == this_process() {
        cancel(descriptor, ptr::null(), false);
    }
}

/// Cancels the requests for a descriptor, or, if `block` is not null, that one, and waits for those that a thread serves
/// now. `AIO_CANCELED` if any was cancelled, `AIO_ALLDONE` if none was. New threads for what is to be notified are only
/// made if that may be.
fn cancel(descriptor: c_int, block: *const ControlBlock, may_make: bool) -> c_int {
    let _blocked = Blocked::these(!INTERNAL);
    let mut state = state::lock();
    let youngest = state.serial;
    let mut outcome = AIO_ALLDONE;
    let mut watching = false;
    let mut at = state.first(descriptor);
    // SAFETY: what is in a bucket is valid while the state is locked.
    unsafe {
        while !at.is_null() {
            let request = &mut *at;
            let next = request.next;
            if request.is_meant(descriptor, block) {
                match request.stage {
                    Stage::Waiting | Stage::Ready => {
                        state.cancel_queued(at);
                        outcome = AIO_CANCELED;
                    }
                    Stage::Running | Stage::Done => {
                        request.watchers += 1;
                        watching = true;
                    }
                    Stage::Cancelled => {}
                }
            }
            at = next;
        }
    }
    let wanted = state.call_threads(0, may_make);
    drop(state);
    announce();
    // Without new ones, the thread that serves an earlier request comes to it.
    let _ = wanted.fetch();
    if watching && end_running(descriptor, block, youngest) {
        outcome = AIO_CANCELED;
    }
    outcome
}

/// How far the watched requests are.
struct Watched {
    running: bool,
    /// A thread could not be told.
    untold: bool,
}

/// Ends the watched requests, and waits until they are done. Whether any was cancelled.
fn end_running(descriptor: c_int, block: *const ControlBlock, youngest: u64) -> bool {
    let mut told = false;
    loop {
        let seen = before_sleep();
        let mut state = state::lock();
        let mut watched = Watched { running: false, untold: false };
        let mut cancelled = false;
        let mut at = state.first(descriptor);
        // SAFETY: what is in a bucket is valid while the state is locked; the thread that serves a request is there.
        unsafe {
            let mut request = at.as_ref();
            while let Some(found) = request {
                if found.serial <= youngest && found.is_meant(descriptor, block) && found.stage == Stage::Running {
                    watched.running = true;
                    watched.untold |= !told && interrupt(&*found.runner).is_err();
                }
                request = found.next.as_ref();
            }
            while !watched.running && !at.is_null() {
                let (next, found) = ((*at).next, &*at);
                if found.serial <= youngest && found.is_meant(descriptor, block) && found.stage == Stage::Done {
                    cancelled |= found.was_cancelled;
                    state.unwatch(at);
                }
                at = next;
            }
        }
        drop(state);
        if !watched.running {
            return cancelled;
        }
        told = !watched.untold;
        if told {
            DONE.wait(seen);
        } else {
            // The limit of pending signals is reached.
            let pause = timespec { tv_sec: 0, tv_nsec: 1_000_000 };
            // SAFETY: the time is valid.
            let _ = unsafe { plain!(__NR_nanosleep, &raw const pause, 0) };
        }
    }
}

/// Cancels a request, or, if `block` is null, all requests for the descriptor. A call that has had an effect is not
/// undone; one that blocks is ended. Cancelled requests notify as others do. Returns `AIO_CANCELED` if any was cancelled,
/// `AIO_ALLDONE` if all were done before (never `AIO_NOTCANCELED`: it waits for those that go on); or -1 with `errno`
/// EBADF, or EINVAL (the block is for another descriptor). Thread-safe. POSIX.1-2024 aio_cancel.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_cancel(descriptor: c_int, block: *mut ControlBlock) -> c_int {
    // SAFETY: only asks.
    let result = unsafe { plain!(__NR_fcntl, descriptor, nr::F_GETFD, 0) }.and_then(|_| {
        // SAFETY: the caller's promise.
        match unsafe { block.as_ref() } {
            Some(block) if block.descriptor != descriptor => Err(Errno::EINVAL),
            _ => Ok(cancel(descriptor, block, true)),
        }
    });
    result.c_int()
}
