//! What is particular to formatted output of wide characters: `%s`, `%c` and the format's own text.

use super::arguments::Value;
use super::directive::{Directive, Flags};
use super::engine::Front;
use super::narrow::{NULL, bounded_length};
use super::number::number;
use super::output::{LIMIT, Output, Sink, pad};
use crate::errno::Errno;
use crate::wchar::encoding::Encoding;

/// A receiver of formatted output whose bytes are ASCII and that takes wide characters too.
pub trait WideSink: Sink {
    /// Takes `characters`. An error ends the formatting.
    fn write_wide(&mut self, characters: &[u32]) -> Result<(), Errno>;
}

/// Output of wide characters.
pub struct Wide<'a> {
    pub(super) sink: &'a mut dyn WideSink,
    pub(super) written: usize,
    pub(super) encoding: Encoding,
}

impl Wide<'_> {
    fn reserve(&mut self, length: usize) -> Result<(), Errno> {
        self.written = self.written.checked_add(length).filter(|&sum| sum <= LIMIT).ok_or(Errno::EOVERFLOW)?;
        Ok(())
    }

    /// Puts out a field of `length` characters, which `body` writes.
    fn field(
        &mut self,
        directive: &Directive,
        length: usize,
        body: impl FnOnce(&mut dyn WideSink) -> Result<(), Errno>,
    ) -> Result<(), Errno> {
        let padding = directive.width.saturating_sub(length);
        self.reserve(length.checked_add(padding).ok_or(Errno::EOVERFLOW)?)?;
        let left = directive.has(Flags::LEFT);
        pad(self.sink, b' ', if left { 0 } else { padding })?;
        body(self.sink)?;
        pad(self.sink, b' ', if left { padding } else { 0 })
    }
}

/// The characters of a multibyte string, until `each` has enough.
///
/// # Safety
/// The bytes that these characters consist of are there, or a 0 before.
unsafe fn characters(
    encoding: Encoding,
    mut at: *const u8,
    mut most: usize,
    mut each: impl FnMut(u32) -> Result<(), Errno>,
) -> Result<(), Errno> {
    while most > 0 {
        // SAFETY: the caller's promise; no byte behind the 0 is read.
        let (wide, length) = encoding.decode(|index| unsafe { *at.wrapping_add(index) })?;
        if wide == 0 {
            break;
        }
        each(wide)?;
        at = at.wrapping_add(length);
        most -= 1;
    }
    Ok(())
}

impl Front for Wide<'_> {
    type Unit = u32;

    fn written(&self) -> usize {
        self.written
    }

    fn literal(&mut self, text: &[u32]) -> Result<(), Errno> {
        self.reserve(text.len())?;
        self.sink.write_wide(text)
    }

    unsafe fn number(&mut self, directive: &Directive, value: Value) -> Result<(), Errno> {
        let mut out = Output { sink: self.sink, written: self.written };
        // SAFETY: the caller's promise.
        let result = unsafe { number(&mut out, directive, value) };
        self.written = out.written;
        result
    }

    unsafe fn string(&mut self, directive: &Directive, mut at: *const u8) -> Result<(), Errno> {
        if at.is_null() {
            at = NULL.as_ptr().cast();
        }
        let (encoding, most) = (self.encoding, directive.precision.unwrap_or(usize::MAX));
        let mut length = 0;
        // SAFETY: the caller's promise.
        unsafe {
            characters(encoding, at, most, |_| {
                length += 1;
                Ok(())
            })?;
            self.field(directive, length, |sink| characters(encoding, at, length, |wide| sink.write_wide(&[wide])))
        }
    }

    unsafe fn wide_string(&mut self, directive: &Directive, at: *const u32) -> Result<(), Errno> {
        if at.is_null() {
            // SAFETY: the null pointer has its own text.
            return unsafe { self.string(directive, core::ptr::null()) };
        }
        // SAFETY: the caller's promise; the length is the string's.
        let wide = unsafe {
            let length = bounded_length(at, directive.precision.unwrap_or(usize::MAX));
            core::slice::from_raw_parts(at, length)
        };
        self.field(directive, wide.len(), |sink| sink.write_wide(wide))
    }

    fn character(&mut self, directive: &Directive, byte: u8) -> Result<(), Errno> {
        let (wide, _) = self.encoding.decode(|index| if index == 0 { byte } else { 0 })?;
        self.wide_character(directive, wide)
    }

    fn wide_character(&mut self, directive: &Directive, wide: u32) -> Result<(), Errno> {
        self.field(directive, 1, |sink| sink.write_wide(&[wide]))
    }
}
