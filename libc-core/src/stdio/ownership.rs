//! Who owns a `FILE`: a recursive lock that the application sees (`flockfile`) and that every call on the stream takes.
//!
//! The owner is known by the address of its control block, so that a forked child's thread still owns what it owned.
//! fork never waits for an owner. The functions that take and give it are called inside a section, so that fork sees
//! the owner and the mark of where its output begins together; [`Ownership::wait`] is called outside.
//!
//! Those that look after all streams (`fflush(NULL)`, `exit`) have nothing to do where the owner waits for input. They
//! wait with a condition that the owner announces: it changes a contended word's value, and wakes all.

use crate::sync::Futex;
use crate::sync::atomic::{AtomicU32, AtomicUsize, Ordering, fence};

const FREE: u32 = 0;
const HELD: u32 = 1;
/// Owned, and somebody may sleep on it. The value after it means the same.
const CONTENDED: u32 = 2;

/// A stream's owner. A thread's name is not 0.
pub struct Ownership {
    word: Futex,
    owner: AtomicUsize,
    /// How many times the owner took it. Only the owner uses it.
    depth: AtomicU32,
}

impl Ownership {
    /// Nobody's.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self { word: Futex::new(FREE), owner: AtomicUsize::new(0), depth: AtomicU32::new(0) }
    }

    /// Nobody's.
    #[cfg(loom)]
    pub fn new() -> Self {
        Self { word: Futex::new(FREE), owner: AtomicUsize::new(0), depth: AtomicU32::new(0) }
    }

    /// Whether `me` owns it.
    #[inline]
    pub fn is_owner(&self, me: usize) -> bool {
        self.owner.load(Ordering::Relaxed) == me
    }

    /// Takes it once more for its owner, if that is `me`.
    #[inline]
    pub fn again(&self, me: usize) -> bool {
        let mine = self.is_owner(me);
        if mine {
            self.depth.store(self.depth.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        }
        mine
    }

    /// Takes it for `me`, who does not own it, if it is free. `waited` says that `me` called [`Self::wait`] before:
    /// then it cannot know whether others sleep still.
    #[inline]
    pub fn try_acquire(&self, me: usize, waited: bool) -> bool {
        let taken = if waited { CONTENDED } else { HELD };
        let free = self.word.compare_exchange(FREE, taken, Ordering::Acquire, Ordering::Relaxed).is_ok();
        if free {
            self.owner.store(me, Ordering::Relaxed);
            self.depth.store(1, Ordering::Relaxed);
        }
        free
    }

    /// Sleeps until it is free, or, as long as it is not, until `give_up`; false for the latter.
    #[cold]
    pub fn wait(&self, give_up: impl Fn() -> bool) -> bool {
        loop {
            match self.word.load(Ordering::Acquire) {
                FREE => return true,
                HELD => {
                    let _ = self.word.compare_exchange(HELD, CONTENDED, Ordering::Relaxed, Ordering::Relaxed);
                }
                contended => {
                    // Either this sees what the owner changed, or the owner sees the word contended (`announce`).
                    fence(Ordering::SeqCst);
                    if give_up() {
                        return false;
                    }
                    self.word.wait(contended);
                }
            }
        }
    }

    /// What `give_up` looks at has changed: the owner says so.
    #[inline]
    pub fn announce(&self) {
        fence(Ordering::SeqCst);
        let word = self.word.load(Ordering::Relaxed);
        if word >= CONTENDED {
            // Nobody but the owner changes a contended word.
            self.word.store(word ^ 1, Ordering::Release);
            self.word.wake(i32::MAX);
        }
    }

    /// Gives it back once. The caller owns it.
    #[inline]
    pub fn release(&self) {
        let depth = self.depth.load(Ordering::Relaxed) - 1;
        self.depth.store(depth, Ordering::Relaxed);
        if depth == 0 {
            self.owner.store(0, Ordering::Relaxed);
            if self.word.swap(FREE, Ordering::Release) >= CONTENDED {
                self.word.wake(1);
            }
        }
    }

    /// Whether another thread than `me` owns it. In a forked child that one is gone.
    pub fn is_abandoned(&self, me: usize) -> bool {
        !self.is_owner(me) && self.word.load(Ordering::Relaxed) != FREE
    }

    /// In a forked child, where nobody sleeps on it: `me` keeps what it owns, and nobody else owns it.
    pub fn reset_in_child(&self, me: usize) {
        if self.is_owner(me) {
            self.word.store(HELD, Ordering::Relaxed);
        } else {
            self.owner.store(0, Ordering::Relaxed);
            self.word.store(FREE, Ordering::Relaxed);
        }
    }
}

impl Default for Ownership {
    fn default() -> Self {
        Self::new()
    }
}
