//! Headers. Every granule (64 KiB) that the allocator has bears one, apart from the memory itself. A span is one or more
//! granules of blocks of one class; a large block is a mapping of its own, and its header is that of its first granule.

use super::chunk;
use super::class::{GRANULE, granules, reciprocal, size_of_class};
use super::free_list::FreeList;
use super::heap::Heap;
use core::cell::Cell;
use core::ptr;

/// What a granule is.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Nobody's. Zeroed headers are of this kind.
    Free = 0,
    /// A span's first.
    Span,
    /// A further one of a span.
    Inner,
    /// The first of a large block.
    Large,
}

/// The header. A thread reads and writes those of its own spans only; of others it looks at the owner.
#[repr(C, align(64))]
pub struct Span {
    /// Where freed blocks go: `own`, or the list of the bin that hands the span's blocks out.
    list: Cell<*const FreeList>,
    /// Whose span it is. Null unless this is a span's first granule.
    pub owner: Owner,
    /// To test offsets.
    pub reciprocal: Cell<u32>,
    /// The size of a block in bytes.
    pub size: Cell<u32>,
    /// Where what was never handed out begins, in bytes from the span's start.
    pub limit: Cell<u32>,
    class: Cell<u8>,
    /// What the granule is.
    pub kind: Cell<Kind>,
    /// How many granules the span's first one is before this.
    pub back: Cell<u8>,
    /// Where the span stands; see there.
    pub place: Cell<Place>,
    own: FreeList,
    next: Cell<*const Span>,
    previous: Cell<*const Span>,
}

const _: () = assert!(size_of::<Span>() == 64);

/// Where a span stands with its owner. It is in `bin.current`, in the list `bin.waiting`, or, if no block is free, nowhere.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Place {
    /// No block is free.
    Full = 0,
    /// Its blocks are handed out.
    Current,
    /// It has free blocks, and waits.
    Waiting,
    /// [`Place::Current`], and all its blocks are free; the heap remembers it.
    CurrentKept,
    /// [`Place::Waiting`], and likewise.
    WaitingKept,
}

impl Place {
    /// Whether the heap remembers it as one whose blocks were all free.
    pub fn is_kept(self) -> bool {
        matches!(self, Self::CurrentKept | Self::WaitingKept)
    }

    /// Whether its blocks are handed out.
    pub fn is_current(self) -> bool {
        matches!(self, Self::Current | Self::CurrentKept)
    }
}

/// The heap that a span belongs to, which other threads read.
pub struct Owner(crate::sync::atomic::AtomicPtr<Heap>);

impl Owner {
    /// The owner.
    #[inline(always)]
    pub fn get(&self) -> Option<&'static Heap> {
        // SAFETY: heaps are never unmapped.
        unsafe { self.0.load(crate::sync::atomic::Ordering::Acquire).as_ref() }
    }

    /// Changes it.
    pub fn set(&self, owner: Option<&'static Heap>) {
        let owner = owner.map_or(ptr::null_mut(), |heap| ptr::from_ref(heap).cast_mut());
        self.0.store(owner, crate::sync::atomic::Ordering::Release);
    }

    /// Whether it is this one.
    #[inline(always)]
    pub fn is(&self, heap: &Heap) -> bool {
        ptr::eq(self.0.load(crate::sync::atomic::Ordering::Relaxed), heap)
    }
}

