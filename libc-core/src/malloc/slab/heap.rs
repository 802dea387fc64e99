//! Heaps: the spans of one thread, and how it takes blocks from them and puts them back without a lock. Other threads put
//! blocks into the heap's mailbox.

use super::central::CENTRAL;
use super::class::{CLASSES, GRANULE};
use super::fault::{Fault, stop};
use super::free_list::{Free, FreeList};
use super::map;
use super::span::{Kind, Place, Span};
use crate::errno::Errno;
use crate::process::fork::ranks::ThreadHeap;
use crate::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use crate::sync::gate::{Door, HEAPS};
use crate::sync::rank;
use core::cell::Cell;
use core::ptr;

/// How many unused spans a heap remembers, and how much memory they may hold at most.
const KEPT: usize = 8;
const KEPT_BYTES: usize = 192 << 10;
/// A span's blocks are made ready in portions of about so many bytes.
const PORTION: u32 = 4096;

/// What a heap has of one class.
struct Bin {
    /// Blocks to hand out; those of `current`.
    list: FreeList,
    /// The span that blocks are taken from.
    current: Cell<Option<&'static Span>>,
    /// A ring of other spans with free blocks.
    waiting: Cell<Option<&'static Span>>,
}

/// A thread's heap. It stays when the thread ends, as an orphan, and another thread takes it over, or its spans.
#[repr(C, align(64))]
pub struct Heap {
    /// Whether its thread is inside.
    door: Door,
    /// What free blocks are marked with.
    key: Cell<usize>,
    bins: [Bin; CLASSES],
    kept: [Cell<Option<&'static Span>>; KEPT],
    kept_next: Cell<usize>,
    /// All heaps form a list.
    next: Cell<Option<&'static Heap>>,
    /// Orphans form another.
    next_orphan: Cell<Option<&'static Heap>>,
    shared: Shared,
}

/// What other threads look at and change, away from what the own thread uses all the time.
#[repr(align(64))]
struct Shared {
    /// No thread has the heap; the malloc lock guards it.
    orphan: AtomicBool,
    /// Blocks that other threads freed.
    mailbox: AtomicPtr<Free>,
}

// SAFETY: a heap is used by its thread inside the gate, by the holder of the malloc lock if it is an orphan, and by fork
// when nobody is inside; the rest is atomic.
unsafe impl Sync for Heap {}

/// The heap of the first thread that allocates.
static FIRST: Heap = Heap::new();

/// All heaps. One is added under the malloc lock, and none is ever removed.
static ALL: AtomicPtr<Heap> = AtomicPtr::new(ptr::null_mut());

/// The thread inside its heap; it goes out when this goes.
pub struct Inside(&'static Heap);

impl Drop for Inside {
    #[inline]
    fn drop(&mut self) {
        self.0.door.leave(&HEAPS);
        rank::release::<ThreadHeap>();
    }
}

impl Heap {
    /// The calling thread's, if it has one.
    #[inline(always)]
    pub fn current() -> Option<&'static Heap> {
        crate::thread::current().heap.get()
    }

    /// The calling thread's; ENOMEM.
    pub fn current_or_new() -> Result<&'static Heap, Errno> {
        if let Some(heap) = Self::current() {
            return Ok(heap);
        }
        crate::thread::exit::set_heap_return(give_up);
        let mut central = CENTRAL.lock();
        let heap = match central.orphans.take() {
            Some(orphan) => {
                central.orphans = orphan.next_orphan.take();
                orphan.shared.orphan.store(false, Ordering::Release);
                orphan
            }
            None => {
                let heap = if all().is_none() { &FIRST } else { Self::map()? };
                heap.key.set(key());
                heap.next.set(all());
                ALL.store(ptr::from_ref(heap).cast_mut(), Ordering::Release);
                heap
            }
        };
        drop(central);
        crate::thread::current().heap.set(Some(heap));
        Ok(heap)
    }

