//! Text that is read from front to back, with one character of lookahead.

use crate::wchar::class;
use core::marker::PhantomData;

/// What [`Characters::peek`] gives at the end.
pub const END: u32 = u32::MAX;

/// Characters, one after the other.
pub trait Characters {
    /// The code of the next one, [`END`] if there is none; it is not taken.
    fn peek(&mut self) -> u32;
    /// Takes the one that `peek` gave.
    fn advance(&mut self);
}

/// An element of text.
pub trait Unit: Copy {
    /// Its code, comparable with ASCII.
    fn code(self) -> u32;
    /// Whether a character is white space (`isspace` in the "C" locale, `iswspace`).
    fn is_space(code: u32) -> bool;
}

impl Unit for u8 {
    #[inline]
    fn code(self) -> u32 {
        u32::from(self)
    }

    #[inline]
    fn is_space(code: u32) -> bool {
        matches!(code, 0x20 | 9..=13)
    }
}

impl Unit for u32 {
    #[inline]
    fn code(self) -> u32 {
        self
    }

    fn is_space(code: u32) -> bool {
        class::is_space(code)
    }
}

/// A string in memory that ends in a 0, which is no part of any number.
pub struct Memory<'a, U> {
    at: *const U,
    string: PhantomData<&'a U>,
}

impl<U: Unit> Memory<'_, U> {
    /// From its beginning.
    ///
    /// # Safety
    /// A 0 ends it, and it outlives this.
    pub unsafe fn new(at: *const U) -> Self {
        Self { at, string: PhantomData }
    }
}

impl<U: Unit> Characters for Memory<'_, U> {
    #[inline]
    fn peek(&mut self) -> u32 {
        // SAFETY: `at` is never behind the 0.
        unsafe { *self.at }.code()
    }

    #[inline]
    fn advance(&mut self) {
        if self.peek() != 0 {
            self.at = self.at.wrapping_add(1);
        }
    }
}

/// Counts what is taken.
pub struct Reader<'a, C> {
    characters: &'a mut C,
    /// How many were taken.
    pub taken: usize,
}

impl<'a, C: Characters> Reader<'a, C> {
    /// Nothing taken yet.
    pub fn new(characters: &'a mut C) -> Self {
        Self { characters, taken: 0 }
    }

    /// As [`Characters`] has it.
    #[inline]
    pub fn peek(&mut self) -> u32 {
        self.characters.peek()
    }

    /// As [`Characters`] has it.
    #[inline]
    pub fn advance(&mut self) {
        self.characters.advance();
        self.taken += 1;
    }

    /// Takes white space.
    pub fn skip_space<U: Unit>(&mut self) {
        while U::is_space(self.peek()) {
            self.advance();
        }
    }

    /// Takes the next character if it is the ASCII letter `lower`, in either case.
    pub fn accept_letter(&mut self, lower: u8) -> bool {
        let here = self.peek() | 0x20 == u32::from(lower);
        if here {
            self.advance();
        }
        here
    }

    /// Takes a sign; whether it was a minus.
    #[inline]
    pub fn sign(&mut self) -> bool {
        let code = self.peek();
        if code == 0x2b || code == 0x2d {
            self.advance();
        }
        code == 0x2d
    }
}

/// The value of a digit to a base up to 36, [`END`] if it is none.
#[inline]
pub fn digit(code: u32) -> u32 {
    match code {
        0x30..=0x39 => code - 0x30,
        _ => match code | 0x20 {
            lower @ 0x61..=0x7a => lower - 0x61 + 10,
            _ => END,
        },
    }
}
