//! What `pthread_atfork` appends to and fork walks: a list that only grows, and that is read without a lock. A fork sees
//! what was registered when it began, before and after the clone.

use super::ranks::AtFork;
use crate::sync::Lock;
use crate::sync::atomic::{AtomicPtr, Ordering};
use core::ptr;

/// One registration. Its links do not change once a fork can see it, but for `next` of the last one.
pub struct Registration<T> {
    value: T,
    previous: *const Registration<T>,
    next: AtomicPtr<Registration<T>>,
}

/// All registrations.
pub struct Registrations<T> {
    first: AtomicPtr<Registration<T>>,
    last: AtomicPtr<Registration<T>>,
    /// Held to append.
    pub lock: Lock<AtFork, ()>,
}

/// The registrations that one fork sees.
pub struct Registered<'a, T> {
    all: &'a Registrations<T>,
    last: *const Registration<T>,
}

impl<T> Registrations<T> {
    /// None.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        let (first, last) = (AtomicPtr::new(ptr::null_mut()), AtomicPtr::new(ptr::null_mut()));
        Self { first, last, lock: Lock::new(()) }
    }

    /// None.
    #[cfg(loom)]
    pub fn new() -> Self {
        let (first, last) = (AtomicPtr::new(ptr::null_mut()), AtomicPtr::new(ptr::null_mut()));
        Self { first, last, lock: Lock::new(()) }
    }

    /// Appends one.
    ///
    /// # Safety
    /// `new` is memory for it that is never freed and nobody else's.
    pub unsafe fn append(&self, new: *mut Registration<T>, value: T) {
        let _held = self.lock.lock();
        let last = self.last.load(Ordering::Relaxed);
        let next = AtomicPtr::new(ptr::null_mut());
        // SAFETY: the caller's promise.
        unsafe { new.write(Registration { value, previous: last, next }) };
        // SAFETY: registrations are never freed.
        match unsafe { last.as_ref() } {
            Some(last) => last.next.store(new, Ordering::Release),
            None => self.first.store(new, Ordering::Release),
        }
        self.last.store(new, Ordering::Release);
    }

    /// What is registered now.
    pub fn now(&self) -> Registered<'_, T> {
        Registered { all: self, last: self.last.load(Ordering::Acquire) }
    }
}

#[cfg(not(loom))]
impl<T> Default for Registrations<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Registered<'_, T> {
    /// Calls `each` for the last one first.
    pub fn backwards(&self, mut each: impl FnMut(&T)) {
        let mut at = self.last;
        // SAFETY: registrations are never freed.
        while let Some(registration) = unsafe { at.as_ref() } {
            each(&registration.value);
            at = registration.previous;
        }
    }

    /// Calls `each` for the first one first.
    pub fn forwards(&self, mut each: impl FnMut(&T)) {
        if self.last.is_null() {
            return;
        }
        let mut at = self.all.first.load(Ordering::Acquire).cast_const();
        // SAFETY: registrations are never freed, and the walk ends at one that it began with.
        while let Some(registration) = unsafe { at.as_ref() } {
            each(&registration.value);
            if ptr::eq(at, self.last) {
                return;
            }
            at = registration.next.load(Ordering::Acquire);
        }
    }
}