    /// One without spans.
    const fn new() -> Self {
        Self {
            door: Door::new(),
            key: Cell::new(0),
            bins: [const { Bin { list: FreeList::new(), current: Cell::new(None), waiting: Cell::new(None) } }; _],
            kept: [const { Cell::new(None) }; _],
            kept_next: Cell::new(0),
            next: Cell::new(None),
            next_orphan: Cell::new(None),
            shared: Shared { orphan: AtomicBool::new(false), mailbox: AtomicPtr::new(ptr::null_mut()) },
        }
    }

    /// The same in memory of its own, which stays; ENOMEM.
    fn map() -> Result<&'static Self, Errno> {
        let memory = super::pages::map(size_of::<Heap>())?.cast::<Heap>();
        // SAFETY: the mapping is large enough, and nobody else's.
        unsafe {
            memory.write(Self::new());
            Ok(&*memory)
        }
    }

    /// What free blocks are marked with.
    pub fn key(&self) -> usize {
        self.key.get()
    }

    /// A block of a class, which must be less than [`CLASSES`], if one is at hand and the gate is open; null otherwise,
    /// and then the thread must [`Heap::enter`] next.
    #[inline(always)]
    pub fn take(&'static self, class: usize) -> *const Free {
        rank::acquire::<ThreadHeap>();
        let is_in = self.door.try_enter(&HEAPS);
        rank::release::<ThreadHeap>();
        if is_in {
            // SAFETY: the caller's promise about the class.
            let bin = unsafe { self.bins.get_unchecked(class) };
            let block = bin.list.try_pop(self.key.get());
            if !block.is_null() {
                return self.door.leave_with(&HEAPS, block);
            }
        }
        ptr::null()
    }

    /// Puts a block back into its span, which must be this heap's, if it is not marked as free and the gate is open;
    /// otherwise it calls `slowly`, which must [`Heap::enter`].
    ///
    /// # Safety
    /// The block is one of the span's, and nobody's.
    #[inline(always)]
    pub unsafe fn put(&'static self, span: &'static Span, block: *const Free, slowly: impl FnOnce()) {
        rank::acquire::<ThreadHeap>();
        let is_in = self.door.try_enter(&HEAPS);
        rank::release::<ThreadHeap>();
        // SAFETY: the caller's promise.
        match is_in.then(|| unsafe { span.list().try_push(block, self.key.get()) }).flatten() {
            Some(false) => self.door.leave(&HEAPS),
            Some(true) => self.put_triggered(span),
            None => slowly(),
        }
    }

    /// What is left to do when [`Heap::put`] reached the span's trigger.
    #[cold]
    #[inline(never)]
    fn put_triggered(&'static self, span: &'static Span) {
        rank::acquire::<ThreadHeap>();
        let _inside = Inside(self);
        self.triggered(span, true);
    }

    /// Goes inside, waiting as long as a fork is under way.
    #[inline]
    pub fn enter(&'static self) -> Inside {
        rank::acquire::<ThreadHeap>();
        self.door.enter(&HEAPS);
        Inside(self)
    }
}

