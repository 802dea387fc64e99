//! What all threads share, behind the malloc lock: chunks, spans and mappings that are kept for reuse, orphaned heaps.

use super::budget::Budget;
use super::chunk::Chunks;
use super::class::{GRANULE, GRANULES, granules};
use super::heap::Heap;
use super::pages;
use super::span::Span;
use crate::errno::Errno;
use crate::process::fork::ranks::Malloc;
use crate::sync::Lock;
use core::cell::Cell;
use core::ptr;

/// How many large mappings are kept at most.
const MAPPINGS: usize = 16;

/// A mapping that is kept.
#[derive(Clone, Copy)]
struct Mapping {
    start: *mut u8,
    size: usize,
}

/// The shared part of the allocator.
pub struct Central {
    chunks: Chunks,
    /// Heaps without a thread.
    pub orphans: Option<&'static Heap>,
    budget: Budget,
    /// Spans that are kept, a ring for each number of granules, the oldest first.
    spans: [Cell<Option<&'static Span>>; GRANULES],
    /// Mappings of large blocks that are kept, the oldest first.
    mappings: [Mapping; MAPPINGS],
    kept_mappings: usize,
}

// SAFETY: what it refers to is reached through the lock only.
unsafe impl Send for Central {}

/// The shared part. It is consistent whenever the lock is free.
pub static CENTRAL: Lock<Malloc, Central> = Lock::new(Central {
    chunks: Chunks::new(),
    orphans: None,
    budget: Budget::new(),
    spans: [const { Cell::new(None) }; GRANULES],
    mappings: [Mapping { start: ptr::null_mut(), size: 0 }; MAPPINGS],
    kept_mappings: 0,
});

impl Central {
    /// The first header of a span for this class, not begun yet; ENOMEM.
    pub fn allocate_span(&mut self, class: usize) -> Result<&'static Span, Errno> {
        let count = granules(class);
        let ring = &self.spans[count - 1];
        if let Some(oldest) = ring.get() {
            let span = oldest.previous();
            span.unlink(ring);
            self.budget.reuse(count * GRANULE);
            return Ok(span);
        }
        self.budget.miss(count * GRANULE);
        self.chunks.allocate(count).or_else(|e| if self.give_back_all() { self.chunks.allocate(count) } else { Err(e) })
    }

    /// Takes a span back.
    pub fn free_span(&mut self, span: &'static Span) {
        let count = span.granules();
        span.end();
        span.append(&self.spans[count - 1]);
        self.budget.keep(count * GRANULE);
        self.shrink();
    }

    /// Gives back what is kept beyond the budget.
    fn shrink(&mut self) {
        while self.budget.is_exceeded() && self.give_back_oldest() {}
    }

    /// Gives all back that is kept. Returns whether there was anything.
    pub fn give_back_all(&mut self) -> bool {
        let mut any = false;
        while self.give_back_oldest() {
            any = true;
        }
        any
    }

    fn give_back_oldest(&mut self) -> bool {
        if self.kept_mappings != 0 {
            let Mapping { start, size } = self.remove_mapping(0);
            self.budget.give_back(size);
            // SAFETY: nothing uses it.
            unsafe { pages::unmap(start, size) };
            return true;
        }
        for count in (1..=GRANULES).rev() {
            let ring = &self.spans[count - 1];
            if let Some(oldest) = ring.get() {
                oldest.unlink(ring);
                self.budget.give_back(count * GRANULE);
                // SAFETY: nothing uses the span.
                unsafe {
                    pages::discard(oldest.start(), count * GRANULE);
                    self.chunks.free(oldest, count);
                }
                return true;
            }
        }
        false
    }

    /// A mapping of `size` bytes, if one is kept. What a larger one has beyond that stays.
    pub fn take_mapping(&mut self, size: usize) -> Option<*mut u8> {
        let kept = self.mappings.get(..self.kept_mappings)?;
        let fitting = kept.iter().enumerate().filter(|(_, mapping)| mapping.size >= size);
        match fitting.min_by_key(|(_, mapping)| mapping.size) {
            Some((index, _)) => Some(self.cut_mapping(index, size)),
            None => {
                self.budget.miss(size);
                None
            }
        }
    }

    /// Takes `size` bytes from `start` on, if they are kept. Returns whether they were.
    pub fn take_mapping_at(&mut self, start: *mut u8, size: usize) -> bool {
        let kept = self.mappings.get(..self.kept_mappings).unwrap_or_default();
        match kept.iter().position(|mapping| mapping.start == start && mapping.size >= size) {
            Some(index) => !self.cut_mapping(index, size).is_null(),
            None => false,
        }
    }

    /// Takes the first `size` bytes of a mapping that is kept.
    fn cut_mapping(&mut self, index: usize, size: usize) -> *mut u8 {
        self.budget.reuse(size);
        let mapping = &mut self.mappings[index];
        let start = mapping.start;
        mapping.start = start.wrapping_add(size);
        mapping.size -= size;
        if mapping.size == 0 {
            self.remove_mapping(index);
        }
        start
    }

    /// Keeps a mapping, or returns false.
    pub fn keep_mapping(&mut self, mut start: *mut u8, mut size: usize) -> bool {
        if self.budget.is_too_much(size) {
            self.budget.pass_through(size);
            return false;
        }
        self.budget.keep(size);
        // One beside it makes one with it.
        let mut index = 0;
        while index < self.kept_mappings {
            let other = self.mappings[index];
            let is_before = other.start.wrapping_add(other.size) == start;
            if is_before || start.wrapping_add(size) == other.start {
                start = start.min(other.start);
                size += other.size;
                self.remove_mapping(index);
            } else {
                index += 1;
            }
        }
        if self.kept_mappings == MAPPINGS {
            self.give_back_oldest();
        }
        if let Some(slot) = self.mappings.get_mut(self.kept_mappings) {
            *slot = Mapping { start, size };
            self.kept_mappings += 1;
        }
        self.shrink();
        true
    }

    fn remove_mapping(&mut self, index: usize) -> Mapping {
        let removed = self.mappings[index];
        self.mappings.copy_within(index + 1..self.kept_mappings, index);
        self.kept_mappings -= 1;
        removed
    }
}
