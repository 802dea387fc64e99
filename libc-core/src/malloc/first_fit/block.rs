//! Blocks: what `malloc` hands out. Sixteen bytes before each say where it came from.

use super::heap::{Arena, HEAP};
use crate::errno::Errno;
use crate::malloc::pages;
use core::alloc::Layout;
use core::ptr::{self, NonNull};

/// What every block is aligned to, in bytes.
pub const ALIGN: usize = 16;
/// Blocks from this size on are mappings of their own.
const LARGE: usize = 128 << 10;

/// The bytes before a block.
#[repr(C)]
struct Header {
    /// The arena's address, or 0 for a mapping of its own; the low 6 bits hold the alignment's logarithm.
    origin: usize,
    /// How many bytes the block has for its user.
    size: usize,
}

const HEADER: usize = size_of::<Header>();
const _: () = assert!(HEADER == ALIGN);
const ALIGN_BITS: usize = 63;

impl Header {
    /// The header of a block.
    fn of(block: *mut u8) -> *mut Header {
        block.wrapping_sub(HEADER).cast()
    }

    fn align(&self) -> usize {
        1 << (self.origin & ALIGN_BITS)
    }

    fn arena(&self) -> *mut Arena {
        (self.origin & !ALIGN_BITS) as *mut Arena
    }

    /// The memory that an arena gave for it: it starts one alignment before the block.
    fn layout(&self) -> Layout {
        // SAFETY: `allocate` checked the same values.
        unsafe { Layout::from_size_align_unchecked(self.align() + self.size, self.align()) }
    }
}

/// `size` bytes, aligned to `align` (a power of two). ENOMEM if there is none, or `size` is above `isize::MAX`.
pub fn allocate(size: usize, align: usize) -> Result<NonNull<u8>, Errno> {
    let align = align.max(ALIGN);
    let size = size.max(1).checked_next_multiple_of(ALIGN).ok_or(Errno::ENOMEM)?;
    let total = size.checked_add(align).ok_or(Errno::ENOMEM)?;
    let layout = Layout::from_size_align(total, align).map_err(|_| Errno::ENOMEM)?;
    if total >= LARGE {
        return allocate_mapping(size, align);
    }
    let (memory, arena) = HEAP.lock().allocate(layout)?;
    let block = memory.as_ptr().wrapping_add(align);
    let origin = arena as usize | align.trailing_zeros() as usize;
    // SAFETY: the memory has one alignment, at least a header's size, before the block.
    unsafe { Header::of(block).write(Header { origin, size }) };
    NonNull::new(block).ok_or(Errno::ENOMEM)
}

/// The same as a mapping of its own: the header is in front of the block, in the mapping's first page. What
/// over-alignment leaves unused is unmapped again.
fn allocate_mapping(size: usize, align: usize) -> Result<NonNull<u8>, Errno> {
    let slack = if align > ALIGN { align } else { 0 };
    let total = size.checked_add(HEADER + slack).and_then(pages::round).ok_or(Errno::ENOMEM)?;
    let memory = pages::map(total)?;
    let block = memory.wrapping_add(HEADER);
    let block = block.wrapping_add(block.align_offset(align));
    // SAFETY: the header lies in the mapping.
    unsafe { Header::of(block).write(Header { origin: align.trailing_zeros() as usize, size }) };
    let (start, _) = mapping(block, size);
    let end = pages::round(block as usize + size).ok_or(Errno::ENOMEM)?;
    let (before, after) = (start as usize - memory as usize, memory as usize + total - end);
    // SAFETY: both parts are outside of what is handed out.
    unsafe {
        if before != 0 {
            pages::unmap(memory, before);
        }
        if after != 0 {
            pages::unmap(end as *mut u8, after);
        }
        (*Header::of(block)).size = end - block as usize;
    }
    NonNull::new(block).ok_or(Errno::ENOMEM)
}