impl Inside {
    /// The heap.
    #[inline(always)]
    fn heap(&self) -> &'static Heap {
        self.0
    }

    /// A block of a class; ENOMEM.
    #[inline(never)]
    pub fn allocate(&self, class: usize) -> Result<*const Free, Errno> {
        let heap = self.heap();
        let bin = &heap.bins[class.min(CLASSES - 1)];
        loop {
            let block = bin.list.pop(heap.key.get());
            if !block.is_null() {
                return Ok(block);
            }
            if heap.empty_mailbox(true) {
                continue;
            }
            if let Some(current) = bin.current.get() {
                if heap.extend(bin, current) {
                    continue;
                }
                heap.set_full(bin, current);
            }
            let span = match bin.waiting.get().or_else(|| heap.adopt_waiting(class)) {
                Some(span) => span,
                None => {
                    let span = CENTRAL.lock().allocate_span(class)?;
                    span.begin(class, heap);
                    span.append(&bin.waiting);
                    span.place.set(Place::Waiting);
                    span
                }
            };
            heap.make_current(bin, span);
        }
    }

    /// Puts a block back into its span, which must be this heap's.
    ///
    /// # Safety
    /// The block is one of the span's, and nobody's, or free.
    pub unsafe fn push(&self, span: &'static Span, block: *const Free) {
        let heap = self.heap();
        // SAFETY: the caller's promise.
        if unsafe { span.list().push(block, heap.key.get()) } {
            heap.triggered(span, true);
        }
    }

    /// Puts a block back whose span is another heap's.
    ///
    /// # Safety
    /// The block is one of the span's.
    #[cold]
    #[inline(never)]
    pub unsafe fn push_elsewhere(&self, span: &'static Span, block: *const Free) {
        let heap = self.heap();
        loop {
            match span.owner.get() {
                None => stop(Fault::DoubleFree),
                Some(owner) if ptr::eq(owner, heap) => {
                    // SAFETY: the caller's promise.
                    unsafe { self.push(span, block) };
                    return;
                }
                Some(owner) if owner.shared.orphan.load(Ordering::Acquire) => {
                    let _central = CENTRAL.lock();
                    let is_still = span.owner.is(owner) && owner.shared.orphan.load(Ordering::Relaxed);
                    if is_still {
                        heap.adopt(owner, span);
                    }
                }
                Some(owner) => {
                    owner.post(block, heap.key.get());
                    return;
                }
            }
        }
    }

    /// Gives unused memory back to the rest of the program, as far as this heap has some.
    pub fn trim(&self) {
        let heap = self.heap();
        heap.empty_mailbox(true);
        heap.release_unused();
    }
}

/// What is done inside, by the heap's thread or, for an orphan, by the holder of the malloc lock.
impl Heap {
    /// Makes a portion of the current span's fresh blocks ready. Returns whether there was one.
    fn extend(&self, bin: &Bin, span: &Span) -> bool {
        let (size, fresh) = (span.size.get(), span.fresh());
        if fresh < size {
            return false;
        }
        let count = (PORTION.min(fresh) / size).max(1);
        let start = span.start().wrapping_add(span.limit.get() as usize);
        // SAFETY: that part of the span is fresh, so nobody uses it.
        unsafe { bin.list.fill(start, size as usize, count, self.key.get()) };
        span.limit.set(span.limit.get() + count * size);
        if !span.place.get().is_kept() {
            bin.list.trigger.set(span.handed_out());
        }
        true
    }

    /// The current span has no block any more.
    fn set_full(&self, bin: &Bin, span: &'static Span) {
        self.forget(span);
        bin.current.set(None);
        span.move_list(span.own());
        span.own().trigger.set(1);
        span.place.set(Place::Full);
    }

    /// Makes a waiting span the current one; there is none.
    fn make_current(&self, bin: &Bin, span: &'static Span) {
        span.unlink(&bin.waiting);
        bin.list.trigger.set(span.own().trigger.get());
        span.move_list(&bin.list);
        span.place.set(if span.place.get().is_kept() { Place::CurrentKept } else { Place::Current });
        bin.current.set(Some(span));
    }

    /// A span's list has reached its trigger: it was full, or all its blocks are free. One that is unused may be given
    /// back unless the caller holds the malloc lock, and `may_keep` is false.
    #[cold]
    #[inline(never)]
    fn triggered(&'static self, span: &'static Span, may_keep: bool) {
        let bin = &self.bins[span.class()];
        if span.place.get() == Place::Full {
            span.append(&bin.waiting);
            span.place.set(Place::Waiting);
            span.own().trigger.set(span.handed_out());
        }
        if span.is_unused() {
            if may_keep {
                self.keep(span);
            } else {
                span.list().trigger.set(0);
            }
        }
    }

    /// Remembers a span that is unused, in place of one that was remembered before. One whose blocks are all free may
    /// soon be used again; to be told each time would cost too much.
    fn keep(&'static self, span: &'static Span) {
        let bytes = |span: &Span| span.limit.get() as usize;
        let mut room = KEPT_BYTES.saturating_sub(bytes(span));
        span.list().trigger.set(0);
        span.place.set(if span.place.get().is_current() { Place::CurrentKept } else { Place::WaitingKept });
        let mine = self.kept_next.get() % KEPT;
        self.kept_next.set(mine + 1);
        // From the youngest to the oldest, whose place the new one takes.
        for age in 1..=KEPT {
            let slot = &self.kept[(mine + KEPT - age) % KEPT];
            if let Some(old) = slot.get() {
                let fits = age != KEPT && bytes(old) <= room;
                if fits {
                    room -= bytes(old);
                } else {
                    slot.set(None);
                    self.reconsider(old);
                }
            }
        }
        self.kept[mine].set(Some(span));
    }

