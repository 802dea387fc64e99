//! `<sys/msg.h>`: message queues of System V. All are thread-safe and async-signal-safe.

use crate::errno::CReturn;
use crate::sys::wrapper::{plain, syscalls};
use crate::types::{size_t, ssize_t};
use core::ffi::{c_int, c_long, c_void};

syscalls! {
    /// Asks for, changes or removes a queue. Returns 0 or what `command` says, or -1 with `errno` EACCES, EFAULT, EIDRM,
    /// EINVAL, EPERM. POSIX.1-2024 msgctl.
    plain fn msgctl(id: c_int, command: c_int, buffer: *mut c_void) -> c_int = __NR_msgctl(id, command, buffer);
    /// Puts a message, a `long` of its type before `size` bytes, into a queue, waiting for room. Returns 0, or -1 with
    /// `errno` EACCES, EAGAIN, EFAULT, EIDRM, EINTR, EINVAL, ENOMEM. A cancellation point. POSIX.1-2024 msgsnd.
    point fn msgsnd(id: c_int, message: *const c_void, size: size_t, flags: c_int) -> c_int
        = __NR_msgsnd(id, message, size, flags);
    /// Takes a message of the type that is asked for out of a queue, waiting for one. Returns its size without the type,
    /// or -1 with `errno` E2BIG, EACCES, EFAULT, EIDRM, EINTR, EINVAL, ENOMSG. A cancellation point. POSIX.1-2024 msgrcv.
    point fn msgrcv(id: c_int, message: *mut c_void, size: size_t, kind: c_long, flags: c_int) -> ssize_t
        = __NR_msgrcv(id, message, size, kind, flags);
}

/// The queue of `key`, made if `flags` say so. Returns its number, or -1 with `errno` EACCES, EEXIST, ENOENT, ENOMEM,
/// ENOSPC. POSIX.1-2024 msgget.
#[unsafe(no_mangle)]
pub extern "C" fn msgget(key: c_int, flags: c_int) -> c_int {
    // SAFETY: the call takes no pointer.
    unsafe { plain!(__NR_msgget, key, flags) }.c_int()
}
