//! `struct sigevent`: how something reports that it happened.

use super::number::is_application;
use super::send::Queued;
use crate::errno::Errno;
use crate::sys::wrapper::plain;
use crate::thread::attr::Attributes;
use crate::thread::create::{Routine, create};
use crate::types::{pid_t, timespec, uid_t};
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

    /// As the kernel wants it from `mq_notify`: a message through a netlink socket, which begins as the cookie.
    pub fn to_socket(socket: c_int, cookie: *mut c_void) -> Self {
        SigEvent { value: cookie, signal: socket, notify: SIGEV_THREAD, target: Target { _room: [0; 6] } }
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

    /// What is to happen. Signal 0 means nothing, which is what an event of zeros says. EINVAL for an invalid event.
    ///
    /// # Safety
    /// The attributes of an event of `SIGEV_THREAD` are null or valid.
    pub unsafe fn notification(&self) -> Result<Notification, Errno> {
        match self.notify {
            SIGEV_NONE => Ok(Notification::Nothing),
            SIGEV_SIGNAL if self.signal == 0 => Ok(Notification::Nothing),
            SIGEV_SIGNAL | SIGEV_THREAD_ID => {
                self.check_signal()?;
                // SAFETY: whatever member is there, its bytes are a number.
                let thread = (self.notify == SIGEV_THREAD_ID).then_some(unsafe { self.target.tid });
                Ok(Notification::Signal { signal: self.signal, value: self.value, thread })
            }
            // SAFETY: the caller's promise.
            SIGEV_THREAD => unsafe { self.call() }.map(Notification::Call),
            _ => Err(Errno::EINVAL),
        }
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
        self.start_with(self.function, self.value)
    }

    /// The thread as for [`Self::start`], but with another first function, which will [`Self::run`] this one.
    pub fn start_with(&self, first: unsafe extern "C" fn(*mut c_void), argument: *mut c_void) -> Result<(), Errno> {
        create(&self.attributes, Routine::Notification(first), argument).map(|_| ())
    }

    /// Calls it in the calling thread.
    pub fn run(&self) {
        crate::sync::rank::assert_none_held("a notification");
        // SAFETY: the application's function, with its argument.
        unsafe { (self.function)(self.value) };
    }
}

/// What an event makes happen.
#[derive(Clone, Copy)]
pub enum Notification {
    /// Nothing.
    Nothing,
    /// A signal is queued, to a thread if one is named.
    Signal {
        /// The signal, which is valid.
        signal: c_int,
        /// What comes with it.
        value: *mut c_void,
        /// The kernel's ID of the thread.
        thread: Option<pid_t>,
    },
    /// A function is called in a thread of its own.
    Call(Call),
}

impl Notification {
    /// Whether it is nothing.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Notification::Nothing)
    }

    /// Makes it happen. Waits where there is no room for the signal or no thread to be had now. `code` is the signal's
    /// `si_code`.
    pub fn deliver(&self, code: c_int) {
        let pause = timespec { tv_sec: 0, tv_nsec: 1_000_000 };
        while self.try_deliver(code) == Err(Errno::EAGAIN) {
            // SAFETY: the time is valid.
            let _ = unsafe { plain!(__NR_nanosleep, &raw const pause, 0) };
        }
    }

    fn try_deliver(&self, code: c_int) -> Result<(), Errno> {
        match self {
            Notification::Nothing => Ok(()),
            Notification::Call(call) => call.start(),
            &Notification::Signal { signal, value, thread } => {
                // SAFETY: these two ask only.
                let (process, user) = unsafe { (plain!(__NR_getpid)?, plain!(__NR_getuid)?) };
                let queued = Queued::with_code(code, signal, process as pid_t, user as uid_t, value);
                let queued = &raw const queued;
                // SAFETY: the structure has the kernel's 128 bytes.
                let result = unsafe {
                    match thread {
                        Some(thread) => plain!(__NR_rt_tgsigqueueinfo, process, thread, signal, queued),
                        None => plain!(__NR_rt_sigqueueinfo, process, signal, queued),
                    }
                };
                result.map(|_| ())
            }
        }
    }
}
