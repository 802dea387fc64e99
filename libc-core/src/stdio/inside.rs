//! Being inside a `FILE`: owning it, and inside a section while its state changes.

use super::file::{File, flag};
use crate::sync::atomic::Ordering;
use crate::sync::section::{self, Section};
use crate::thread::{current, is_threaded};
use core::ops::Deref;
use core::ptr;

/// The calling thread's name as an owner.
#[inline]
pub fn me() -> usize {
    ptr::from_ref(current()) as usize
}

/// The calling thread inside a stream. When this goes, it leaves.
pub struct Inside<'a> {
    file: &'a File,
    owned: bool,
    _section: Option<Section>,
}

impl Deref for Inside<'_> {
    type Target = File;

    #[inline]
    fn deref(&self) -> &File {
        self.file
    }
}

impl Drop for Inside<'_> {
    #[inline]
    fn drop(&mut self) {
        if self.owned {
            self.file.ownership.release();
        }
    }
}

impl File {
    /// Whether there is nobody to guard it from.
    #[inline]
    fn is_private(&self) -> bool {
        !is_threaded() && !self.has(flag::FOREIGN)
    }

    /// Owns the stream and is inside it, waiting as long as another thread owns it.
    #[inline]
    pub fn lock(&self) -> Inside<'_> {
        if self.is_private() {
            return Inside { file: self, owned: false, _section: None };
        }
        if self.has(flag::BY_CALLER) {
            return self.enter();
        }
        Inside { file: self, owned: true, _section: Some(self.own()) }
    }

    /// Is inside a stream that the calling thread has for itself by the application's promise.
    #[inline]
    pub fn enter(&self) -> Inside<'_> {
        let section = if self.is_private() { None } else { Some(Section::enter()) };
        Inside { file: self, owned: false, _section: section }
    }

    /// Takes the ownership, for [`Self::disown`] to give back.
    pub(super) fn own(&self) -> Section {
        self.list();
        let section = Section::enter();
        if self.ownership.again(me()) {
            return section;
        }
        if self.ownership.try_acquire(me(), false) {
            self.mark.set(self.write_at.get());
            return section;
        }
        drop(section);
        self.own_after_wait(false).unwrap_or_else(Section::enter)
    }

    /// Takes the ownership if nobody else has it.
    pub(super) fn try_own(&self) -> Option<Section> {
        self.list();
        let section = Section::enter();
        if self.ownership.again(me()) {
            return Some(section);
        }
        if self.ownership.try_acquire(me(), false) {
            self.mark.set(self.write_at.get());
            return Some(section);
        }
        None
    }

    /// Waits for the ownership; if `unless_reading`, not for a thread that waits for input.
    #[cold]
    #[inline(never)]
    fn own_after_wait(&self, unless_reading: bool) -> Option<Section> {
        loop {
            crate::sync::rank::assert_none_held("waiting for a FILE");
            if !self.ownership.wait(|| unless_reading && self.flight.load(Ordering::SeqCst) & 1 != 0) {
                return None;
            }
            let section = Section::enter();
            if self.ownership.try_acquire(me(), true) {
                self.mark.set(self.write_at.get());
                return Some(section);
            }
        }
    }

    /// As [`Self::lock`], for those that look after all streams: `None` where another thread waits for input, for
    /// there is nothing to write out and nothing to give back then.
    pub(super) fn lock_unless_reading(&self) -> Option<Inside<'_>> {
        if self.is_private() {
            return Some(self.lock());
        }
        let section = match self.try_own() {
            Some(section) => section,
            None => self.own_after_wait(true)?,
        };
        Some(Inside { file: self, owned: true, _section: Some(section) })
    }

    /// Gives the ownership back once. The caller owns it.
    pub(super) fn disown(&self) {
        let _section = Section::enter();
        self.ownership.release();
    }

    /// Runs `wait`, which can block, or is foreign code, and which takes or gives this stream's bytes: outside of all
    /// sections, with the bytes marked as the calling thread's. The buffers are consistent.
    pub(super) fn in_flight<T>(&self, input: bool, wait: impl FnOnce() -> T) -> T {
        self.flight.store(me() | usize::from(input), Ordering::SeqCst);
        if input {
            self.ownership.announce();
        }
        let result = section::parked(wait);
        self.flight.store(0, Ordering::Relaxed);
        result
    }

    /// In a forked child: makes the stream what the forking thread can go on with.
    ///
    /// A thread that is gone had bytes in flight: they are the parent's. It owned the stream: what it put into the
    /// buffer is, too, for its call (or its `flockfile`) was not over.
    pub(super) fn repair_in_child(&self) {
        let abandoned = self.ownership.reset_in_child(me());
        let flight = self.flight.load(Ordering::Relaxed);
        if flight != 0 && flight & !1 != me() {
            self.flight.store(0, Ordering::Relaxed);
            if self.is_writing() {
                self.restart_output();
            }
        } else if abandoned && self.is_writing() {
            self.write_at.set(self.mark.get());
        }
        if self.is_reading() {
            self.set(flag::INHERITED);
        }
        self.walkers.set(0);
    }
}
