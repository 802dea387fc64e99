//! Where formatted output goes, and the count of it.

use super::directive::{Directive, Flags};
use crate::errno::Errno;
use core::ffi::c_int;

/// A receiver of formatted output.
pub trait Sink {
    /// Takes `bytes`. An error ends the formatting.
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno>;

    /// Takes `byte` `count` times.
    fn pad(&mut self, byte: u8, mut count: usize) -> Result<(), Errno> {
        let block = [byte; 32];
        while let Some(part) = block.get(..count.min(block.len()))
            && !part.is_empty()
        {
            self.write(part)?;
            count -= part.len();
        }
        Ok(())
    }
}

/// Room for what [`Pieces`] gathers.
const GATHERED: usize = 48;

/// A sink that gathers small pieces for another one.
pub struct Pieces<'a> {
    sink: &'a mut dyn Sink,
    bytes: [u8; GATHERED],
    length: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(sink: &'a mut dyn Sink) -> Self {
        Self { sink, bytes: [0; GATHERED], length: 0 }
    }

    pub(super) fn write(&mut self, piece: &[u8]) -> Result<(), Errno> {
        if piece.len() > GATHERED - self.length {
            self.flush()?;
            if piece.len() > GATHERED {
                return self.sink.write(piece);
            }
        }
        for (to, &byte) in self.bytes.iter_mut().skip(self.length).zip(piece) {
            *to = byte;
        }
        self.length += piece.len();
        Ok(())
    }

    pub(super) fn pad(&mut self, byte: u8, count: usize) -> Result<(), Errno> {
        if count > GATHERED - self.length {
            self.flush()?;
            return self.sink.pad(byte, count);
        }
        self.bytes.iter_mut().skip(self.length).take(count).for_each(|to| *to = byte);
        self.length += count;
        Ok(())
    }

    pub(super) fn flush(&mut self) -> Result<(), Errno> {
        let length = core::mem::take(&mut self.length);
        self.sink.write(self.bytes.get(..length).unwrap_or(&[]))
    }
}

/// The most that one call can put out, as its result is an `int`.
pub(super) const LIMIT: usize = c_int::MAX as usize;

/// A sink, and how much went there.
pub struct Output<'a> {
    pub(super) sink: &'a mut dyn Sink,
    pub(super) written: usize,
}

impl Output<'_> {
    /// Counts `length` more; `EOVERFLOW` if the result could not tell it.
    pub(super) fn reserve(&mut self, length: usize) -> Result<(), Errno> {
        match self.written.checked_add(length) {
            Some(sum) if sum <= LIMIT => {
                self.written = sum;
                Ok(())
            }
            _ => Err(Errno::EOVERFLOW),
        }
    }

    /// Puts out `byte` `count` times.
    #[inline]
    pub(super) fn pad(&mut self, byte: u8, count: usize) -> Result<(), Errno> {
        if count == 0 { Ok(()) } else { self.sink.pad(byte, count) }
    }

    /// Puts out `bytes` of the format itself.
    pub(super) fn literal(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        self.reserve(bytes.len())?;
        self.sink.write(bytes)
    }

    /// Begins a field for `prefix` and `body` more bytes, which are the caller's to write: puts out what stands to the
    /// left of them, with zeros after the prefix instead of spaces before it if `zeros`. The result is how many spaces stand to the right.
    pub(super) fn field(
        &mut self,
        directive: &Directive,
        zeros: bool,
        prefix: &[u8],
        body: usize,
    ) -> Result<usize, Errno> {
        let length = body.checked_add(prefix.len()).ok_or(Errno::EOVERFLOW)?;
        let mut padding = directive.width.saturating_sub(length);
        self.reserve(length.checked_add(padding).ok_or(Errno::EOVERFLOW)?)?;
        let left = directive.has(Flags::LEFT);
        if !left && !zeros {
            self.pad(b' ', padding)?;
            padding = 0;
        }
        if !prefix.is_empty() {
            self.sink.write(prefix)?;
        }
        if !left && zeros {
            self.pad(b'0', padding)?;
            padding = 0;
        }
        Ok(padding)
    }
}
