//! Free blocks, linked through themselves. The link is encoded and has a check beside it, so that a write into a free
//! block is found when the block is handed out, and a second free of it when it is freed.

use super::fault::{Fault, stop};
use core::cell::Cell;
use core::ptr;

/// What a free block begins with.
#[repr(C)]
pub struct Free {
    /// The next one's address, exclusive-or the key.
    link: Cell<usize>,
    /// The next one's address, exclusive-or the block's own, exclusive-or the second key.
    check: Cell<usize>,
}

/// Addresses have fewer bits: those above are the second key's in every check.
const ADDRESS_BITS: u32 = 48;

/// The second key.
#[inline(always)]
fn second(key: usize) -> usize {
    key.rotate_left(16)
}

impl Free {
    /// Whether the block bears the marks of a free one.
    #[inline(always)]
    pub fn is_marked(&self, key: usize) -> bool {
        self.link.get() ^ self.check.get() == ptr::from_ref(self) as usize ^ key ^ second(key)
    }

    /// Whether it may. This does not look at the link: what the program has just stored there in smaller pieces would
    /// have to reach the cache first.
    #[inline(always)]
    fn may_be_marked(&self, key: usize) -> bool {
        (self.check.get() ^ second(key)) >> ADDRESS_BITS == 0
    }

    /// Marks the block as free, with `next` behind it.
    #[inline(always)]
    pub fn mark(&self, next: *const Free, key: usize) {
        self.link.set(next as usize ^ key);
        self.check.set(next as usize ^ ptr::from_ref(self) as usize ^ second(key));
    }

    /// The next one. Stops the program if the marks are damaged.
    #[inline(always)]
    pub fn next(&self, key: usize) -> *const Free {
        if !self.is_marked(key) {
            stop(Fault::WrittenAfterFree);
        }
        (self.link.get() ^ key) as *const Free
    }

    /// Takes the marks away.
    #[inline(always)]
    pub fn clear(&self) {
        self.check.set(0);
    }
}

/// A list of free blocks, and when its owner wants to hear of it.
pub struct FreeList {
    head: Cell<*const Free>,
    /// How many blocks there are.
    pub count: Cell<u32>,
    /// The count at which [`FreeList::push`] reports; 0 for never.
    pub trigger: Cell<u32>,
}

impl FreeList {
    /// An empty list.
    pub const fn new() -> Self {
        Self { head: Cell::new(ptr::null()), count: Cell::new(0), trigger: Cell::new(0) }
    }

    /// Takes the first block, with its marks removed; null if there is none or the marks are damaged.
    #[inline(always)]
    pub fn try_pop(&self, key: usize) -> *const Free {
        let head = self.head.get();
        // SAFETY: blocks in the list are valid.
        let Some(block) = (unsafe { head.as_ref() }) else { return head };
        if !block.is_marked(key) {
            return ptr::null();
        }
        self.head.set((block.link.get() ^ key) as *const Free);
        self.count.set(self.count.get() - 1);
        block.clear();
        head
    }

    /// The same, but stops the program if the marks are damaged.
    pub fn pop(&self, key: usize) -> *const Free {
        let block = self.try_pop(key);
        if block.is_null() && !self.head.get().is_null() {
            stop(Fault::WrittenAfterFree);
        }
        block
    }

    /// Adds a block. Returns whether the count is the trigger now; `None`, with nothing changed, if the block may bear the
    /// marks of a free one.
    ///
    /// # Safety
    /// The block is valid, and nobody else uses it.
    #[inline(always)]
    pub unsafe fn try_push(&self, block: *const Free, key: usize) -> Option<bool> {
        // SAFETY: the caller's promise.
        let free = unsafe { &*block };
        if free.may_be_marked(key) { None } else { Some(self.add(free, key)) }
    }

    /// The same, but stops the program if the block is free already.
    ///
    /// # Safety
    /// As [`FreeList::try_push`].
    pub unsafe fn push(&self, block: *const Free, key: usize) -> bool {
        // SAFETY: the caller's promise.
        let free = unsafe { &*block };
        if free.is_marked(key) {
            stop(Fault::DoubleFree);
        }
        self.add(free, key)
    }

