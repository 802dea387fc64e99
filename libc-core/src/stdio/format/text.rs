//! A format as it is read: a C string of bytes or of wide characters.

use crate::errno::Errno;
use crate::wchar::encoding::Encoding;
use core::ffi::c_int;

/// An element of a string.
pub trait Unit: Copy {
    /// Its code, comparable with ASCII.
    fn code(self) -> u32;
    /// `%`
    const PERCENT: Self;
}

impl Unit for u8 {
    const PERCENT: Self = b'%';

    fn code(self) -> u32 {
        u32::from(self)
    }
}

impl Unit for u32 {
    const PERCENT: Self = b'%' as u32;

    fn code(self) -> u32 {
        self
    }
}

/// A place in a string that ends in a 0.
#[derive(Clone, Copy)]
pub struct Text<U> {
    at: *const U,
}

impl<U: Unit> Text<U> {
    /// The beginning of a string.
    ///
    /// # Safety
    /// A 0 ends it, and it outlives what is made here.
    pub unsafe fn new(at: *const U) -> Self {
        Self { at }
    }

    /// The code here, 0 at the end.
    #[inline]
    pub fn peek(&self) -> u32 {
        // SAFETY: `at` is never behind the 0.
        unsafe { *self.at }.code()
    }

    /// Goes on by one, unless this is the end.
    #[inline]
    pub fn advance(&mut self) {
        if self.peek() != 0 {
            self.at = self.at.wrapping_add(1);
        }
    }

    /// Goes on by one if `expected` is here.
    pub fn accept(&mut self, expected: u8) -> bool {
        let here = self.peek() == u32::from(expected);
        if here {
            self.advance();
        }
        here
    }

    /// What stands before the next `%` or the end; goes there.
    #[inline]
    pub fn literal<'a>(&mut self) -> &'a [U] {
        let start = self.at;
        let mut length = 0;
        while !matches!(self.peek(), 0 | 0x25) {
            self.at = self.at.wrapping_add(1);
            length += 1;
        }
        // SAFETY: `length` elements of the string, which outlives this.
        unsafe { core::slice::from_raw_parts(start, length) }
    }

    /// A number, -1 if there is none. `EOVERFLOW` if it is no `int`.
    #[inline(never)]
    pub fn number(&mut self) -> Result<c_int, Errno> {
        let mut number: c_int = -1;
        loop {
            let digit = self.peek().wrapping_sub(0x30);
            if digit > 9 {
                return Ok(number);
            }
            self.advance();
            number =
                number.max(0).checked_mul(10).and_then(|n| n.checked_add(digit as c_int)).ok_or(Errno::EOVERFLOW)?;
        }
    }

    /// A length modifier: the bits of an integer of that length; and `l` or `L` if that was written, else 0. `EINVAL` for a
    /// width that no integer has.
    pub fn length_modifier(&mut self) -> Result<(u8, u8), Errno> {
        let code = self.peek();
        let mut written = 0;
        match u8::try_from(code).unwrap_or(0) {
            b'h' => {
                self.advance();
                return Ok((if self.accept(b'h') { 8 } else { 16 }, 0));
            }
            b'l' => written = b'l',
            b'L' => written = b'L',
            b'j' | b'z' | b't' | b'q' => {}
            b'w' => return self.bits(),
            _ => return Ok((32, 0)),
        }
        self.advance();
        if written == b'l' && self.accept(b'l') {
            written = 0;
        }
        Ok((64, written))
    }

    /// `w` or `wf` and the bits.
    fn bits(&mut self) -> Result<(u8, u8), Errno> {
        self.advance();
        let fast = self.accept(b'f');
        match self.number()? {
            // int_fast16_t is int.
            16 if fast => Ok((32, 0)),
            bits @ (8 | 16 | 32 | 64) => Ok((bits as u8, 0)),
            _ => Err(Errno::EINVAL),
        }
    }

    /// The multibyte character here, and its length; a byte that begins none stands for itself.
    pub fn multibyte(&self, encoding: Encoding) -> (u32, usize) {
        // A 0 ends every character, so nothing behind it is read.
        let byte_at = |index: usize| {
            // SAFETY: not behind the 0.
            unsafe { *self.at.wrapping_add(index) }.code() as u8
        };
        encoding.decode(byte_at).unwrap_or((self.peek(), 1))
    }
}
