//! `<sys/shm.h>`: shared memory of System V. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Outcome};
use crate::sys::wrapper::{plain, syscalls};
use crate::types::size_t;
use core::ffi::{c_int, c_void};

syscalls! {
    /// Detaches the segment at `address`. Returns 0, or -1 with `errno` EINVAL. POSIX.1-2024 shmdt.
    plain fn shmdt(address: *const c_void) -> c_int = __NR_shmdt(address);
    /// Asks for, changes or removes a segment. Returns 0 or what `command` says, or -1 with `errno` EACCES, EFAULT,
    /// EINVAL, EPERM, ENOMEM. POSIX.1-2024 shmctl.
    plain fn shmctl(id: c_int, command: c_int, buffer: *mut c_void) -> c_int = __NR_shmctl(id, command, buffer);
}

/// The segment of `key`, made if `flags` say so, with at least `size` bytes. Returns its number, or -1 with `errno`
/// EACCES, EEXIST, EINVAL, ENOENT, ENOMEM, ENOSPC. POSIX.1-2024 shmget.
#[unsafe(no_mangle)]
pub extern "C" fn shmget(key: c_int, size: size_t, flags: c_int) -> c_int {
    // No object is larger than a pointer difference; the kernel refuses the greatest size.
    let size = if size > isize::MAX as usize { usize::MAX } else { size };
    // SAFETY: the call takes no pointer.
    unsafe { plain!(__NR_shmget, key, size, flags) }.c_int()
}

/// Attaches a segment at `address`, or where the kernel likes. Returns the address, or `(void *)-1` with `errno` EACCES,
/// EINVAL, EMFILE, ENOMEM. POSIX.1-2024 shmat.
///
/// # Safety
/// With `SHM_REMAP` what was at `address` is gone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shmat(id: c_int, address: *const c_void, flags: c_int) -> *mut c_void {
    // SAFETY: the caller's promise.
    let result = unsafe { plain!(__NR_shmat, id, address, flags) };
    result.map(|address| address as *mut c_void).or_errno(usize::MAX as *mut c_void)
}