impl Span {
    /// The header `distance` granules on.
    ///
    /// # Safety
    /// It belongs to the same chunk.
    pub unsafe fn on(&self, distance: usize) -> &'static Span {
        // SAFETY: the caller's promise; headers are never unmapped.
        unsafe { &*ptr::from_ref(self).add(distance) }
    }

    /// The header of the span's first granule.
    pub fn first(&self) -> &'static Span {
        // SAFETY: `back` says that it is there.
        unsafe { &*ptr::from_ref(self).sub(self.back.get() as usize) }
    }

    /// The span's memory.
    pub fn start(&self) -> *mut u8 {
        chunk::address_of(self)
    }

    /// The class of its blocks.
    pub fn class(&self) -> usize {
        self.class.get() as usize
    }

    /// How many granules it has.
    pub fn granules(&self) -> usize {
        granules(self.class())
    }

    /// Makes this, a span's first header, and those of its further granules a span of a class, with nothing handed out.
    pub fn begin(&'static self, class: usize, owner: &'static Heap) {
        for back in (1..granules(class)).rev() {
            // SAFETY: the span has so many granules.
            let inner = unsafe { self.on(back) };
            inner.owner.set(None);
            inner.back.set(back as u8);
            inner.kind.set(Kind::Inner);
        }
        self.list.set(&self.own);
        self.reciprocal.set(reciprocal(class));
        self.size.set(size_of_class(class) as u32);
        self.limit.set(0);
        self.class.set(class as u8);
        self.back.set(0);
        self.place.set(Place::Full);
        self.own.take(&FreeList::new());
        self.own.trigger.set(0);
        self.kind.set(Kind::Span);
        self.owner.set(Some(owner));
    }

    /// Makes all the span's granules nobody's.
    pub fn end(&self) {
        for back in 0..self.granules() {
            // SAFETY: the span has so many granules.
            let granule = unsafe { self.on(back) };
            granule.owner.set(None);
            granule.back.set(0);
            granule.kind.set(Kind::Free);
        }
    }

    /// Where freed blocks go.
    #[inline(always)]
    pub fn list(&self) -> &FreeList {
        // SAFETY: it points to `own` or into a heap, which are never unmapped.
        unsafe { &*self.list.get() }
    }

    /// The list in the header.
    pub fn own(&self) -> &FreeList {
        &self.own
    }

    /// Makes `list` the one where freed blocks go, and moves them there.
    pub fn move_list(&self, list: &FreeList) {
        list.take(self.list());
        self.list.set(list);
    }

    /// How many blocks were ever handed out.
    pub fn handed_out(&self) -> u32 {
        // The limit is a multiple of the size, so this is exact.
        (self.limit.get() as u64 * self.reciprocal.get() as u64 >> 32) as u32
    }

    /// How many bytes of it were never handed out.
    pub fn fresh(&self) -> u32 {
        (self.granules() * GRANULE) as u32 - self.limit.get()
    }

    /// Whether all those are free.
    pub fn is_unused(&self) -> bool {
        self.list().count.get() == self.handed_out()
    }

    /// Whether a block that was handed out begins at `offset` in the span.
    pub fn has_block_at(&self, offset: usize) -> bool {
        let offset = offset as u32;
        offset < self.limit.get() && offset.is_multiple_of(self.size.get())
    }

    /// Adds it at the end of a ring that begins with `head`.
    pub fn append(&'static self, head: &Cell<Option<&'static Span>>) {
        match head.get() {
            None => {
                self.next.set(self);
                self.previous.set(self);
                head.set(Some(self));
            }
            Some(first) => {
                // SAFETY: links of a span in a ring are headers.
                let last = unsafe { &*first.previous.get() };
                self.next.set(first);
                self.previous.set(last);
                last.next.set(self);
                first.previous.set(self);
            }
        }
    }

    /// Takes it out of the ring that begins with `head`.
    pub fn unlink(&'static self, head: &Cell<Option<&'static Span>>) {
        // SAFETY: links of a span in a ring are headers.
        let (next, previous) = unsafe { (&*self.next.get(), &*self.previous.get()) };
        if ptr::eq(next, self) {
            head.set(None);
            return;
        }
        next.previous.set(previous);
        previous.next.set(next);
        if head.get().is_some_and(|first| ptr::eq(first, self)) {
            head.set(Some(next));
        }
    }

    /// The one before it in its ring: before the first, the last.
    pub fn previous(&self) -> &'static Span {
        // SAFETY: as above.
        unsafe { &*self.previous.get() }
    }
}

/// The header of a large block uses the fields for other things.
impl Span {
    /// Makes the granule the first of a large block, which is a mapping of this size.
    pub fn begin_large(&self, block: *mut u8, size: usize) {
        self.next.set(block.cast_const().cast());
        self.previous.set(ptr::without_provenance(size));
        self.kind.set(Kind::Large);
    }

    /// The large block.
    pub fn large_block(&self) -> *mut u8 {
        self.next.get().cast_mut().cast()
    }

    /// Its size.
    pub fn large_size(&self) -> usize {
        self.previous.get().addr()
    }

    /// The granule is nobody's again.
    pub fn end_large(&self) {
        self.kind.set(Kind::Free);
    }
}
