//! A string as input.

use super::source::{Source, Window};
use crate::errno::Errno;
use core::ptr;

/// A string that ends in a 0.
pub struct Text<U> {
    at: *const U,
}

impl<U> Text<U> {
    /// From its beginning.
    ///
    /// # Safety
    /// A 0 ends it, and it outlives this.
    pub unsafe fn new(at: *const U) -> Self {
        Self { at }
    }
}

impl<U> Source<U> for Text<U> {
    fn window(&mut self) -> Result<Window<U>, Errno> {
        Ok(Window { start: self.at, end: ptr::without_provenance(usize::MAX), zero_ends: true })
    }

    fn take(&mut self, count: usize) {
        self.at = self.at.wrapping_add(count);
    }

    fn put_back(&mut self, _unit: U) {
        self.at = self.at.wrapping_sub(1);
    }

    fn outside(&mut self, foreign: &mut dyn FnMut()) {
        foreign();
    }
}
