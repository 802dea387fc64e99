//! The mutexes that a thread holds and whose lock word has its kernel ID, in two lists: the robust ones in the list
//! that the kernel walks when the thread dies (get_robust_list(2)), the others in a second one, for fork and for the
//! priority ceilings.

use super::{Kind, Mutex, by_tid};
use crate::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering, compiler_fence};
use crate::sys::{call2, nr};
use crate::thread::current;
use core::ptr;

/// A mutex's place in a list. The kernel knows the first word.
#[repr(C)]
pub struct Links {
    /// The next mutex's `Links`, or the head; bit 0 is set if that is one with priority inheritance.
    next: AtomicUsize,
    /// The word that points here.
    previous: AtomicUsize,
}

impl Links {
    /// In no list.
    pub const fn new() -> Self {
        Self { next: AtomicUsize::new(0), previous: AtomicUsize::new(0) }
    }
}

impl Default for Links {
    fn default() -> Self {
        Self::new()
    }
}

const LINKS: usize = core::mem::offset_of!(Mutex, links);
const PI: usize = 1;

/// `struct robust_list_head`.
#[repr(C)]
struct Robust {
    next: AtomicUsize,
    /// From a mutex's links to its lock word.
    offset: AtomicUsize,
    /// The mutex that the thread is about to lock or unlock.
    pending: AtomicUsize,
}

/// A thread's lists. A head of 0 is an empty list that was never used.
pub struct Held {
    robust: Robust,
    others: AtomicUsize,
    registered: AtomicBool,
    /// For fork: the first of the mutexes that are private to the process.
    private: AtomicUsize,
    /// For fork: the forking thread's kernel ID.
    forking: AtomicI32,
}

impl Held {
    /// Holding none.
    pub const fn new() -> Self {
        let offset = core::mem::offset_of!(Mutex, word).wrapping_sub(LINKS);
        Self {
            robust: Robust {
                next: AtomicUsize::new(0),
                offset: AtomicUsize::new(offset),
                pending: AtomicUsize::new(0),
            },
            others: AtomicUsize::new(0),
            registered: AtomicBool::new(false),
            private: AtomicUsize::new(0),
            forking: AtomicI32::new(0),
        }
    }

    fn head(&self, kind: Kind) -> &AtomicUsize {
        if kind.has(Kind::ROBUST) { &self.robust.next } else { &self.others }
    }

    /// Says that the thread is about to lock or unlock this mutex, should it die meanwhile.
    pub fn begin(&self, mutex: &Mutex, kind: Kind) {
        if kind.has(Kind::ROBUST) {
            self.register();
            self.robust.pending.store(entry(mutex, kind), Ordering::Relaxed);
            compiler_fence(Ordering::SeqCst);
        }
    }

    /// It is done.
    pub fn end(&self) {
        compiler_fence(Ordering::SeqCst);
        self.robust.pending.store(0, Ordering::Relaxed);
    }

    /// Shows the list to the kernel.
    fn register(&self) {
        if !self.registered.load(Ordering::Relaxed) {
            let head = self.robust.next.as_ptr() as usize;
            if self.robust.next.load(Ordering::Relaxed) == 0 {
                self.robust.next.store(head, Ordering::Relaxed);
            }
            // SAFETY: the head is in the control block, which stays until the kernel is done with the thread.
            let _ = unsafe { call2(nr::__NR_set_robust_list, head, size_of::<Robust>()) };
            self.registered.store(true, Ordering::Relaxed);
        }
    }

    /// Puts a mutex into its list.
    pub fn insert(&self, mutex: &Mutex, kind: Kind) {
        let head = self.head(kind);
        let end = head.as_ptr() as usize;
        let first = match head.load(Ordering::Relaxed) {
            0 => end,
            first => first,
        };
        mutex.links.next.store(first, Ordering::Relaxed);
        mutex.links.previous.store(end, Ordering::Relaxed);
        if let Some(next) = links(first, end) {
            next.previous.store(mutex.links.next.as_ptr() as usize, Ordering::Relaxed);
        }
        // The kernel may look at any moment.
        compiler_fence(Ordering::SeqCst);
        head.store(entry(mutex, kind), Ordering::Relaxed);
    }

