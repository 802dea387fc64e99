//! Memory.
//!
//! | who asks | whom |
//! |---|---|
//! | the library for itself | [`alloc`], [`dealloc`] |
//! | the library for the application, which will free it | [`public`], the C symbols, which a program may replace |
//! | the application | the C symbols, `c_api` |

#[cfg(not(test))]
mod block;
mod buffer;
#[cfg(not(test))]
mod c_api;
#[cfg(not(test))]
pub mod heap;
#[cfg(not(test))]
mod pages;
#[cfg(not(test))]
pub mod public;

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

/// The host's memory, for the tests of pure logic.
#[cfg(test)]
mod internal {
    use core::alloc::Layout;
    use core::ptr::NonNull;

    pub fn alloc(layout: Layout) -> Option<NonNull<u8>> {
        // SAFETY: no layout of size 0 is asked for.
        NonNull::new(unsafe { std::alloc::alloc(layout) })
    }

    /// # Safety
    /// The memory came from [`alloc`] with this layout and is not used any more.
    pub unsafe fn dealloc(memory: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { std::alloc::dealloc(memory, layout) }
    }
}

#[cfg(test)]
pub use internal::{alloc, dealloc};
