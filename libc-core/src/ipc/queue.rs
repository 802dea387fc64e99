//! `<mqueue.h>`: message queues of POSIX. A queue's number is a descriptor; mq_overview(7). All are thread-safe and
//! async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::nr;
use crate::sys::wrapper::{plain, syscalls};
use crate::types::{size_t, ssize_t, timespec};
use arch::VaList;
use core::ffi::{c_char, c_int, c_uint, c_void};
use core::ptr;

syscalls! {
    /// Closes a queue. Returns 0, or -1 with `errno` EBADF. POSIX.1-2024 mq_close.
    plain fn mq_close(queue: c_int) -> c_int = __NR_close(queue);
    /// Stores a queue's limits and how many messages wait. Returns 0, or -1 with `errno` EBADF. POSIX.1-2024 mq_getattr.
    plain fn mq_getattr(queue: c_int, attributes: *mut c_void) -> c_int
        = __NR_mq_getsetattr(queue, ptr::null::<c_void>(), attributes);
    /// Sets `O_NONBLOCK` by the new attributes, and stores the old ones if `old` is not null. Returns 0, or -1 with
    /// `errno` EBADF, EINVAL. POSIX.1-2024 mq_setattr.
    plain fn mq_setattr(queue: c_int, new: *const c_void, old: *mut c_void) -> c_int
        = __NR_mq_getsetattr(queue, new, old);
    /// Puts a message into a queue, waiting for room. Returns 0, or -1 with `errno` EAGAIN, EBADF, EINTR, EINVAL,
    /// EMSGSIZE. A cancellation point. POSIX.1-2024 mq_send.
    point fn mq_send(queue: c_int, message: *const c_char, size: size_t, priority: c_uint) -> c_int
        = __NR_mq_timedsend(queue, message, size, priority, ptr::null::<timespec>());
    /// [`mq_send`], but with ETIMEDOUT at `deadline`, by the real-time clock. POSIX.1-2024 mq_timedsend.
    point fn mq_timedsend(
        queue: c_int, message: *const c_char, size: size_t, priority: c_uint, deadline: *const timespec,
    ) -> c_int = __NR_mq_timedsend(queue, message, size, priority, deadline);
    /// Takes the oldest message of the highest priority out of a queue, waiting for one; its priority goes to
    /// `*priority`. Returns its size, or -1 with `errno` EAGAIN, EBADF, EINTR, EMSGSIZE. A cancellation point.
    /// POSIX.1-2024 mq_receive.
    point fn mq_receive(queue: c_int, message: *mut c_char, size: size_t, priority: *mut c_uint) -> ssize_t
        = __NR_mq_timedreceive(queue, message, size, priority, ptr::null::<timespec>());
    /// [`mq_receive`], but with ETIMEDOUT at `deadline`, by the real-time clock. POSIX.1-2024 mq_timedreceive.
    point fn mq_timedreceive(
        queue: c_int, message: *mut c_char, size: size_t, priority: *mut c_uint, deadline: *const timespec,
    ) -> ssize_t = __NR_mq_timedreceive(queue, message, size, priority, deadline);
}

/// The name without the slash that it begins with, as the kernel wants it.
///
/// # Safety
/// `name` is a string.
unsafe fn bare(name: *const c_char) -> *const c_char {
    // SAFETY: the caller's promise.
    if unsafe { *name } == b'/' as c_char { name.wrapping_add(1) } else { name }
}

arch::variadic! {
    /// Opens a queue by its name, a slash and more without one; with `O_CREAT` a mode and attributes (or a null pointer)
    /// follow the flags. Returns the queue, or -1 with `errno` EACCES, EEXIST, EINVAL, EMFILE, ENAMETOOLONG, ENOENT,
    /// ENOSPC. POSIX.1-2024 mq_open.
    pub fn mq_open(2) => vmq_open
}

/// # Safety
/// As in C.
unsafe extern "C" fn vmq_open(name: *const c_char, flags: c_int, arguments: &mut VaList) -> c_int {
    let (mut mode, mut attributes) = (0, ptr::null_mut::<c_void>());
    if flags & nr::O_CREAT as c_int != 0 {
        // SAFETY: they are there then.
        (mode, attributes) = unsafe { (arguments.arg_u32(), arguments.arg_ptr()) };
    }
    // SAFETY: the caller's promise.
    unsafe { plain!(__NR_mq_open, bare(name), flags, mode, attributes) }.c_int()
}

/// Removes a queue's name; the queue goes when nobody has it open. Returns 0, or -1 with `errno` EACCES, ENAMETOOLONG,
/// ENOENT. POSIX.1-2024 mq_unlink.
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_unlink(name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    let result = unsafe { plain!(__NR_mq_unlink, bare(name)) };
    // Another's queue: the kernel speaks of a sticky directory.
    result.map_err(|e| if e == Errno::EPERM { Errno::EACCES } else { e }).c_int()
}
