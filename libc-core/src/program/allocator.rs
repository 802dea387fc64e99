//! Rust's heap on the library's.

use crate::malloc;
use core::alloc::{GlobalAlloc, Layout};
use core::ptr;

/// The library's `malloc`, with the alignment that Rust asks for.
struct Allocator;

#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

// SAFETY: the library's allocator gives each block to one owner, aligned and as large as was asked for.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        malloc::alloc(layout).map_or(ptr::null_mut(), |block| block.as_ptr())
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise: the block came from `alloc` with this layout.
        unsafe { malloc::dealloc(block, layout) }
    }
}
