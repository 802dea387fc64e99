//! The allocator of last resort: `linked_list_allocator`, behind one lock, growing by `mmap(2)`.

use crate::errno::Errno;
use crate::malloc::pages;
use crate::process::fork::ranks::Malloc;
use crate::sync::Lock;
use core::alloc::Layout;
use core::ptr::{self, NonNull};

/// A mapping that holds this header and blocks behind it. They form a list.
pub struct Arena {
    heap: linked_list_allocator::Heap,
    size: usize,
    next: *mut Arena,
}

/// All arenas.
pub struct Heap {
    first: *mut Arena,
}

// SAFETY: the arenas are reached through the lock only.
unsafe impl Send for Heap {}

/// The program's heap. It is consistent whenever the lock is free.
pub static HEAP: Lock<Malloc, Heap> = Lock::new(Heap { first: ptr::null_mut() });

/// An arena's size, if no block needs more.
const ARENA: usize = 1 << 20;

impl Heap {
    /// A block of this layout, and its arena.
    pub fn allocate(&mut self, layout: Layout) -> Result<(NonNull<u8>, *mut Arena), Errno> {
        let mut at = self.first;
        // SAFETY: arenas in the list are valid.
        while let Some(arena) = unsafe { at.as_mut() } {
            if let Ok(block) = arena.heap.allocate_first_fit(layout) {
                return Ok((block, at));
            }
            at = arena.next;
        }
        let arena = self.grow(layout)?;
        // SAFETY: `grow` returned a valid one.
        let block = unsafe { &mut *arena }.heap.allocate_first_fit(layout).map_err(|()| Errno::ENOMEM)?;
        Ok((block, arena))
    }

    /// A new arena that can hold `layout`.
    fn grow(&mut self, layout: Layout) -> Result<*mut Arena, Errno> {
        let least = layout.size().checked_add(layout.align() + size_of::<Arena>() + 64).ok_or(Errno::ENOMEM)?;
        let least = pages::round(least).ok_or(Errno::ENOMEM)?;
        // Short of memory, take no more than needed.
        let (size, memory) = match pages::map(least.max(ARENA)) {
            Ok(memory) => (least.max(ARENA), memory),
            Err(_) => (least, pages::map(least)?),
        };
        let arena = memory.cast::<Arena>();
        // SAFETY: the mapping is fresh, and behind the header it is the heap's.
        unsafe {
            let start = memory.add(size_of::<Arena>());
            let heap = linked_list_allocator::Heap::new(start, size - size_of::<Arena>());
            arena.write(Arena { heap, size, next: self.first });
        }
        self.first = arena;
        Ok(arena)
    }

    /// Takes a block back. An arena that is empty then is given back to the kernel, if there is another one.
    ///
    /// # Safety
    /// `allocate` returned the block for this layout, with this arena, and nothing uses it.
    pub unsafe fn deallocate(&mut self, block: NonNull<u8>, layout: Layout, arena: *mut Arena) {
        // SAFETY: the caller's promise.
        let Arena { heap, size, next } = unsafe { &mut *arena };
        // SAFETY: the caller's promise.
        unsafe { heap.deallocate(block, layout) };
        if heap.used() != 0 || (ptr::eq(self.first, arena) && next.is_null()) {
            return;
        }
        let (size, next) = (*size, *next);
        let mut link = &raw mut self.first;
        // SAFETY: arenas in the list are valid, and this one is in it.
        unsafe {
            while !ptr::eq(*link, arena) {
                link = &raw mut (**link).next;
            }
            *link = next;
            pages::unmap(arena.cast(), size);
        }
    }
}
