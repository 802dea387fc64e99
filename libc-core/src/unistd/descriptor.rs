//! File descriptors: close, duplicate, pipes, fcntl. All are thread-safe and async-signal-safe.

use super::closing::before_close;
use crate::errno::{CReturn, Errno};
use crate::sys::nr;
use crate::sys::wrapper::{plain, point, syscalls};
use crate::thread::current;
use crate::types::{off_t, pid_t};
use arch::VaList;
use core::ffi::{c_int, c_uint, c_ulong};

syscalls! {
    /// The lowest free descriptor for the same open file, or -1 with `errno` EBADF or EMFILE.
    /// Async-signal-safe. POSIX.1-2024 dup.
    plain fn dup(fd: c_int) -> c_int = __NR_dup(fd);
    /// As [`dup2`], but EINVAL for equal numbers; `flags` may be O_CLOEXEC (and O_CLOFORK where Linux has it).
    /// Async-signal-safe. POSIX.1-2024 dup3.
    plain fn dup3(from: c_int, to: c_int, flags: c_int) -> c_int = __NR_dup3(from, to, flags);
    /// Makes a pipe: `ends[0]` to read, `ends[1]` to write. Returns 0, or -1 with `errno` EFAULT, EMFILE or ENFILE.
    /// Async-signal-safe. POSIX.1-2024 pipe.
    plain fn pipe(ends: *mut c_int) -> c_int = __NR_pipe2(ends, 0);
    /// [`pipe`] with O_CLOEXEC, O_NONBLOCK (and O_DIRECT) at once; EINVAL for other flags. POSIX.1-2024 pipe2.
    plain fn pipe2(ends: *mut c_int, flags: c_int) -> c_int = __NR_pipe2(ends, flags);
    /// Closes the descriptors from `first` to `last`, or marks them. close_range(2).
    plain fn close_range(first: c_uint, last: c_uint, flags: c_int) -> c_int = __NR_close_range(first, last, flags);
    /// Locks a whole file, shared or exclusively (`LOCK_SH`, `LOCK_EX`, `LOCK_UN`, `LOCK_NB`). flock(2).
    plain fn flock(fd: c_int, operation: c_int) -> c_int = __NR_flock(fd, operation);
}

/// The close that [`close`] and [`posix_close`] make. Linux has freed the descriptor even if it says EINTR, so that
/// is success: trying again could close a descriptor that another thread just got. For the same reason only a
/// request that came before is acted upon.
fn close_descriptor(fd: c_int) -> Result<usize, Errno> {
    before_close(fd);
    let due = current().cancel.is_requested();
    let result = if due {
        // SAFETY: closing a descriptor touches no memory.
        unsafe { point!(__NR_close, fd) }
    } else {
        // SAFETY: as above.
        unsafe { plain!(__NR_close, fd) }
    };
    match result {
        Err(Errno::EINTR) => Ok(0),
        other => other,
    }
}

/// Closes a descriptor. Returns 0, or -1 with `errno` EBADF or EIO; it is closed also after EIO. Never EINTR.
/// Asynchronous requests for it are cancelled.
/// Async-signal-safe, thread-safe; a cancellation point. POSIX.1-2024 close.
#[unsafe(no_mangle)]
pub extern "C" fn close(fd: c_int) -> c_int {
    close_descriptor(fd).c_int()
}

/// [`close`]; `flags` is 0, as `POSIX_CLOSE_RESTART` is: no close can be restarted. EINVAL for other flags.
/// POSIX.1-2024 posix_close.
#[unsafe(no_mangle)]
pub extern "C" fn posix_close(fd: c_int, flags: c_int) -> c_int {
    let result = if flags == 0 { close_descriptor(fd) } else { Err(Errno::EINVAL) };
    result.c_int()
}

/// Makes `to` a descriptor for the open file of `from`, closing what it was. Returns `to`, or -1 with `errno` EBADF,
/// EBUSY, EINTR. Async-signal-safe. POSIX.1-2024 dup2.
#[unsafe(no_mangle)]
pub extern "C" fn dup2(from: c_int, to: c_int) -> c_int {
    dup2_descriptor(from, to).c_int()
}

/// [`dup2`] inside.
pub fn dup2_descriptor(from: c_int, to: c_int) -> Result<usize, Errno> {
    if from == to {
        // SAFETY: only asks.
        return unsafe { plain!(__NR_fcntl, from, nr::F_GETFD, 0) }.map(|_| to as usize);
    }
    // SAFETY: descriptors only.
    unsafe { plain!(__NR_dup3, from, to, 0) }
}

/// `struct f_owner_ex`.
#[repr(C)]
struct OwnerEx {
    kind: c_int,
    pid: pid_t,
}

arch::variadic! {
    /// Controls a descriptor: all commands of Linux. Returns what the command returns, or -1 with `errno` set
    /// (EAGAIN, EBADF, EDEADLK, EINTR, EINVAL, EMFILE, EPERM...). Async-signal-safe; `F_SETLKW` and `F_OFD_SETLKW`
    /// are cancellation points. POSIX.1-2024 fcntl, fcntl(2).
    pub fn fcntl(2) => vfcntl
}

/// # Safety
/// `arguments` holds what the command takes.
unsafe extern "C" fn vfcntl(fd: c_int, command: c_int, arguments: &mut VaList) -> c_int {
    // SAFETY: commands without an argument ignore this; all others take an int, a long or a pointer.
    let argument = unsafe { arguments.arg_usize() };
    control(fd, command, argument).c_int()
}