    /// A span is not remembered any more: it goes, or waits for being unused anew.
    fn reconsider(&self, span: &'static Span) {
        span.place.set(if span.place.get().is_current() { Place::Current } else { Place::Waiting });
        span.list().trigger.set(span.handed_out());
        if span.is_unused() {
            self.give_back(span);
        }
    }

    /// Forgets that a span was unused.
    fn forget(&self, span: &'static Span) {
        if span.place.get().is_kept() {
            for slot in &self.kept {
                if slot.get().is_some_and(|kept| ptr::eq(kept, span)) {
                    slot.set(None);
                }
            }
        }
    }

    /// Takes a span out of the heap. Its list is its own then.
    fn detach(&self, span: &'static Span) {
        let bin = &self.bins[span.class()];
        self.forget(span);
        match span.place.get() {
            Place::Full => {}
            Place::Current | Place::CurrentKept => {
                bin.current.set(None);
                span.own().trigger.set(bin.list.trigger.get());
                span.move_list(span.own());
            }
            Place::Waiting | Place::WaitingKept => span.unlink(&bin.waiting),
        }
    }

    fn give_back(&self, span: &'static Span) {
        self.detach(span);
        CENTRAL.lock().free_span(span);
    }

    /// Gives all unused spans back that are easily found.
    fn release_unused(&self) {
        for slot in &self.kept {
            if let Some(span) = slot.take() {
                self.reconsider(span);
            }
        }
        for bin in &self.bins {
            if let Some(span) = bin.current.get()
                && span.is_unused()
            {
                self.give_back(span);
            }
        }
    }

    /// Puts a block into the mailbox.
    fn post(&self, block: *const Free, key: usize) {
        // SAFETY: the caller found the block in a span, and nobody else uses it.
        let free = unsafe { &*block };
        if free.is_marked(key) {
            stop(Fault::DoubleFree);
        }
        let mailbox = &self.shared.mailbox;
        let mut first = mailbox.load(Ordering::Relaxed);
        loop {
            free.mark(first, key);
            match mailbox.compare_exchange_weak(first, block.cast_mut(), Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => first = now,
            }
        }
    }

    /// Puts the blocks of the mailbox back into their spans. `may_keep` as for `triggered`. Returns whether there were any.
    fn empty_mailbox(&'static self, may_keep: bool) -> bool {
        if self.shared.mailbox.load(Ordering::Relaxed).is_null() {
            return false;
        }
        let key = self.key.get();
        let mut at = self.shared.mailbox.swap(ptr::null_mut(), Ordering::Acquire).cast_const();
        // SAFETY: blocks in the mailbox are valid.
        while let Some(block) = unsafe { at.as_ref() } {
            let here = at;
            at = block.next(key);
            block.clear();
            let Some(span) = span_of(here as usize) else { stop(Fault::WrittenAfterFree) };
            if !span.owner.is(self) {
                // It was adopted since.
                if let Some(owner) = span.owner.get() {
                    owner.post(here, key);
                }
                continue;
            }
            // SAFETY: whoever put it there was done with it.
            if unsafe { span.list().push(here, key) } {
                self.triggered(span, may_keep);
            }
        }
        true
    }

    /// Takes a span over from an orphan. The caller holds the malloc lock and is inside.
    fn adopt(&'static self, orphan: &Heap, span: &'static Span) {
        let bin = &self.bins[span.class()];
        orphan.detach(span);
        span.owner.set(Some(self));
        if span.own().count.get() == 0 && span.fresh() < span.size.get() {
            span.own().trigger.set(1);
            span.place.set(Place::Full);
        } else {
            span.own().trigger.set(span.handed_out());
            span.append(&bin.waiting);
            span.place.set(Place::Waiting);
        }
    }