/// The mapping of a block that is one of its own: the page that holds the header, to the block's end.
fn mapping(block: *mut u8, size: usize) -> (*mut u8, usize) {
    let page = crate::process::auxv::page_size();
    let start = (block as usize - HEADER) & !(page - 1);
    (start as *mut u8, block as usize + size - start)
}

/// There is no faster way.
pub fn allocate_at_once(_size: usize) -> Option<NonNull<u8>> {
    None
}

/// `size` bytes, aligned to 16; ENOMEM.
pub fn allocate_slowly(size: usize) -> Result<NonNull<u8>, Errno> {
    allocate(size, ALIGN)
}

/// The same, zeroed.
pub fn allocate_zeroed(size: usize) -> Result<NonNull<u8>, Errno> {
    let block = allocate(size, ALIGN)?;
    // SAFETY: the block was just made, with at least `size` bytes. A mapping of its own is zero.
    unsafe {
        if !(*Header::of(block.as_ptr())).arena().is_null() {
            block.write_bytes(0, size);
        }
    }
    Ok(block)
}

/// Gives memory that is not used back to the kernel. Returns whether there was some: it was given back at once.
pub fn trim() -> bool {
    false
}

/// How many bytes the block has for its user.
///
/// # Safety
/// [`allocate`] returned it, and it was not released.
pub unsafe fn usable_size(block: *mut u8) -> usize {
    // SAFETY: the caller's promise.
    unsafe { (*Header::of(block)).size }
}

/// Takes a block back; null is none.
///
/// # Safety
/// [`allocate`] returned it, it was not released, and nothing uses it.
pub unsafe fn release(block: *mut u8) {
    if block.is_null() {
        return;
    }
    // SAFETY: the caller's promise.
    let header = unsafe { Header::of(block).read() };
    if header.arena().is_null() {
        let (start, size) = mapping(block, header.size);
        // SAFETY: it is a mapping of its own.
        unsafe { pages::unmap(start, size) };
        return;
    }
    if let Some(memory) = NonNull::new(block.wrapping_sub(header.align())) {
        // SAFETY: the header tells what `allocate` was given.
        unsafe { HEAP.lock().deallocate(memory, header.layout(), header.arena()) };
    }
}

/// A block with the old one's content, cut or continued to `size` bytes; the old one is released. On an error
/// the old one is as it was.
///
/// # Safety
/// As [`release`].
pub unsafe fn resize(block: *mut u8, size: usize) -> Result<NonNull<u8>, Errno> {
    // SAFETY: the caller's promise.
    let header = unsafe { Header::of(block).read() };
    let wanted = size.max(1).checked_next_multiple_of(ALIGN).ok_or(Errno::ENOMEM)?;
    if header.arena().is_null() && header.align() == ALIGN && wanted >= LARGE {
        let (start, old) = mapping(block, header.size);
        let new = wanted.checked_add(HEADER).and_then(pages::round).ok_or(Errno::ENOMEM)?;
        if new == old {
            return NonNull::new(block).ok_or(Errno::ENOMEM);
        }
        // SAFETY: the block is this mapping, and its user gets the new address.
        let start = unsafe { pages::remap(start, old, new)? };
        let block = start.wrapping_add(HEADER);
        // SAFETY: the header moved along.
        unsafe { (*Header::of(block)).size = new - HEADER };
        return NonNull::new(block).ok_or(Errno::ENOMEM);
    }
    // Stay, unless it is too small or more than half would be wasted.
    if wanted <= header.size && wanted >= header.size / 2 {
        return NonNull::new(block).ok_or(Errno::ENOMEM);
    }
    let new = allocate(size, ALIGN)?;
    // SAFETY: both blocks have that many bytes and are distinct; the old one is released once.
    unsafe {
        ptr::copy_nonoverlapping(block, new.as_ptr(), size.min(header.size));
        release(block);
    }
    Ok(new)
}
