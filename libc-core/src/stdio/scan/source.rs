//! Where formatted input comes from.

use crate::errno::Errno;
use crate::numeric::characters;
use crate::stdio::format::text;

/// An element of format and input: a byte or a wide character.
pub trait Unit: characters::Unit + text::Unit + 'static {
    /// Whether it is a wide character.
    const WIDE: bool;
    /// The element of a multibyte character.
    fn from_byte(byte: u8) -> Self;
}

impl Unit for u8 {
    const WIDE: bool = false;

    fn from_byte(byte: u8) -> Self {
        byte
    }
}

impl Unit for u32 {
    const WIDE: bool = true;

    fn from_byte(byte: u8) -> Self {
        u32::from(byte)
    }
}

/// A part of the input.
pub struct Window<U> {
    /// Its first element.
    pub start: *const U,
    /// Behind its last one.
    pub end: *const U,
    /// Whether a 0 before that is the end of the input.
    pub zero_ends: bool,
}

/// A source of input.
pub trait Source<U> {
    /// The input that comes next, none of it taken: at least one element, or none at the end of the input. It stays as it
    /// is until the next call of any of these functions.
    fn window(&mut self) -> Result<Window<U>, Errno>;
    /// Takes the first `count` elements of the window, which goes.
    fn take(&mut self, count: usize);
    /// Puts back `unit`, which was the last one taken. At most the bytes of one character are.
    fn put_back(&mut self, unit: U);
    /// Runs foreign code: no lock is held meanwhile.
    fn outside(&mut self, foreign: &mut dyn FnMut());
}
