//! `<sys/sem.h>`: sets of semaphores of System V. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::{plain, syscalls};
use crate::types::{size_t, timespec};
use arch::VaList;
use core::ffi::{c_int, c_void};
use core::ptr;

/// The commands of `semctl` that take a fourth argument; those from SEM_STAT on are Linux's.
const IPC_SET: c_int = 1;
const IPC_STAT: c_int = 2;
const IPC_INFO: c_int = 3;
const GETALL: c_int = 13;
const SETVAL: c_int = 16;
const SETALL: c_int = 17;
const SEM_STAT: c_int = 18;
const SEM_INFO: c_int = 19;
const SEM_STAT_ANY: c_int = 20;

syscalls! {
    /// Does `count` operations at once, waiting until all of them can be done, at most for `timeout` if there is one.
    /// Returns 0, or -1 with `errno` E2BIG, EACCES, EAGAIN, EFBIG, EIDRM, EINTR, EINVAL, ENOMEM, ERANGE. semtimedop(2).
    plain fn semtimedop(id: c_int, operations: *mut c_void, count: size_t, timeout: *const timespec) -> c_int
        = __NR_semtimedop(id, operations, count, timeout);
    /// Does `count` operations at once, waiting until all of them can be done. Returns and fails as [`semtimedop`].
    /// POSIX.1-2024 semop.
    plain fn semop(id: c_int, operations: *mut c_void, count: size_t) -> c_int
        = __NR_semtimedop(id, operations, count, ptr::null::<timespec>());
}

/// The set of `key`, made with `count` semaphores if `flags` say so. Returns its number, or -1 with `errno` EACCES,
/// EEXIST, EINVAL, ENOENT, ENOMEM, ENOSPC. POSIX.1-2024 semget.
#[unsafe(no_mangle)]
pub extern "C" fn semget(key: c_int, count: c_int, flags: c_int) -> c_int {
    // SAFETY: the call takes no pointer.
    unsafe { plain!(__NR_semget, key, count, flags) }.c_int()
}

arch::variadic! {
    /// Asks for, changes or removes a semaphore or a set; some commands take a `union semun`. Returns 0 or what `command`
    /// asks for, or -1 with `errno` EACCES, EFAULT, EIDRM, EINVAL, EPERM, ERANGE. POSIX.1-2024 semctl.
    pub fn semctl(3) => vsemctl
}

/// # Safety
/// As in C.
unsafe extern "C" fn vsemctl(id: c_int, index: c_int, command: c_int, arguments: &mut VaList) -> c_int {
    const TAKING: [c_int; 9] = [IPC_SET, IPC_STAT, IPC_INFO, GETALL, SETVAL, SETALL, SEM_STAT, SEM_INFO, SEM_STAT_ANY];
    // SAFETY: these commands have a fourth argument.
    let argument = if TAKING.contains(&command) { unsafe { arguments.arg_usize() } } else { 0 };
    // SAFETY: the caller's promise.
    let result: Result<usize, Errno> = unsafe { plain!(__NR_semctl, id, index, command, argument) };
    result.c_int()
}