    /// Takes over a span of a class with free blocks from any orphan. It waits then.
    fn adopt_waiting(&'static self, class: usize) -> Option<&'static Span> {
        let central = CENTRAL.lock();
        let mut at = central.orphans;
        while let Some(orphan) = at {
            orphan.empty_mailbox(false);
            let bin = &orphan.bins[class];
            if let Some(span) = bin.waiting.get().or(bin.current.get()) {
                self.adopt(orphan, span);
                return self.bins[class].waiting.get();
            }
            at = orphan.next_orphan.get();
        }
        None
    }

    /// Makes it an orphan. The caller holds the malloc lock, and the heap's thread is gone or gives it up.
    pub fn abandon(&'static self, orphans: &mut Option<&'static Heap>) {
        self.shared.orphan.store(true, Ordering::Release);
        self.next_orphan.set(orphans.replace(self));
    }
}

/// The span that an address lies in, if it lies in one.
pub fn span_of(address: usize) -> Option<&'static Span> {
    let header = map::find(address)?;
    match header.kind.get() {
        Kind::Span => Some(header),
        Kind::Inner => Some(header.first()),
        Kind::Free | Kind::Large => None,
    }
}

/// The span and the block at `address`, which must be one that was handed out, in the granule of `header`. Stops the
/// program otherwise.
pub fn block_in_span(header: &'static Span, address: *mut u8) -> (&'static Span, *const Free) {
    if !matches!(header.kind.get(), Kind::Span | Kind::Inner) {
        stop(Fault::NotABlock);
    }
    let first = header.first();
    let offset = address as usize % GRANULE + header.back.get() as usize * GRANULE;
    if !first.has_block_at(offset) {
        stop(Fault::NotABlock);
    }
    (first, address.cast_const().cast())
}

fn all() -> Option<&'static Heap> {
    // SAFETY: heaps are never unmapped.
    unsafe { ALL.load(Ordering::Acquire).as_ref() }
}

/// Calls `each` for every heap.
pub fn for_each(mut each: impl FnMut(&'static Heap)) {
    let mut at = all();
    while let Some(heap) = at {
        each(heap);
        at = heap.next.get();
    }
}

/// The key of this process: from the kernel's random bytes, but not those that are the stack protector's.
fn key() -> usize {
    use crate::process::auxv::{at, get};
    match get(at::RANDOM) {
        // SAFETY: the kernel put 16 random bytes there.
        Some(random) => unsafe { (random as *const usize).add(1).read_unaligned() },
        None => ptr::from_ref(&ALL) as usize,
    }
}

/// The calling thread ends: its heap waits for another one.
fn give_up() {
    let Some(heap) = Heap::current() else { return };
    let inside = heap.enter();
    inside.trim();
    crate::thread::current().heap.set(None);
    // As soon as the lock is free another thread may be inside.
    let mut central = CENTRAL.lock();
    drop(inside);
    heap.abandon(&mut central.orphans);
}

/// The heaps' part in a fork: no other thread is inside. In the child the heaps of the threads that are gone are
/// orphans.
pub struct ForkHooks;

impl crate::process::fork::hooks::Hooks for ForkHooks {
    fn prepare(&self) {
        let mine = Heap::current().map_or(ptr::null(), ptr::from_ref);
        HEAPS.close(crate::sync::section::barrier, || {
            let mut nobody = true;
            for_each(|heap| nobody &= ptr::eq(heap, mine) || !heap.door.is_inside());
            nobody
        });
    }

    fn parent(&self) {
        HEAPS.open();
        HEAPS.wake();
    }

    fn child(&self) {
        HEAPS.reset_in_child();
        let mine = Heap::current().map_or(ptr::null(), ptr::from_ref);
        let mut central = CENTRAL.lock();
        for_each(|heap| {
            if !ptr::eq(heap, mine) && !heap.shared.orphan.load(Ordering::Relaxed) {
                heap.abandon(&mut central.orphans);
            }
        });
    }
}
