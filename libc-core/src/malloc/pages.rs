//! Memory from the kernel.

use crate::errno::Errno;
#[cfg(feature = "tiny")]
use crate::sys::call5;
use crate::sys::{call2, call6, nr};

/// Protection: readable and writable.
pub const PROT_READ_WRITE: usize = 3;
/// Flags: zeroed pages of the process's own.
pub const MAP_PRIVATE_ANONYMOUS: usize = 0x22;

/// `size` bytes of zeroed pages.
pub fn map(size: usize) -> Result<*mut u8, Errno> {
    // SAFETY: asks for new memory.
    unsafe { call6(nr::__NR_mmap, 0, size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, usize::MAX, 0) }
        .map(|address| address as *mut u8)
}

/// Gives pages back.
///
/// # Safety
/// Nothing uses them.
pub unsafe fn unmap(start: *mut u8, size: usize) {
    // SAFETY: the caller's promise. A failure (too many mappings) leaves the memory mapped, no more.
    let _ = unsafe { call2(nr::__NR_munmap, start as usize, size) };
}

/// Makes a mapping larger or smaller, moving it if need be; its content stays.
///
/// # Safety
/// `start` and `old` are a mapping of [`map`], and nothing refers to it by its old address afterwards.
#[cfg(feature = "tiny")]
pub unsafe fn remap(start: *mut u8, old: usize, new: usize) -> Result<*mut u8, Errno> {
    const MREMAP_MAYMOVE: usize = 1;
    // SAFETY: the caller's promise.
    unsafe { call5(nr::__NR_mremap, start as usize, old, new, MREMAP_MAYMOVE, 0) }.map(|address| address as *mut u8)
}

/// `size` rounded up to whole pages.
pub fn round(size: usize) -> Option<usize> {
    size.checked_next_multiple_of(crate::process::auxv::page_size())
}
