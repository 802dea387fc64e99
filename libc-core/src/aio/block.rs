//! `struct aiocb`: a request as the application sees it.

use super::request::Outcome;
use crate::errno::Errno;
use crate::process::fork::generation;
use crate::signal::event::SigEvent;
use crate::sync::atomic::{AtomicI32, AtomicU32, AtomicUsize, Ordering};
use crate::types::{off_t, size_t, ssize_t};
use core::ffi::{c_int, c_void};

/// `struct aiocb`. The members that are not POSIX's are the library's.
#[repr(C)]
pub struct ControlBlock {
    pub descriptor: c_int,
    /// `LIO_*`.
    pub opcode: c_int,
    _priority: c_int,
    pub buffer: *mut c_void,
    pub size: size_t,
    pub event: SigEvent,
    _thread: *mut c_void,
    /// Which of the processes that were forked from each other made the request.
    generation: AtomicU32,
    _lock: c_int,
    error: AtomicI32,
    result: AtomicUsize,
    pub offset: off_t,
    _next: *mut c_void,
    _previous: *mut c_void,
    _reserved: [u8; 16],
}

const _: () = assert!(size_of::<ControlBlock>() == 168);
const _: () = assert!(core::mem::offset_of!(ControlBlock, offset) == 128);

impl ControlBlock {
    /// The request is under way.
    pub fn begin(&self) {
        self.generation.store(generation(), Ordering::Relaxed);
        self.error.store(Errno::EINPROGRESS.0, Ordering::Release);
    }

    /// The request is done. The memory may be gone immediately after.
    pub fn finish(&self, outcome: Outcome) {
        let (result, error) = match outcome {
            Ok(count) => (count, 0),
            Err(e) => (usize::MAX, e.0),
        };
        self.result.store(result, Ordering::Relaxed);
        self.error.store(error, Ordering::Release);
    }

    /// 0 once it is done, else EINPROGRESS or why it failed.
    pub fn error(&self) -> c_int {
        match self.error.load(Ordering::Acquire) {
            error if error == Errno::EINPROGRESS.0 && self.generation.load(Ordering::Relaxed) != generation() => {
                Errno::ECANCELED.0
            }
            error => error,
        }
    }

    /// Whether the request is under way.
    pub fn is_under_way(&self) -> bool {
        self.error() == Errno::EINPROGRESS.0
    }
}

/// The state of a request: 0 if it has succeeded, EINPROGRESS, ECANCELED, or the error number of its call. A request of
/// a forked child's parent reads as ECANCELED. Async-signal-safe, thread-safe. POSIX.1-2024 aio_error.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_error(block: *const ControlBlock) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { &*block }.error()
}

/// What the call of a request that is done returned: a number of bytes, 0, or -1. Async-signal-safe, thread-safe.
/// POSIX.1-2024 aio_return.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_return(block: *mut ControlBlock) -> ssize_t {
    // SAFETY: the caller's promise.
    let block = unsafe { &*block };
    if block.error() == Errno::ECANCELED.0 { -1 } else { block.result.load(Ordering::Relaxed) as ssize_t }
}
