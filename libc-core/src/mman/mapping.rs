//! `<sys/mman.h>`. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno, Outcome};
use crate::sys::wrapper::{plain, syscalls};
use crate::types::{off_t, size_t};
use arch::VaList;
use core::ffi::{c_int, c_uint, c_void};

const MAP_FAILED: *mut c_void = usize::MAX as *mut c_void;

/// Maps `size` bytes of a file, or fresh memory with `MAP_ANONYMOUS`. Returns the address, or `MAP_FAILED` with `errno`
/// EACCES, EAGAIN, EBADF, EINVAL, ENODEV, ENOMEM, EOVERFLOW or EPERM. Async-signal-safe. POSIX.1-2024 mmap.
///
/// # Safety
/// As in C: with `MAP_FIXED` what was there is gone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mmap(
    address: *mut c_void,
    size: size_t,
    protection: c_int,
    flags: c_int,
    fd: c_int,
    offset: off_t,
) -> *mut c_void {
    const MAP_FIXED: c_int = 0x10;
    const MAP_ANONYMOUS: c_int = 0x20;
    let map = || {
        if size > isize::MAX as usize {
            return Err(Errno::ENOMEM);
        }
        // SAFETY: the caller's promise.
        match unsafe { plain!(__NR_mmap, address, size, protection, flags, fd, offset) } {
            // The kernel says EPERM when the lowest free address is one that only root may map: there is no memory.
            Err(Errno::EPERM) if address.is_null() && flags & MAP_ANONYMOUS != 0 && flags & MAP_FIXED == 0 => {
                Err(Errno::ENOMEM)
            }
            other => other,
        }
    };
    map().map(|address| address as *mut c_void).or_errno(MAP_FAILED)
}

arch::variadic! {
    /// Changes a mapping's size, and with `MREMAP_MAYMOVE` its place; with `MREMAP_FIXED` a new address follows the flags.
    /// Returns the address, or `MAP_FAILED` with `errno` EAGAIN, EFAULT, EINVAL or ENOMEM. mremap(2).
    pub fn mremap(4) => vmremap
}

/// # Safety
/// As in C.
unsafe extern "C" fn vmremap(
    old: *mut c_void,
    old_size: size_t,
    new_size: size_t,
    flags: c_int,
    arguments: &mut VaList,
) -> *mut c_void {
    const MREMAP_FIXED: c_int = 2;
    if new_size > isize::MAX as usize {
        return Err(Errno::ENOMEM).or_errno(MAP_FAILED);
    }
    // SAFETY: the address is there if the flag says so.
    let new = if flags & MREMAP_FIXED != 0 { unsafe { arguments.arg_usize() } } else { 0 };
    // SAFETY: the caller's promise.
    let result = unsafe { plain!(__NR_mremap, old, old_size, new_size, flags, new) };
    result.map(|address| address as *mut c_void).or_errno(MAP_FAILED)
}

syscalls! {
    /// Unmaps whole pages. Returns 0, or -1 with `errno` EINVAL. Async-signal-safe. POSIX.1-2024 munmap.
    plain fn munmap(address: *mut c_void, size: size_t) -> c_int = __NR_munmap(address, size);
    /// Writes a mapping's changes to its file. Returns 0, or -1 with `errno` EBUSY, EINVAL or ENOMEM. A cancellation
    /// point. POSIX.1-2024 msync.
    point fn msync(address: *mut c_void, size: size_t, flags: c_int) -> c_int = __NR_msync(address, size, flags);
    /// Gives advice about the use of memory, or orders it. madvise(2).
    plain fn madvise(address: *mut c_void, size: size_t, advice: c_int) -> c_int = __NR_madvise(address, size, advice);
    /// Stores for each page, a byte each, whether it is in memory. mincore(2).
    plain fn mincore(address: *mut c_void, size: size_t, to: *mut u8) -> c_int = __NR_mincore(address, size, to);
    /// Keeps pages in memory. Returns 0, or -1 with `errno` EAGAIN, EINVAL, ENOMEM or EPERM. POSIX.1-2024 mlock.
    plain fn mlock(address: *const c_void, size: size_t) -> c_int = __NR_mlock(address, size);
    /// [`mlock`], with `MLOCK_ONFAULT` once they are used. mlock2(2).
    plain fn mlock2(address: *const c_void, size: size_t, flags: c_uint) -> c_int = __NR_mlock2(address, size, flags);
    /// Undoes [`mlock`]. POSIX.1-2024 munlock.
    plain fn munlock(address: *const c_void, size: size_t) -> c_int = __NR_munlock(address, size);
    /// Keeps all of the process in memory. POSIX.1-2024 mlockall.
    plain fn mlockall(flags: c_int) -> c_int = __NR_mlockall(flags);
    /// Undoes [`mlockall`]. POSIX.1-2024 munlockall.
    plain fn munlockall() -> c_int = __NR_munlockall();
    /// Rearranges the pages of a shared file mapping. remap_file_pages(2).
    plain fn remap_file_pages(address: *mut c_void, size: size_t, protection: c_int, page: size_t, flags: c_int) -> c_int
        = __NR_remap_file_pages(address, size, protection, page, flags);
}

/// Sets the protection of all pages that the range touches. Returns 0, or -1 with `errno` EACCES, EINVAL or ENOMEM.
/// Async-signal-safe. POSIX.1-2024 mprotect.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mprotect(address: *mut c_void, size: size_t, protection: c_int) -> c_int {
    // SAFETY: the caller's promise. The kernel rounds the size up, and refuses an unaligned address.
    unsafe { plain!(__NR_mprotect, address, size, protection) }.c_int()
}

/// Gives advice about the use of memory. Returns 0, EINVAL or ENOMEM; `errno` is untouched. POSIX.1-2024 posix_madvise.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_madvise(address: *mut c_void, size: size_t, advice: c_int) -> c_int {
    const POSIX_MADV_DONTNEED: c_int = 4;
    let result = match advice {
        // Linux's advice of that name throws the content away, POSIX's must not.
        POSIX_MADV_DONTNEED => Ok(0),
        0..POSIX_MADV_DONTNEED => {
            // SAFETY: the caller's promise.
            unsafe { plain!(__NR_madvise, address, size, advice) }
        }
        _ => Err(Errno::EINVAL),
    };
    result.error_number()
}
