//! The list of open files: for `fflush(NULL)`, `exit` and fork. Its lock is never held while a `FILE` is waited for, nor
//! over a call that can block: a walk leaves a note in the file where it stands, which keeps it in the list.

use super::file::{File, flag};
use super::repair::GoneMemory;
use crate::process::fork::hooks::Hooks;
use crate::process::fork::ranks::OpenFiles;
use crate::sync::Lock;
use crate::sync::atomic::Ordering;
use core::ptr;

/// The first and the last one.
struct List {
    first: *const File,
    last: *const File,
}

// SAFETY: the lock guards the links.
unsafe impl Send for List {}

static LIST: Lock<OpenFiles, List> = Lock::new(List { first: ptr::null(), last: ptr::null() });

impl List {
    fn append(&mut self, file: &File) {
        file.previous.set(self.last);
        file.next.set(ptr::null());
        // SAFETY: what is in the list is valid.
        match unsafe { self.last.as_ref() } {
            Some(last) => last.next.set(file),
            None => self.first = file,
        }
        self.last = file;
    }

    /// Takes the file out, and gives its memory back if it is the library's.
    fn remove(&mut self, file: &File) {
        let (previous, next) = (file.previous.get(), file.next.get());
        // SAFETY: what is in the list is valid.
        unsafe {
            match previous.as_ref() {
                Some(previous) => previous.next.set(next),
                None => self.first = next,
            }
            match next.as_ref() {
                Some(next) => next.previous.set(previous),
                None => self.last = previous,
            }
        }
        file.listed.store(false, Ordering::Relaxed);
        if let Some(release) = file.release.get() {
            // SAFETY: it is closed, and nobody walks over it.
            unsafe { release(file) };
        }
    }
}

impl File {
    /// Makes sure that the file is in the list: the standard streams are not until they are used.
    #[inline]
    pub(super) fn list(&self) {
        if !self.listed.load(Ordering::Acquire) {
            self.list_now();
        }
    }

    #[cold]
    fn list_now(&self) {
        let mut list = LIST.lock();
        if !self.listed.load(Ordering::Relaxed) {
            list.append(self);
            self.listed.store(true, Ordering::Release);
        }
        drop(list);
        crate::process::exit::set_flush_streams(super::flush::at_exit);
    }

    /// Takes a closed file out of the list; its memory goes when the last walk has passed it.
    pub(super) fn unlist(&self) {
        let mut list = LIST.lock();
        self.set(flag::GONE);
        if self.listed.load(Ordering::Relaxed) && self.walkers.get() == 0 {
            list.remove(self);
        }
    }
}

/// Calls `each` for every open file, with no lock held. Files that are opened meanwhile may be left out.
pub fn for_each(mut each: impl FnMut(&File)) {
    let mut list = LIST.lock();
    let mut at = list.first;
    // SAFETY: a file where a walk stands stays in the list, and what is in the list is valid.
    while let Some(file) = unsafe { at.as_ref() } {
        file.walkers.set(file.walkers.get() + 1);
        drop(list);
        each(file);
        list = LIST.lock();
        at = file.next.get();
        file.walkers.set(file.walkers.get().saturating_sub(1));
        if file.has(flag::GONE) && file.walkers.get() == 0 {
            list.remove(file);
        }
    }
}

/// The list's part in a fork, and the files'.
pub struct ForkHooks;

impl Hooks for ForkHooks {
    fn prepare(&self) {
        LIST.raw().acquire();
    }

    fn parent(&self) {
        LIST.raw().release();
    }

    fn child(&self) {
        // SAFETY: the child has one thread, and it holds the lock.
        let list = unsafe { LIST.value_unlocked() };
        let gone = GoneMemory::of_others();
        let mut at = list.first;
        // SAFETY: what is in the list is valid.
        while let Some(file) = unsafe { at.as_ref() } {
            at = file.next.get();
            file.repair_in_child(gone);
            if file.has(flag::CLOSED) {
                list.remove(file);
            }
        }
        LIST.raw().reset_in_child();
    }
}
