//! The input as the conversions see it: element by element, with one of lookahead.

use super::source::{Source, Unit, Window};
use crate::errno::Errno;
use crate::numeric::characters::{Characters, END};
use crate::wchar::encoding::Encoding;
use core::ptr;

/// Why a directive failed (C23 7.23.6.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The input is not what the directive wants.
    Matching,
    /// There is no more input, or an error.
    Input,
}

/// The input.
pub struct Input<'a, U> {
    source: &'a mut dyn Source<U>,
    window: Window<U>,
    /// In the window.
    at: *const U,
    /// How many elements were taken before the window.
    before: usize,
    /// How many elements may be taken for the present item.
    limit: usize,
    /// Whether the source has no more.
    ended: bool,
    /// The error that ended it.
    pub error: Option<Errno>,
    /// Of the multibyte characters.
    pub encoding: Encoding,
}

impl<'a, U: Unit> Input<'a, U> {
    /// From a source, nothing of which was taken.
    pub fn new(source: &'a mut dyn Source<U>, encoding: Encoding) -> Self {
        let window = Window { start: ptr::null(), end: ptr::null(), zero_ends: false };
        Self { source, window, at: ptr::null(), before: 0, limit: usize::MAX, ended: false, error: None, encoding }
    }

    fn taken(&self) -> usize {
        (self.at as usize - self.window.start as usize) / size_of::<U>()
    }

    /// How many elements were taken.
    pub fn count(&self) -> usize {
        self.before + self.taken()
    }

    /// Lets the next item have at most `limit` elements; 0: any number.
    pub fn set_limit(&mut self, limit: usize) {
        self.limit = limit.wrapping_sub(1).saturating_add(1);
    }

    /// Tells the source what was taken. There is no window any more.
    pub fn leave_window(&mut self) {
        if self.at.is_null() {
            return;
        }
        let taken = self.taken();
        self.source.take(taken);
        self.before += taken;
        self.window = Window { start: ptr::null(), end: ptr::null(), zero_ends: false };
        self.at = ptr::null();
    }

    /// `peek` where the window ends.
    #[cold]
    fn peek_further(&mut self) -> u32 {
        if self.ended {
            return END;
        }
        self.leave_window();
        match self.source.window() {
            Ok(window) => {
                self.at = window.start;
                self.window = window;
                if self.at != self.window.end {
                    return self.peek();
                }
            }
            Err(e) => self.error = Some(e),
        }
        self.ended = true;
        END
    }

    /// Takes white space.
    pub fn skip_space(&mut self) {
        while U::is_space(self.peek()) {
            self.advance();
        }
    }

    /// Notes an error.
    pub fn fail<T>(&mut self, e: Errno) -> Result<T, Failure> {
        self.error = Some(e);
        Err(Failure::Input)
    }

    /// Runs foreign code.
    pub fn outside<T>(&mut self, foreign: impl FnOnce() -> T) -> Option<T> {
        self.leave_window();
        let mut foreign = Some(foreign);
        let mut result = None;
        self.source.outside(&mut || result = foreign.take().map(|f| f()));
        result
    }

    /// Puts back what was taken last: the elements in `units`.
    pub fn put_back(&mut self, units: &[U]) {
        if self.taken() >= units.len() {
            self.at = self.at.wrapping_sub(units.len());
            return;
        }
        self.leave_window();
        for &unit in units.iter().rev() {
            self.source.put_back(unit);
            self.before -= 1;
        }
        // There is input again.
        self.ended = false;
    }
}

impl<U: Unit> Characters for Input<'_, U> {
    #[inline]
    fn peek(&mut self) -> u32 {
        if self.limit == 0 {
            return END;
        }
        if self.at == self.window.end {
            return self.peek_further();
        }
        // SAFETY: `at` is before the window's end, and before the 0 that ends it, if one does.
        let code = characters_code(unsafe { *self.at });
        if code == 0 && self.window.zero_ends { END } else { code }
    }

    #[inline]
    fn advance(&mut self) {
        if self.at != self.window.end {
            self.at = self.at.wrapping_add(1);
            self.limit -= 1;
        }
    }
}

#[inline]
fn characters_code<U: Unit>(unit: U) -> u32 {
    crate::numeric::characters::Unit::code(unit)
}
