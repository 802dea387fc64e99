//! What a forked child does with each stream: the part of the threads that are gone is taken out of it.

use super::closed;
use super::file::{File, PUSHBACK, flag};
use super::guard::{Abandoned, Thread};
use super::inside::Caller;
use crate::thread::list;
use core::alloc::Layout;
use core::ptr;

/// The memory of the threads that are gone: their stacks and thread-local storage, which the child gives back.
#[derive(Clone, Copy)]
pub struct GoneMemory {
    low: usize,
    high: usize,
}

impl GoneMemory {
    /// Of all other threads. For a forked child.
    pub fn of_others() -> Self {
        let mut all = Self { low: usize::MAX, high: 0 };
        list::for_others(|thread| {
            let (base, size) = thread.mapping.get();
            if size != 0 {
                all.low = all.low.min(base as usize);
                all.high = all.high.max(base as usize + size);
            }
        });
        all
    }

    /// Whether `pointer` points into it.
    pub fn holds<T>(self, pointer: *const T) -> bool {
        let address = pointer as usize;
        let mut held = false;
        if address >= self.low && address < self.high {
            list::for_others(|thread| {
                let (base, size) = thread.mapping.get();
                held |= address.wrapping_sub(base as usize) < size;
            });
        }
        held
    }
}

impl File {
    /// Makes the stream what the forking thread can go on with.
    ///
    /// A thread that is gone had bytes in flight: they are the parent's. It owned the stream: what it put into the
    /// buffer is, too, for its call (or its `flockfile`) was not over. What works on its memory has nobody to work for.
    pub(super) fn repair_in_child(&self, gone: GoneMemory) {
        if self.is_writing() {
            match self.guard.abandoned(Caller.name()) {
                Abandoned::Nothing => {}
                Abandoned::Output => self.write_at.set(self.mark.get()),
                Abandoned::Flight => self.restart_output(),
            }
        }
        self.guard.reset_in_child(Caller.name());
        if self.is_reading() {
            self.set(flag::INHERITED);
        }
        self.walkers.set(0);
        let buffer = self.buffer.get();
        if gone.holds(buffer) && !self.move_buffer() {
            self.orphan();
        }
        if let Some(operations) = self.operations.get()
            && (operations.refers)(self, gone)
        {
            self.orphan();
        }
    }

    /// Connects it to nothing, and forgets its content.
    fn orphan(&self) {
        self.drop_input();
        self.drop_output();
        self.operations.set(Some(&closed::OPERATIONS));
    }

    /// Moves the buffer into the library's memory. False if there is none.
    fn move_buffer(&self) -> bool {
        let old = self.buffer.get().wrapping_sub(PUSHBACK);
        let size = self.capacity.get() + PUSHBACK;
        let Some(new) = Layout::array::<u8>(size).ok().and_then(crate::malloc::alloc) else { return false };
        // SAFETY: both have that size.
        unsafe { ptr::copy_nonoverlapping(old, new.as_ptr(), size) };
        for place in [
            &self.read_at,
            &self.read_end,
            &self.write_at,
            &self.write_end,
            &self.write_start,
            &self.mark,
            &self.buffer,
        ] {
            if !place.get().is_null() {
                place.set(new.as_ptr().wrapping_add(place.get() as usize - old as usize));
            }
        }
        true
    }
}
