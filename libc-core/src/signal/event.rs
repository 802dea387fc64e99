//! `struct sigevent`: how something reports that it happened.

use super::number::is_application;
use crate::errno::Errno;
use crate::thread::attr::Attributes;
use crate::thread::create::{Routine, create};
use core::ffi::{c_int, c_void};

/// `SIGEV_SIGNAL`.
pub const SIGEV_SIGNAL: c_int = 0;
/// `SIGEV_NONE`.
pub const SIGEV_NONE: c_int = 1;
/// `SIGEV_THREAD`.
pub const SIGEV_THREAD: c_int = 2;
/// `SIGEV_THREAD_ID`.
pub const SIGEV_THREAD_ID: c_int = 4;

/// `struct sigevent`, the kernel's too. `union sigval` is a word.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SigEvent {
    /// What the handler or the function gets.
    pub value: *mut c_void,
    /// The signal.
    pub signal: c_int,
    /// `SIGEV_*`.
    pub notify: c_int,
    /// The union's members for threads: the kernel's thread ID is the first half of the first word.
    target: Target,
}

/// For `SIGEV_THREAD` and `SIGEV_THREAD_ID`.
#[repr(C)]
#[derive(Clone, Copy)]
union Target {
    tid: c_int,
    thread: ThreadTarget,
    _room: [usize; 6],
}

#[repr(C)]
#[derive(Clone, Copy)]
struct ThreadTarget {
    function: Option<unsafe extern "C" fn(*mut c_void)>,
    attributes: *const Attributes,
}

const _: () = assert!(size_of::<SigEvent>() == 64);

impl SigEvent {
    /// A signal to the thread with this ID.
    pub fn to_thread(signal: c_int, tid: c_int) -> Self {
        SigEvent { value: core::ptr::null_mut(), signal, notify: SIGEV_THREAD_ID, target: Target { tid } }
    }

    /// What is to be called. EINVAL if it is nothing.
    ///
    /// # Safety
    /// The event is one of `SIGEV_THREAD`, and its attributes are null or valid.
    pub unsafe fn call(&self) -> Result<Call, Errno> {
        // SAFETY: the caller's promise.
        let target = unsafe { self.target.thread };
        let function = target.function.ok_or(Errno::EINVAL)?;
        // SAFETY: the caller's promise.
        let mut attributes = unsafe { target.attributes.as_ref() }.copied().unwrap_or_else(Attributes::new);
        attributes.detached = 1;
        Ok(Call { function, value: self.value, attributes })
    }

    /// EINVAL if it wants a signal that is not the application's.
    pub fn check_signal(&self) -> Result<(), Errno> {
        if is_application(self.signal) { Ok(()) } else { Err(Errno::EINVAL) }
    }
}

/// A function that is called as a thread's first, with a copy of the attributes: the application may destroy its own.
#[derive(Clone, Copy)]
pub struct Call {
    function: unsafe extern "C" fn(*mut c_void),
    value: *mut c_void,
    attributes: Attributes,
}

impl Call {
    /// Calls it in a new, detached thread. EAGAIN or whatever else `pthread_create` says.
    pub fn start(&self) -> Result<(), Errno> {
        create(&self.attributes, Routine::Notification(self.function), self.value).map(|_| ())
    }
}
