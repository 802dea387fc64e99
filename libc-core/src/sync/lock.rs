//! The library's own lock: a three-state futex lock. It knows nothing of owners, is never held over a call
//! that can block, and fork takes every one of them in rank order.

use super::atomic::Ordering;
use super::{Futex, Rank, rank};
use core::cell::UnsafeCell;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

const FREE: u32 = 0;
const HELD: u32 = 1;
/// Held, and somebody may sleep on it.
const CONTENDED: u32 = 2;

/// A lock without a value, of rank `R`.
pub struct RawLock<R> {
    state: Futex,
    rank: PhantomData<fn() -> R>,
}

impl<R: Rank> RawLock<R> {
    /// A free lock.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self { state: Futex::new(FREE), rank: PhantomData }
    }

    /// A free lock.
    #[cfg(loom)]
    pub fn new() -> Self {
        Self { state: Futex::new(FREE), rank: PhantomData }
    }

    /// Takes the lock, sleeping as long as another thread holds it.
    #[inline]
    pub fn acquire(&self) {
        rank::acquire::<R>();
        if self.state.compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed).is_err() {
            self.acquire_contended();
        }
    }

    #[cold]
    fn acquire_contended(&self) {
        // Whoever gets it after a sleep cannot know whether others sleep still: it says so.
        while self.state.swap(CONTENDED, Ordering::Acquire) != FREE {
            self.state.wait(CONTENDED);
        }
    }

    /// Gives the lock back. The caller holds it.
    #[inline]
    pub fn release(&self) {
        rank::release::<R>();
        if self.state.swap(FREE, Ordering::Release) == CONTENDED {
            self.state.wake(1);
        }
    }

    /// In a forked child, where nobody sleeps on it: makes the lock free, whoever held it.
    pub fn reset_in_child(&self) {
        rank::forget::<R>();
        self.state.store(FREE, Ordering::Relaxed);
    }
}

impl<R: Rank> Default for RawLock<R> {
    fn default() -> Self {
        Self::new()
    }
}

/// A value behind a lock of rank `R`.
pub struct Lock<R, T> {
    raw: RawLock<R>,
    value: UnsafeCell<T>,
}

// SAFETY: the value is reached only by the thread that holds the lock.
unsafe impl<R: Rank, T: Send> Sync for Lock<R, T> {}

impl<R: Rank, T> Lock<R, T> {
    /// A free lock around `value`.
    #[cfg(not(loom))]
    pub const fn new(value: T) -> Self {
        Self { raw: RawLock::new(), value: UnsafeCell::new(value) }
    }

    /// A free lock around `value`.
    #[cfg(loom)]
    pub fn new(value: T) -> Self {
        Self { raw: RawLock::new(), value: UnsafeCell::new(value) }
    }

    /// Takes the lock.
    #[inline]
    pub fn lock(&self) -> Guard<'_, R, T> {
        self.raw.acquire();
        Guard { lock: self }
    }

    /// The lock itself, for the fork hooks.
    pub fn raw(&self) -> &RawLock<R> {
        &self.raw
    }

    /// The value, without the lock.
    ///
    /// # Safety
    /// The caller holds the lock through [`Lock::raw`], or is the only thread, as in a forked child.
    #[allow(clippy::mut_from_ref, reason = "the lock is what makes it exclusive")]
    pub unsafe fn value_unlocked(&self) -> &mut T {
        // SAFETY: the caller's promise.
        unsafe { &mut *self.value.get() }
    }
}

/// A held lock; it is released when this goes.
pub struct Guard<'a, R: Rank, T> {
    lock: &'a Lock<R, T>,
}

impl<R: Rank, T> Deref for Guard<'_, R, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: the lock is held.
        unsafe { &*self.lock.value.get() }
    }
}

impl<R: Rank, T> DerefMut for Guard<'_, R, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the lock is held.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<R: Rank, T> Drop for Guard<'_, R, T> {
    #[inline]
    fn drop(&mut self) {
        self.lock.raw.release();
    }
}