    #[inline(always)]
    fn add(&self, free: &Free, key: usize) -> bool {
        free.mark(self.head.get(), key);
        self.head.set(free);
        let count = self.count.get() + 1;
        self.count.set(count);
        count == self.trigger.get()
    }

    /// Fills the empty list with `count` blocks of `size` bytes from `start` on, the lowest first.
    ///
    /// # Safety
    /// The memory is valid, and nobody else uses it.
    pub unsafe fn fill(&self, start: *mut u8, size: usize, count: u32, key: usize) {
        let mut next = ptr::null();
        for index in (0..count as usize).rev() {
            let block: *const Free = start.wrapping_add(index * size).cast();
            // SAFETY: the caller's promise.
            unsafe { (*block).mark(next, key) };
            next = block;
        }
        self.head.set(next);
        self.count.set(count);
    }

    /// Takes over another list's blocks, which has none then. Both keep their triggers.
    pub fn take(&self, other: &FreeList) {
        self.head.set(other.head.replace(ptr::null()));
        self.count.set(other.count.replace(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: usize = 0x1234_5678_9abc_def0;

    fn memory() -> Vec<[u64; 4]> {
        vec![[0x5555; 4]; 100]
    }

    #[test]
    fn blocks_come_back_in_order() {
        let mut memory = memory();
        let list = FreeList::new();
        let start = memory.as_mut_ptr().cast::<u8>();
        // SAFETY: the vector has so many blocks.
        unsafe { list.fill(start, 32, 100, KEY) };
        for index in 0..100 {
            assert_eq!(list.pop(KEY) as usize, start as usize + index * 32);
        }
        assert!(list.pop(KEY).is_null());
        list.trigger.set(2);
        let block = |index: usize| start.wrapping_add(index * 32).cast_const().cast::<Free>();
        // SAFETY: as above.
        unsafe {
            assert!(!list.push(block(3), KEY));
            assert!(list.push(block(5), KEY));
            assert!(!list.push(block(4), KEY));
        }
        let other = FreeList::new();
        other.take(&list);
        assert!(list.pop(KEY).is_null());
        assert_eq!(other.count.get(), 3);
        assert_eq!([4, 5, 3].map(block), [other.pop(KEY), other.pop(KEY), other.pop(KEY)]);
    }

    #[test]
    #[should_panic(expected = "double free")]
    fn a_second_free_is_found() {
        let memory = memory();
        let list = FreeList::new();
        // SAFETY: the vector has that block; the second free is the test.
        unsafe {
            list.push(memory.as_ptr().cast(), KEY);
            list.push(memory.as_ptr().wrapping_add(1).cast(), KEY);
            list.push(memory.as_ptr().cast(), KEY);
        }
    }

    #[test]
    #[should_panic(expected = "written to")]
    fn a_write_into_a_free_block_is_found() {
        let mut memory = memory();
        let list = FreeList::new();
        let block = memory.as_mut_ptr();
        // SAFETY: the vector has that block; the write is the test.
        unsafe {
            list.push(block.cast(), KEY);
            block.cast::<u8>().add(9).write(7);
        }
        list.pop(KEY);
    }

    #[test]
    fn what_looks_like_a_mark_is_looked_at_closely() {
        let mut memory = memory();
        let list = FreeList::new();
        memory[0][1] = second(KEY) as u64 ^ 0x1234;
        let block: *const Free = memory.as_ptr().cast();
        // SAFETY: the vector has that block.
        unsafe {
            assert_eq!(list.try_push(block, KEY), None);
            list.push(block, KEY);
            assert_eq!(list.try_push(block, KEY), None);
        }
        assert_eq!(list.count.get(), 1);
    }

    #[test]
    fn a_block_that_was_handed_out_is_not_marked() {
        let memory = memory();
        let list = FreeList::new();
        let block: *const Free = memory.as_ptr().cast();
        // SAFETY: the vector has that block.
        unsafe {
            list.push(block, KEY);
            list.pop(KEY);
            assert!(!(*block).is_marked(KEY));
            list.push(block, KEY);
        }
    }
}
