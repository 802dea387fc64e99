//! Sending signals. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::signal::mask::Blocked;
use crate::sys::wrapper::{plain, syscalls};
use crate::types::{pid_t, uid_t};
use core::ffi::{c_int, c_void};

syscalls! {
    /// Sends a signal to a process, to a process group (`pid` negative, or 0 for the own one) or to all (-1); signal 0
    /// only asks. Returns 0, or -1 with `errno` EINVAL, EPERM or ESRCH. Async-signal-safe. POSIX.1-2024 kill.
    plain fn kill(pid: pid_t, signal: c_int) -> c_int = __NR_kill(pid, signal);
    /// Sends a signal to a thread by its kernel ID. tgkill(2).
    plain fn tgkill(process: pid_t, thread: pid_t, signal: c_int) -> c_int = __NR_tgkill(process, thread, signal);
}

/// Sends a signal to a process group (0: the own one). Returns 0, or -1 with `errno` EINVAL, EPERM or ESRCH.
/// Async-signal-safe. POSIX.1-2024 killpg.
#[unsafe(no_mangle)]
pub extern "C" fn killpg(group: pid_t, signal: c_int) -> c_int {
    let result = match group {
        // A negative one, or 1, would mean something else to the kernel.
        0.. => send(group.wrapping_neg(), signal),
        _ => Err(Errno::EINVAL),
    };
    result.c_int()
}

fn send(pid: pid_t, signal: c_int) -> Result<usize, Errno> {
    // SAFETY: no memory is involved.
    unsafe { plain!(__NR_kill, pid, signal) }
}

/// Sends a signal to the calling thread. Returns 0, or -1 with `errno` EINVAL; after any handler has run.
/// Async-signal-safe. C23 7.14.2.1, POSIX.1-2024 raise.
#[unsafe(no_mangle)]
pub extern "C" fn raise(signal: c_int) -> c_int {
    // A handler that forks in between must not let the child signal its parent.
    let blocked = Blocked::all();
    // SAFETY: no memory is involved. The kernel is asked for the thread, because in a child of `vfork` the control
    // block is the parent's.
    let result = unsafe { plain!(__NR_gettid).and_then(|thread| plain!(__NR_tkill, thread, signal)) };
    drop(blocked);
    result.c_int()
}

/// The kernel's `siginfo_t` for a queued signal.
#[repr(C)]
pub struct Queued {
    signal: c_int,
    error: c_int,
    code: c_int,
    _padding: c_int,
    pid: pid_t,
    uid: uid_t,
    value: *mut c_void,
    rest: [u64; 12],
}

impl Queued {
    /// A signal with a value, from this process and user.
    pub fn new(signal: c_int, pid: pid_t, uid: uid_t, value: *mut c_void) -> Self {
        const SI_QUEUE: c_int = -1;
        Self::with_code(SI_QUEUE, signal, pid, uid, value)
    }

    /// The same with another `si_code`.
    pub fn with_code(code: c_int, signal: c_int, pid: pid_t, uid: uid_t, value: *mut c_void) -> Self {
        Queued { signal, error: 0, code, _padding: 0, pid, uid, value, rest: [0; 12] }
    }
}

/// Queues a signal with a value to a process. Returns 0, or -1 with `errno` EAGAIN, EINVAL, EPERM or ESRCH.
/// Async-signal-safe. POSIX.1-2024 sigqueue.
#[unsafe(no_mangle)]
pub extern "C" fn sigqueue(pid: pid_t, signal: c_int, value: *mut c_void) -> c_int {
    let _blocked = Blocked::all();
    // SAFETY: these two ask only.
    let (own, uid) = unsafe { (plain!(__NR_getpid), plain!(__NR_getuid)) };
    let queued = Queued::new(signal, own.unwrap_or(0) as pid_t, uid.unwrap_or(0) as uid_t, value);
    // SAFETY: the structure has the kernel's 128 bytes.
    unsafe { plain!(__NR_rt_sigqueueinfo, pid, signal, &raw const queued) }.c_int()
}

const _: () = assert!(size_of::<Queued>() == 128);
