//! A text to search in, whose end is found as the search goes on.

use arch::string::{self as kernel, Lane, Wide};
use core::marker::PhantomData;

/// What texts are made of.
pub trait Element: Lane {
    /// The first null among `n` elements, or null; nothing is read behind it.
    ///
    /// # Safety
    /// As `memchr`.
    unsafe fn find_zero(s: *const Self, n: usize) -> *const Self;
}

impl Element for u8 {
    unsafe fn find_zero(s: *const u8, n: usize) -> *const u8 {
        // SAFETY: the caller's promise.
        unsafe { kernel::memchr(s, 0, n) }
    }
}

impl Element for Wide {
    unsafe fn find_zero(s: *const Wide, n: usize) -> *const Wide {
        // SAFETY: the caller's promise.
        unsafe { kernel::wmemchr(s, 0, n) }
    }
}

/// A text: an array, or a string.
pub struct Haystack<'a, T> {
    start: *const T,
    /// How many elements are known to be there.
    known: usize,
    /// Whether these are all.
    complete: bool,
    lifetime: PhantomData<&'a T>,
}

impl<'a, T: Element> Haystack<'a, T> {
    /// An array.
    pub fn array(text: &'a [T]) -> Self {
        Haystack { start: text.as_ptr(), known: text.len(), complete: true, lifetime: PhantomData }
    }

    /// A string, without its null.
    ///
    /// # Safety
    /// It is one, and remains so.
    pub unsafe fn string(start: *const T) -> Self {
        Haystack { start, known: 0, complete: false, lifetime: PhantomData }
    }

    /// Whether the text has at least `length` elements.
    #[inline]
    pub fn reaches(&mut self, length: usize) -> bool {
        self.known >= length || (!self.complete && self.extend(length))
    }

    /// Looks for the string's end: as far as asked, and somewhat farther, the more the longer it is.
    #[cold]
    fn extend(&mut self, length: usize) -> bool {
        let more = (length - self.known).max(self.known / 2).max(256);
        // SAFETY: the null has not been passed.
        unsafe {
            let end = self.start.add(self.known);
            let zero = T::find_zero(end, more);
            self.complete = !zero.is_null();
            self.known += if self.complete { zero.offset_from_unsigned(end) } else { more };
        }
        self.known >= length
    }

    /// An element that is known to be there.
    #[inline]
    pub fn get(&self, index: usize) -> Option<T> {
        // SAFETY: within the known part.
        (index < self.known).then(|| unsafe { self.start.add(index).read() })
    }

    /// What is known from `index` on.
    #[inline]
    pub fn rest(&self, index: usize) -> &'a [T] {
        let index = index.min(self.known);
        // SAFETY: within the known part.
        unsafe { core::slice::from_raw_parts(self.start.add(index), self.known - index) }
    }
}
