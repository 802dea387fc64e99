//! The protocol by which threads and fork share a stream, for any kind of thread: the process's, or the model checker's.

use super::ownership::Ownership;
use crate::sync::atomic::{AtomicUsize, Ordering};

/// A thread as the protocol sees it.
pub trait Thread: Copy {
    /// Being inside a section; it ends when this goes.
    type Section;
    /// Its name: even, and not 0.
    fn name(self) -> usize;
    /// Enters a section, waiting as long as a fork is under way.
    fn enter(self) -> Self::Section;
    /// Runs `wait`, which may block, outside of its sections.
    fn parked<T>(self, wait: impl FnOnce() -> T) -> T;
    /// Is about to wait for another thread.
    fn waits(self) {}
}

/// What a thread that is gone has left behind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Abandoned {
    /// Nothing.
    Nothing,
    /// What it put into the buffer since it became the owner.
    Output,
    /// All that the buffer holds: it was in flight.
    Flight,
}

/// A stream's guard.
pub struct Guard {
    ownership: Ownership,
    /// The thread whose bytes are in flight, and the lowest bit for input; 0 if none are.
    flight: AtomicUsize,
}

impl Guard {
    /// Of a stream that nobody uses.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self { ownership: Ownership::new(), flight: AtomicUsize::new(0) }
    }

    /// Of a stream that nobody uses.
    #[cfg(loom)]
    pub fn new() -> Self {
        Self { ownership: Ownership::new(), flight: AtomicUsize::new(0) }
    }

    /// Makes `thread` the owner, waiting as long as another one is, and lets it be inside a section. `begin` runs there if it
    /// was not the owner before. `None` is for those who wait only `unless_reading`, once the owner waits for input.
    pub fn own<T: Thread>(&self, thread: T, unless_reading: bool, begin: impl Fn()) -> Option<T::Section> {
        self.try_own(thread, &begin).or_else(|| self.own_after_wait(thread, unless_reading, &begin))
    }

    /// The same, if that takes no waiting.
    pub fn try_own<T: Thread>(&self, thread: T, begin: impl Fn()) -> Option<T::Section> {
        let section = thread.enter();
        if self.ownership.again(thread.name()) {
            return Some(section);
        }
        if self.ownership.try_acquire(thread.name(), false) {
            begin();
            return Some(section);
        }
        None
    }

    #[cold]
    #[inline(never)]
    fn own_after_wait<T: Thread>(&self, thread: T, unless_reading: bool, begin: impl Fn()) -> Option<T::Section> {
        loop {
            thread.waits();
            if !self.ownership.wait(|| unless_reading && self.flight.load(Ordering::Relaxed) & 1 != 0) {
                return None;
            }
            let section = thread.enter();
            if self.ownership.try_acquire(thread.name(), true) {
                begin();
                return Some(section);
            }
        }
    }

    /// Gives the ownership back once. The calling thread owns it, and is in a section.
    pub fn disown(&self) {
        self.ownership.release();
    }

    /// Runs `wait`, which may block, and which takes or gives the stream's bytes: outside of all sections, with the bytes
    /// marked as the thread's.
    pub fn in_flight<T: Thread, R>(&self, thread: T, input: bool, wait: impl FnOnce() -> R) -> R {
        self.flight.store(thread.name() | usize::from(input), Ordering::Relaxed);
        if input {
            self.ownership.announce();
        }
        let result = thread.parked(wait);
        self.flight.store(0, Ordering::Relaxed);
        result
    }

    /// What a forked child has to do about the threads that are gone: all but the one named `me`.
    pub fn abandoned(&self, me: usize) -> Abandoned {
        let flight = self.flight.load(Ordering::Relaxed);
        if flight != 0 && flight & !1 != me {
            Abandoned::Flight
        } else if self.ownership.is_abandoned(me) {
            Abandoned::Output
        } else {
            Abandoned::Nothing
        }
    }

    /// In a forked child: `me` keeps what it owns, and the threads that are gone own nothing and have nothing in flight.
    pub fn reset_in_child(&self, me: usize) {
        if self.flight.load(Ordering::Relaxed) & !1 != me {
            self.flight.store(0, Ordering::Relaxed);
        }
        self.ownership.reset_in_child(me);
    }
}

impl Default for Guard {
    fn default() -> Self {
        Self::new()
    }
}
