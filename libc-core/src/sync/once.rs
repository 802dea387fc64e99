//! A value that is made once and then read without a lock.

use super::atomic::{AtomicPtr, Ordering};
use core::ptr;

/// A pointer that is set once. Making the value may happen twice at the same time; the first one stays.
pub struct OnceCell<T> {
    pointer: AtomicPtr<T>,
}

#[cfg(not(loom))]
impl<T> OnceCell<T> {
    /// Empty.
    pub const fn new() -> Self {
        Self { pointer: AtomicPtr::new(ptr::null_mut()) }
    }
}

impl<T> OnceCell<T> {
    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        // SAFETY: `set` published a value that lives for good.
        unsafe { self.pointer.load(Ordering::Acquire).as_ref() }
    }

    /// Publishes `value` and returns it, or the one that was there already.
    pub fn set(&self, value: &'static T) -> &T {
        let new = ptr::from_ref(value).cast_mut();
        match self.pointer.compare_exchange(ptr::null_mut(), new, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => value,
            // SAFETY: as in `get`.
            Err(old) => unsafe { &*old },
        }
    }
}

#[cfg(not(loom))]
impl<T> Default for OnceCell<T> {
    fn default() -> Self {
        Self::new()
    }
}
