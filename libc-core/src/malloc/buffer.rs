//! A growing array in the library's own memory.

use crate::errno::Errno;
use core::alloc::Layout;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};
use core::{ptr, slice};

/// A growing array of plain values. It gives its memory back when it goes.
pub struct Buffer<T: Copy> {
    start: *mut T,
    length: usize,
    room: usize,
}

impl<T: Copy> Buffer<T> {
    /// An empty one.
    pub const fn new() -> Self {
        Self { start: ptr::NonNull::dangling().as_ptr(), length: 0, room: 0 }
    }

    /// Makes room for `more` elements behind the present ones; ENOMEM.
    pub fn reserve(&mut self, more: usize) -> Result<(), Errno> {
        let needed = self.length.checked_add(more).ok_or(Errno::ENOMEM)?;
        if needed <= self.room {
            return Ok(());
        }
        let room = needed.max(self.room.saturating_mul(2)).max(8);
        let layout = Layout::array::<T>(room).map_err(|_| Errno::ENOMEM)?;
        let new = crate::malloc::alloc(layout).ok_or(Errno::ENOMEM)?.as_ptr().cast::<T>();
        // SAFETY: the new memory has room for the elements.
        unsafe { ptr::copy_nonoverlapping(self.start, new, self.length) };
        self.release();
        self.start = new;
        self.room = room;
        Ok(())
    }

    fn release(&mut self) {
        if self.room != 0
            && let Ok(layout) = Layout::array::<T>(self.room)
        {
            // SAFETY: `reserve` allocated it with this layout.
            unsafe { crate::malloc::dealloc(self.start.cast(), layout) };
        }
        self.room = 0;
    }

    /// Appends an element; ENOMEM.
    pub fn push(&mut self, value: T) -> Result<(), Errno> {
        self.reserve(1)?;
        // SAFETY: there is room.
        unsafe { self.start.add(self.length).write(value) };
        self.length += 1;
        Ok(())
    }

    /// Appends elements; ENOMEM.
    pub fn extend(&mut self, values: &[T]) -> Result<(), Errno> {
        self.reserve(values.len())?;
        // SAFETY: there is room, and `values` is other memory.
        unsafe { ptr::copy_nonoverlapping(values.as_ptr(), self.start.add(self.length), values.len()) };
        self.length += values.len();
        Ok(())
    }

    /// Takes the last element away.
    pub fn pop(&mut self) -> Option<T> {
        let last = self.last().copied();
        self.length = self.length.saturating_sub(1);
        last
    }

    /// Appends copies of `value` until there are `length` elements; ENOMEM.
    pub fn fill(&mut self, length: usize, value: T) -> Result<(), Errno> {
        let more = length.saturating_sub(self.length);
        self.reserve(more)?;
        for index in 0..more {
            // SAFETY: there is room.
            unsafe { self.start.add(self.length + index).write(value) };
        }
        self.length += more;
        Ok(())
    }

    /// Cuts it to `length` elements, if it has more.
    pub fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    /// The room behind the elements, for somebody to fill.
    pub fn spare(&mut self) -> (*mut T, usize) {
        (self.start.wrapping_add(self.length), self.room - self.length)
    }

    /// Counts `more` elements of the room as filled.
    ///
    /// # Safety
    /// They are.
    pub unsafe fn filled(&mut self, more: usize) {
        self.length += more;
    }

    /// Gives the memory away for good: it is never freed.
    pub fn leak(self) -> &'static mut [T] {
        let this = ManuallyDrop::new(self);
        // SAFETY: so many elements were stored, and nobody frees them.
        unsafe { slice::from_raw_parts_mut(this.start, this.length) }
    }
}

impl<T: Copy> Default for Buffer<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Copy> Deref for Buffer<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // SAFETY: so many elements were stored.
        unsafe { slice::from_raw_parts(self.start, self.length) }
    }
}

impl<T: Copy> DerefMut for Buffer<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: so many elements were stored.
        unsafe { slice::from_raw_parts_mut(self.start, self.length) }
    }
}

impl<T: Copy> Drop for Buffer<T> {
    fn drop(&mut self) {
        self.release();
    }
}

// SAFETY: it owns its memory.
unsafe impl<T: Copy + Send> Send for Buffer<T> {}