    /// Takes a mutex out of its list.
    pub fn remove(&self, mutex: &Mutex, kind: Kind) {
        let end = self.head(kind).as_ptr() as usize;
        let next = mutex.links.next.load(Ordering::Relaxed);
        let previous = mutex.links.previous.load(Ordering::Relaxed);
        // SAFETY: the word before it is another held mutex's, or the head.
        unsafe { (*(previous as *const AtomicUsize)).store(next, Ordering::Relaxed) };
        if let Some(next) = links(next, end) {
            next.previous.store(previous, Ordering::Relaxed);
        }
        compiler_fence(Ordering::SeqCst);
    }

    fn for_each(head: &AtomicUsize, mut each: impl FnMut(&Mutex)) {
        let end = head.as_ptr() as usize;
        let mut at = head.load(Ordering::Relaxed);
        while let Some(found) = links(at, end) {
            at = found.next.load(Ordering::Relaxed);
            // SAFETY: links are in mutexes that the thread holds.
            each(unsafe { &*mutex_of(found) });
        }
    }

    /// Calls `each` for every mutex.
    pub fn for_all(&self, mut each: impl FnMut(&Mutex)) {
        Self::for_each(&self.robust.next, &mut each);
        Self::for_each(&self.others, &mut each);
    }

    /// Whether the thread ever held one: else fork has nothing to do.
    pub fn is_used(&self) -> bool {
        self.registered.load(Ordering::Relaxed) || self.others.load(Ordering::Relaxed) != 0
    }

    /// Before a fork: notes the mutexes that are private to the process. The lists cannot be walked in the child,
    /// because the links of shared mutexes are the parent's.
    pub fn before_fork(&self) {
        let mut chain = 0usize;
        self.for_all(|mutex| {
            if !mutex.kind().has(Kind::SHARED) {
                mutex.owner.store(chain as u64, Ordering::Relaxed);
                chain = ptr::from_ref(mutex) as usize;
            }
        });
        self.private.store(chain, Ordering::Relaxed);
        self.forking.store(current().tid.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// In a forked child: the noted mutexes are the child's thread's, and the others are not.
    pub fn in_child(&self) {
        let robust = self.robust.next.as_ptr() as usize;
        if self.registered.swap(false, Ordering::Relaxed) {
            self.robust.next.store(robust, Ordering::Relaxed);
            self.register();
        }
        self.others.store(0, Ordering::Relaxed);
        let mut at = self.private.load(Ordering::Relaxed) as *const Mutex;
        // SAFETY: `before_fork` made the chain of mutexes that this thread holds.
        while let Some(mutex) = unsafe { at.as_ref() } {
            at = mutex.owner.load(Ordering::Relaxed) as *const Mutex;
            by_tid::adopt(mutex);
            self.insert(mutex, mutex.kind());
        }
        self.adopt_pending();
    }

    /// The fork came from a signal handler that interrupted locking or unlocking, which goes on: a mutex that is private
    /// and held already, but in no list, changes its owner, too.
    fn adopt_pending(&self) {
        let pending = self.robust.pending.load(Ordering::Relaxed) & !PI;
        if pending == 0 {
            return;
        }
        // SAFETY: the thread is in the middle of locking or unlocking this mutex.
        let mutex = unsafe { &*mutex_of(pending as *const Links) };
        if !mutex.kind().has(Kind::SHARED) {
            by_tid::adopt_from(mutex, self.forking.load(Ordering::Relaxed));
        }
    }
}

impl Default for Held {
    fn default() -> Self {
        Self::new()
    }
}

/// How a list points to a mutex.
fn entry(mutex: &Mutex, kind: Kind) -> usize {
    let address = mutex.links.next.as_ptr() as usize;
    if kind.has(Kind::INHERIT) { address | PI } else { address }
}

/// The links that a list's pointer means, unless it is the end.
fn links<'a>(pointer: usize, end: usize) -> Option<&'a Links> {
    if pointer == 0 || pointer == end {
        return None;
    }
    // SAFETY: pointers in a list are to mutexes that the thread holds.
    Some(unsafe { &*((pointer & !PI) as *const Links) })
}

fn mutex_of(links: *const Links) -> *const Mutex {
    links.wrapping_byte_sub(LINKS).cast()
}
