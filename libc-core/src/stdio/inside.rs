//! Being inside a `FILE`: owning it, and inside a section while its state changes.

use super::file::{File, flag};
use super::guard::Thread;
use crate::errno::Errno;
use crate::sync::section::{self, Section};
use crate::thread::cancel_state::{self, Masked};
use crate::thread::{current, is_threaded};
use core::ops::Deref;
use core::ptr;

/// The calling thread.
#[derive(Clone, Copy)]
pub(super) struct Caller;

impl Thread for Caller {
    type Section = Section;

    #[inline]
    fn name(self) -> usize {
        ptr::from_ref(current()) as usize
    }

    #[inline]
    fn enter(self) -> Section {
        Section::enter()
    }

    #[inline]
    fn parked<T>(self, wait: impl FnOnce() -> T) -> T {
        section::parked(wait)
    }

    fn waits(self) {
        crate::sync::rank::assert_none_held("waiting for a FILE");
    }
}

/// The calling thread inside a stream. When this goes, it leaves.
pub struct Inside<'a> {
    file: &'a File,
    owned: bool,
    section: Option<Section>,
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
        // A stream that is private was not locked, and its calls are not cancelled.
        if let Some(section) = self.section.take() {
            self.file.leave(self.owned, section);
        }
    }
}

/// Runs code that may have cancellation points, so that they fail instead of ending the thread.
pub(super) fn uncancelled<T>(wait: impl FnOnce() -> T) -> T {
    if !is_threaded() {
        return wait();
    }
    let _masked = Masked::begin();
    wait()
}

impl File {
    /// Whether there is nobody to guard it from.
    #[inline]
    pub(super) fn is_private(&self) -> bool {
        !is_threaded() && !self.has(flag::FOREIGN)
    }

    /// Owns the stream and is inside it, waiting as long as another thread owns it.
    #[inline]
    pub fn lock(&self) -> Inside<'_> {
        if self.is_private() {
            return Inside { file: self, owned: false, section: None };
        }
        if self.has(flag::BY_CALLER) {
            return self.enter();
        }
        Inside { file: self, owned: true, section: self.own(false) }
    }

    /// Is inside a stream that the calling thread has for itself by the application's promise.
    #[inline]
    pub fn enter(&self) -> Inside<'_> {
        let section = if self.is_private() { None } else { Some(Section::enter()) };
        Inside { file: self, owned: false, section }
    }

    /// As [`Self::lock`], for those that look after all streams: `None` where another thread waits for input, for
    /// there is nothing to write out and nothing to give back then.
    pub(super) fn lock_unless_reading(&self) -> Option<Inside<'_>> {
        if self.is_private() {
            return Some(self.lock());
        }
        let section = self.own(true)?;
        Some(Inside { file: self, owned: true, section: Some(section) })
    }

    /// Takes the ownership, for [`Self::disown`] to give back. `None` is for those who wait only `unless_reading`.
    #[inline(never)]
    pub(super) fn own(&self, unless_reading: bool) -> Option<Section> {
        self.list();
        self.guard.own(Caller, unless_reading, || self.begin())
    }

    /// Leaves the section, and gives the ownership back if it was taken. A call that a request cut short is where the
    /// thread is cancelled, now that it holds nothing.
    #[inline(never)]
    fn leave(&self, owned: bool, section: Section) {
        let cancelled = self.has(flag::CANCELLED);
        if cancelled {
            self.clear(flag::CANCELLED);
        }
        if owned {
            self.guard.disown();
        }
        drop(section);
        if cancelled {
            cancel_state::act_if_requested();
        }
    }

    /// Takes the ownership if nobody else has it.
    pub(super) fn try_own(&self) -> Option<Section> {
        self.list();
        self.guard.try_own(Caller, || self.begin())
    }

    /// The owner's output begins here.
    #[inline]
    fn begin(&self) {
        self.mark.set(self.write_at.get());
    }

    /// Gives the ownership back once. The caller owns it.
    pub(super) fn disown(&self) {
        let _section = Section::enter();
        self.guard.disown();
    }

    /// As [`Self::in_flight`], for code that has cancellation points: if the thread is cancelled the first one fails, with
    /// ECANCELED, and the thread ends when it leaves the stream.
    pub(super) fn in_flight_cancellable<T>(
        &self,
        input: bool,
        wait: impl FnOnce() -> Result<T, Errno>,
    ) -> Result<T, Errno> {
        let result = self.in_flight(input, || uncancelled(wait));
        let cancel = &current().cancel;
        if result.is_err() && is_threaded() && cancel.is_requested() && cancel.state() == cancel_state::ENABLED {
            self.set(flag::CANCELLED);
        }
        result
    }

    /// Runs `wait`, which can block, or is foreign code, and which takes or gives this stream's bytes: outside of all
    /// sections, with the bytes marked as the calling thread's. The buffers are consistent.
    pub(super) fn in_flight<T>(&self, input: bool, wait: impl FnOnce() -> T) -> T {
        self.guard.in_flight(Caller, input, wait)
    }
}
