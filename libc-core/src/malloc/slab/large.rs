//! Large blocks: each is a mapping of its own, and the header of its first granule tells its place. Nothing of that lies
//! beside the block. A mapping is larger than a granule, so no two of them begin in the same one.

use super::central::CENTRAL;
use super::class::GRANULE;
use super::fault::{Fault, stop};
use super::map;
use super::pages;
use super::span::{Kind, Span};
use crate::errno::Errno;
use core::ptr::NonNull;

/// A large block, and whether it is zero.
pub struct Fresh {
    /// The block.
    pub block: NonNull<u8>,
    /// Whether all of it is zero.
    pub is_zero: bool,
}

/// How many bytes a mapping for `size` has; ENOMEM if that is above `isize::MAX`.
fn mapping_size(size: usize) -> Result<usize, Errno> {
    pages::round(size.max(GRANULE + 1)).filter(|&size| size <= isize::MAX as usize).ok_or(Errno::ENOMEM)
}

/// A block of at least `size` bytes at a multiple of `align`; ENOMEM.
pub fn allocate(size: usize, align: usize) -> Result<Fresh, Errno> {
    let size = mapping_size(size)?;
    let page = crate::process::auxv::page_size();
    let kept = if align <= page { CENTRAL.lock().take_mapping(size) } else { None };
    let (start, is_zero) = match kept {
        Some(start) => (start, false),
        None if align <= page => (map(size)?, true),
        None => (pages::map_aligned(size, align)?, true),
    };
    let central = CENTRAL.lock();
    let made = map::make(start as usize).map(|header| header.begin_large(start, size));
    drop(central);
    if let Err(e) = made {
        // SAFETY: nothing uses it.
        unsafe { pages::unmap(start, size) };
        return Err(e);
    }
    NonNull::new(start).map(|block| Fresh { block, is_zero }).ok_or(Errno::ENOMEM)
}

/// New pages. If there are none, what is kept is given back first.
fn map(size: usize) -> Result<*mut u8, Errno> {
    pages::map(size).or_else(|e| if CENTRAL.lock().give_back_all() { pages::map(size) } else { Err(e) })
}

/// Stops the program if no large block of this header begins there.
fn check(header: &Span, block: *mut u8) {
    if header.kind.get() != Kind::Large || header.large_block() != block {
        stop(Fault::NotABlock);
    }
}

/// How many bytes the block has.
pub fn usable_size(header: &Span, block: *mut u8) -> usize {
    check(header, block);
    header.large_size()
}

/// Takes a block back.
pub fn release(header: &Span, block: *mut u8) {
    let mut central = CENTRAL.lock();
    check(header, block);
    let size = header.large_size();
    header.end_large();
    if !central.keep_mapping(block, size) {
        drop(central);
        // SAFETY: the block was the mapping's only use.
        unsafe { pages::unmap(block, size) };
    }
}

/// Makes a block larger or smaller, moving it if need be, but still a large one; ENOMEM leaves it as it was.
pub fn resize(header: &Span, block: *mut u8, size: usize) -> Result<NonNull<u8>, Errno> {
    let new = mapping_size(size)?;
    let mut central = CENTRAL.lock();
    check(header, block);
    let old = header.large_size();
    if new > old && !central.take_mapping_at(block.wrapping_add(old), new - old) {
        return grow(header, block, old, new);
    }
    // Between half of it and all it stays as it is: who grows a block by little steps shall not be moved each time.
    if new > old || new < old / 2 {
        header.begin_large(block, new);
        let rest = block.wrapping_add(new);
        if new < old && !central.keep_mapping(rest, old - new) {
            // SAFETY: nothing uses the rest.
            unsafe { pages::unmap(rest, old - new) };
        }
    }
    NonNull::new(block).ok_or(Errno::ENOMEM)
}

/// Makes a block's mapping larger, by an eighth more than needed if possible. The caller holds the malloc lock.
fn grow(header: &Span, block: *mut u8, old: usize, new: usize) -> Result<NonNull<u8>, Errno> {
    let generous = pages::round(new.saturating_add(new / 8)).unwrap_or(new);
    for size in [generous, new] {
        // SAFETY: the mapping is the block's.
        if unsafe { pages::extend(block, old, size) } {
            header.begin_large(block, size);
            return NonNull::new(block).ok_or(Errno::ENOMEM);
        }
    }
    // It has to move. Everything that can fail comes before the old place is given up.
    let size = generous;
    let target = pages::map(size)?;
    let new_header = match map::make(target as usize) {
        Ok(new_header) => new_header,
        Err(e) => {
            // SAFETY: nothing uses it.
            unsafe { pages::unmap(target, size) };
            return Err(e);
        }
    };
    header.end_large();
    // SAFETY: nothing uses the target, which has room for the old block, and the block's user gets the new address. The
    // kernel moves one mapping only, and a block of pages that were kept may be several.
    unsafe {
        if pages::move_to(block, old, target, size).is_err() {
            target.copy_from_nonoverlapping(block, old);
            pages::unmap(block, old);
        }
    }
    new_header.begin_large(target, size);
    NonNull::new(target).ok_or(Errno::ENOMEM)
}
