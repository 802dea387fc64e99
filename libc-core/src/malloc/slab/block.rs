//! Blocks: what `malloc` hands out.

use super::central::CENTRAL;
use super::class::{GRANULE, SMALL, aligned_class, begins_block, class_of};
use super::fault::{Fault, stop};
use super::heap::{Heap, block_in_span};
use super::span::{Kind, Span};
use super::{large, map};
use crate::errno::Errno;
use core::ptr::{self, NonNull};

/// What every block is aligned to, in bytes.
pub const ALIGN: usize = 16;

/// `size` bytes, aligned to 16, if they are at hand; else [`allocate_slowly`] must be called next.
#[inline(always)]
pub fn allocate_at_once(size: usize) -> Option<NonNull<u8>> {
    if size > SMALL {
        return None;
    }
    NonNull::new(Heap::current()?.take(class_of(size)).cast_mut().cast())
}

/// `size` bytes, aligned to 16. ENOMEM if there is none, or `size` is above `isize::MAX`.
#[cold]
#[inline(never)]
pub fn allocate_slowly(size: usize) -> Result<NonNull<u8>, Errno> {
    if size <= SMALL { allocate_class(class_of(size)) } else { Ok(allocate_large(size, ALIGN)?.block) }
}

/// `size` bytes, aligned to 16. ENOMEM if there is none, or `size` is above `isize::MAX`.
fn allocate_plain(size: usize) -> Result<NonNull<u8>, Errno> {
    match allocate_at_once(size) {
        Some(block) => Ok(block),
        None => allocate_slowly(size),
    }
}

/// A block of a class; ENOMEM.
fn allocate_class(class: usize) -> Result<NonNull<u8>, Errno> {
    let block = Heap::current_or_new()?.enter().allocate(class)?;
    NonNull::new(block.cast_mut().cast()).ok_or(Errno::ENOMEM)
}

/// A large block. The thread is inside its heap meanwhile, so that fork finds what is done complete.
fn allocate_large(size: usize, align: usize) -> Result<large::Fresh, Errno> {
    let _inside = Heap::current_or_new()?.enter();
    large::allocate(size, align)
}

/// `size` bytes, aligned to `align` (a power of two). ENOMEM if there is none, or `size` is above `isize::MAX`.
pub fn allocate(size: usize, align: usize) -> Result<NonNull<u8>, Errno> {
    if align <= ALIGN {
        return allocate_plain(size);
    }
    let class = if align <= GRANULE { aligned_class(size, align) } else { None };
    match class {
        Some(class) => allocate_class(class),
        None => Ok(allocate_large(size, align)?.block),
    }
}

/// `size` zeroed bytes, aligned to 16; ENOMEM.
pub fn allocate_zeroed(size: usize) -> Result<NonNull<u8>, Errno> {
    let (block, is_zero) = if size <= SMALL {
        (allocate_plain(size)?, false)
    } else {
        let fresh = allocate_large(size, ALIGN)?;
        (fresh.block, fresh.is_zero)
    };
    if !is_zero {
        // SAFETY: the block was just made, with at least `size` bytes.
        unsafe { block.write_bytes(0, size) };
    }
    Ok(block)
}

/// How many bytes the block has for its user. Stops the program if it is none.
///
/// # Safety
/// `allocate` returned it, and it was not released.
pub unsafe fn usable_size(block: *mut u8) -> usize {
    let header = header_of(block);
    if header.kind.get() == Kind::Large {
        return large::usable_size(header, block);
    }
    let (span, block) = block_in_span(header, block);
    // SAFETY: it is a block.
    if Heap::current().is_some_and(|heap| unsafe { (*block).is_marked(heap.key()) }) {
        stop(Fault::UsedAfterFree);
    }
    span.size.get() as usize
}

/// The header of the granule that a block begins in.
fn header_of(block: *mut u8) -> &'static Span {
    map::find(block as usize).unwrap_or_else(|| stop(Fault::NotABlock))
}

/// Takes a block back; null is none.
///
/// # Safety
/// `allocate` returned it, it was not released, and nothing uses it.
#[inline(always)]
pub unsafe fn release(block: *mut u8) {
    // SAFETY: the caller's promise.
    let slowly = || unsafe { release_slowly(block) };
    if let (Some(heap), Some(span)) = (Heap::current(), map::find(block as usize))
        && span.owner.is(heap)
    {
        let offset = block as usize % GRANULE;
        if (offset as u32) < span.limit.get() && begins_block(offset, span.reciprocal.get()) {
            // SAFETY: the caller's promise; it is one of the span's blocks.
            return unsafe { heap.put(span, block.cast_const().cast(), slowly) };
        }
    }
    slowly();
}

/// As [`release`], for all other cases: further granules of a span, spans of other threads, large blocks, and errors.
#[cold]
#[inline(never)]
unsafe fn release_slowly(block: *mut u8) {
    if block.is_null() {
        return;
    }
    let header = header_of(block);
    let Ok(heap) = Heap::current_or_new() else {
        // There is no memory even for an empty heap, so this thread never had a block: forget it, rather than fail.
        return;
    };
    let inside = heap.enter();
    if header.kind.get() == Kind::Large {
        large::release(header, block);
        return;
    }
    let (span, block) = block_in_span(header, block);
    if span.owner.is(heap) {
        // SAFETY: the caller's promise; it is one of the span's blocks.
        unsafe { inside.push(span, block) };
    } else {
        // SAFETY: likewise.
        unsafe { inside.push_elsewhere(span, block) };
    }
}

/// A block with the old one's content, cut or continued to `size` bytes; the old one is released. On an error the old one
/// is as it was.
///
/// # Safety
/// As [`release`].
pub unsafe fn resize(block: *mut u8, size: usize) -> Result<NonNull<u8>, Errno> {
    // SAFETY: the caller's promise.
    let old = unsafe { usable_size(block) };
    if size > SMALL && old > SMALL {
        let _inside = Heap::current_or_new()?.enter();
        return large::resize(header_of(block), block, size);
    }
    // Stay, unless it is too small or more than half would be wasted.
    if size <= old && size >= old / 2 {
        return NonNull::new(block).ok_or(Errno::ENOMEM);
    }
    let new = allocate_plain(size)?;
    // SAFETY: both blocks have that many bytes and are distinct; the old one is released once.
    unsafe {
        ptr::copy_nonoverlapping(block, new.as_ptr(), size.min(old));
        release(block);
    }
    Ok(new)
}

/// Gives memory that is not used back to the kernel. Returns whether there was some.
pub fn trim() -> bool {
    if let Some(heap) = Heap::current() {
        heap.enter().trim();
    }
    CENTRAL.lock().give_back_all()
}