/// [`fcntl`] inside.
pub fn control(fd: c_int, command: c_int, argument: usize) -> Result<usize, Errno> {
    const F_SETLKW: c_int = 7;
    const F_SETOWN: c_int = 8;
    const F_GETOWN: c_int = 9;
    const F_GETOWN_EX: c_int = 16;
    const F_OFD_SETLKW: c_int = 38;
    const F_OWNER_PGRP: c_int = 2;
    match command {
        // SAFETY: the caller's pointer is the kernel's to check.
        F_SETLKW | F_OFD_SETLKW => unsafe { point!(__NR_fcntl, fd, command, argument) },
        F_GETOWN => {
            // The kernel's own F_GETOWN cannot tell a process group from an error.
            let mut owner = OwnerEx { kind: 0, pid: 0 };
            // SAFETY: the structure is valid.
            match unsafe { plain!(__NR_fcntl, fd, F_GETOWN_EX, &raw mut owner) } {
                // SAFETY: no memory is involved.
                Err(Errno::EINVAL) => unsafe { plain!(__NR_fcntl, fd, F_GETOWN, argument) },
                Err(e) => Err(e),
                Ok(_) if owner.kind == F_OWNER_PGRP => Ok(owner.pid.wrapping_neg() as usize),
                Ok(_) => Ok(owner.pid as usize),
            }
        }
        // The kernel takes a long here, the program passed an int.
        // SAFETY: no memory is involved.
        F_SETOWN => unsafe { plain!(__NR_fcntl, fd, command, argument as c_int) },
        // SAFETY: the caller's pointer is the kernel's to check.
        _ => unsafe { plain!(__NR_fcntl, fd, command, argument) },
    }
}

arch::variadic! {
    /// Controls a device. Returns what the request returns, or -1 with `errno` set (EBADF, EFAULT, EINVAL, ENOTTY...).
    /// Async-signal-safe. ioctl(2).
    pub fn ioctl(2) => vioctl
}

/// # Safety
/// `arguments` holds what the request takes.
unsafe extern "C" fn vioctl(fd: c_int, request: c_int, arguments: &mut VaList) -> c_int {
    // SAFETY: requests without an argument ignore this; all others take an int, a long or a pointer.
    let argument = unsafe { arguments.arg_usize() };
    // SAFETY: the caller's pointer is as the request asks.
    unsafe { plain!(__NR_ioctl, fd, request as c_uint, argument) }.c_int()
}

arch::variadic! {
    /// Makes any system call. Returns its result, or -1 with `errno` set. syscall(2).
    pub fn syscall(1) => vsyscall
}

/// # Safety
/// As the system call.
unsafe extern "C" fn vsyscall(number: c_ulong, a: &mut VaList) -> core::ffi::c_long {
    // SAFETY: a call with fewer arguments ignores the others.
    unsafe {
        let arguments = [a.arg_usize(), a.arg_usize(), a.arg_usize(), a.arg_usize(), a.arg_usize(), a.arg_usize()];
        let [a, b, c, d, e, f] = arguments;
        crate::sys::call6(number as u32, a, b, c, d, e, f).c_long()
    }
}

/// `struct flock`.
#[repr(C)]
struct RecordLock {
    kind: i16,
    whence: i16,
    start: off_t,
    length: off_t,
    pid: pid_t,
}

/// Locks, unlocks or tests a part of a file from its position on: `F_LOCK` waits, `F_TLOCK` does not, `F_TEST` says
/// whether another process holds it (EACCES), `F_ULOCK` unlocks. Returns 0, or -1 with `errno` EACCES, EAGAIN, EBADF,
/// EDEADLK, EINTR, EINVAL or ENOLCK. `F_LOCK` is a cancellation point. POSIX.1-2024 lockf.
#[unsafe(no_mangle)]
pub extern "C" fn lockf(fd: c_int, function: c_int, size: off_t) -> c_int {
    record_lock(fd, function, size).c_int()
}

fn record_lock(fd: c_int, function: c_int, size: off_t) -> Result<(), Errno> {
    const F_GETLK: c_int = 5;
    const F_SETLK: c_int = 6;
    const F_SETLKW: c_int = 7;
    const F_RDLCK: i16 = 0;
    const F_WRLCK: i16 = 1;
    const F_UNLCK: i16 = 2;
    const SEEK_CUR: i16 = 1;
    let (kind, command) = match function {
        0 => (F_UNLCK, F_SETLK),
        1 => (F_WRLCK, F_SETLKW),
        2 => (F_WRLCK, F_SETLK),
        3 => (F_RDLCK, F_GETLK),
        _ => return Err(Errno::EINVAL),
    };
    let mut lock = RecordLock { kind, whence: SEEK_CUR, start: 0, length: size, pid: 0 };
    control(fd, command, &raw mut lock as usize)?;
    // SAFETY: takes nothing.
    let own = || unsafe { plain!(__NR_getpid) }.unwrap_or(0) as pid_t;
    if command == F_GETLK && lock.kind != F_UNLCK && lock.pid != own() {
        return Err(Errno::EACCES);
    }
    Ok(())
}

/// Whether `fd` is a STREAMS file: 0, for Linux has none, or -1 with `errno` EBADF. Async-signal-safe.
/// POSIX.1-2008 isastream.
#[unsafe(no_mangle)]
pub extern "C" fn isastream(fd: c_int) -> c_int {
    // SAFETY: the command takes no pointer.
    unsafe { plain!(__NR_fcntl, fd, nr::F_GETFD) }.map(drop).c_int()
}
