//! What the allocator asks of the kernel beyond mapping and unmapping.

use crate::errno::Errno;
use crate::malloc::pages::{MAP_PRIVATE_ANONYMOUS, PROT_READ_WRITE};
pub use crate::malloc::pages::{map, round, unmap};
use crate::sys::{call3, call5, call6, nr};

/// The same as [`map`], if possible at the address `hint`.
pub fn map_at(hint: usize, size: usize) -> Result<*mut u8, Errno> {
    // SAFETY: asks for new memory, in place of none.
    unsafe { call6(nr::__NR_mmap, hint, size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, usize::MAX, 0) }
        .map(|address| address as *mut u8)
}

/// `size` bytes of zeroed pages, a multiple of the page size, at a multiple of `align`, a power of two.
pub fn map_aligned(size: usize, align: usize) -> Result<*mut u8, Errno> {
    let room = size.checked_add(align).ok_or(Errno::ENOMEM)?;
    let memory = map(room)?;
    let before = memory.align_offset(align);
    let start = memory.wrapping_add(before);
    // SAFETY: both parts are outside of what is handed out.
    unsafe {
        if before != 0 {
            unmap(memory, before);
        }
        if before != align {
            unmap(start.wrapping_add(size), align - before);
        }
    }
    Ok(start)
}

/// Gives the memory of pages back, but not their addresses. They are zero when they are used again, unless they are
/// locked: then this does nothing.
///
/// # Safety
/// Nothing uses what is in them.
pub unsafe fn discard(start: *mut u8, size: usize) {
    const MADV_DONTNEED: usize = 4;
    // SAFETY: the caller's promise.
    let _ = unsafe { call3(nr::__NR_madvise, start as usize, size, MADV_DONTNEED) };
}

/// Lets pages be there before they are touched, which costs less than a fault for each. It need not succeed.
pub fn populate(start: *mut u8, size: usize) {
    const MADV_POPULATE_WRITE: usize = 23;
    // SAFETY: changes nothing that can be seen.
    let _ = unsafe { call3(nr::__NR_madvise, start as usize, size, MADV_POPULATE_WRITE) };
}

/// Makes a mapping larger where it is. Returns whether that was possible.
///
/// # Safety
/// `start` and `old` are pages of the caller's.
pub unsafe fn extend(start: *mut u8, old: usize, new: usize) -> bool {
    // SAFETY: the caller's promise; nothing moves.
    unsafe { call5(nr::__NR_mremap, start as usize, old, new, 0, 0) }.is_ok()
}

/// Moves a mapping onto another one, which may be larger; its content stays.
///
/// # Safety
/// Nothing refers to the mapping by its old address afterwards, and nothing uses the `new` bytes at `target`.
pub unsafe fn move_to(start: *mut u8, old: usize, target: *mut u8, new: usize) -> Result<(), Errno> {
    const MREMAP_MAYMOVE_FIXED: usize = 3;
    // SAFETY: the caller's promise.
    unsafe { call5(nr::__NR_mremap, start as usize, old, new, MREMAP_MAYMOVE_FIXED, target as usize) }.map(|_| ())
}
