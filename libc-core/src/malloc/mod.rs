//! Memory.
//!
//! | who asks | whom |
//! |---|---|
//! | the library for itself | [`alloc`], [`dealloc`] |
//! | the library for the application, which will free it | [`public`], the C symbols, which a program may replace |
//! | the application | the C symbols, `c_api` |
//!
//! There are two allocators: [`slab`], and for the feature `tiny` the smallest, `first_fit`.

mod buffer;
#[cfg(not(test))]
mod c_api;
#[cfg(all(not(test), feature = "tiny"))]
pub mod first_fit;
#[cfg(not(test))]
mod pages;
#[cfg(not(test))]
pub mod public;
#[cfg(not(feature = "tiny"))]
pub mod slab;

#[cfg(all(not(test), feature = "tiny"))]
use first_fit::block;
#[cfg(all(not(test), not(feature = "tiny")))]
use slab::block;

#[cfg(not(test))]
pub use block::{allocate, release, resize, usable_size};
pub use buffer::Buffer;

#[cfg(not(test))]
mod internal {
    use core::alloc::Layout;
    use core::ptr::NonNull;

    /// Memory for the library itself; never the application's `malloc`. `None` if there is none.
    pub fn alloc(layout: Layout) -> Option<NonNull<u8>> {
        super::allocate(layout.size(), layout.align()).ok()
    }

    /// Gives it back.
    ///
    /// # Safety
    /// The memory came from [`alloc`] and is not used any more.
    pub unsafe fn dealloc(memory: *mut u8, _layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { super::release(memory) }
    }
}

#[cfg(not(test))]
pub use internal::{alloc, dealloc};

#[cfg(not(test))]
mod fork {
    //! The allocators' part in a fork.

    use crate::process::fork::ranks::Malloc;
    use crate::sync::RawLock;

    #[cfg(not(feature = "tiny"))]
    pub use super::slab::heap::ForkHooks as HeapHooks;

    /// The smallest allocator has no heaps of threads.
    #[cfg(feature = "tiny")]
    pub struct HeapHooks;

    #[cfg(feature = "tiny")]
    impl crate::process::fork::hooks::Hooks for HeapHooks {
        fn prepare(&self) {}
        fn parent(&self) {}
        fn child(&self) {}
    }

    /// The lock of what all threads share.
    pub fn lock() -> &'static RawLock<Malloc> {
        #[cfg(not(feature = "tiny"))]
        return super::slab::CENTRAL.raw();
        #[cfg(feature = "tiny")]
        return super::first_fit::heap::HEAP.raw();
    }
}

#[cfg(not(test))]
pub use fork::{HeapHooks, lock};

#[cfg(test)]
pub use internal::{alloc, dealloc};

/// The host's memory, for the tests of pure logic.
#[cfg(test)]
mod internal {
    use core::alloc::Layout;
    use core::ptr::NonNull;

    /// As in the library.
    pub fn alloc(layout: Layout) -> Option<NonNull<u8>> {
        // SAFETY: no layout of size 0 is asked for.
        NonNull::new(unsafe { std::alloc::alloc(layout) })
    }

    /// As in the library.
    ///
    /// # Safety
    /// The memory came from [`alloc`] with this layout and is not used any more.
    pub unsafe fn dealloc(memory: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { std::alloc::dealloc(memory, layout) }
    }
}
