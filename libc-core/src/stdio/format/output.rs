//! Where formatted output goes, and the count of it.

use super::directive::{Directive, Flags};
use crate::errno::Errno;
use core::ffi::c_int;

/// A receiver of formatted output.
pub trait Sink {
    /// Takes `bytes`. An error ends the formatting.
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno>;
}

/// Gives `byte` to a sink `count` times.
#[inline(never)]
pub(super) fn pad(sink: &mut dyn Sink, byte: u8, mut count: usize) -> Result<(), Errno> {
    let block = [byte; 32];
    while count > 0 {
        let part = count.min(block.len());
        sink.write(&block[..part])?;
        count -= part;
    }
    Ok(())
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
        if count == 0 { Ok(()) } else { pad(self.sink, byte, count) }
    }

    /// Puts out `bytes` of the format itself.
    pub(super) fn literal(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        self.reserve(bytes.len())?;
        self.sink.write(bytes)
    }

    /// Puts out a field: `prefix`, zeros and `body`, and the spaces that make it as wide as it shall be.
    pub(super) fn field(
        &mut self,
        directive: &Directive,
        prefix: &[u8],
        zeros: usize,
        body: &[u8],
    ) -> Result<(), Errno> {
        if directive.width == 0 && zeros == 0 && prefix.is_empty() {
            return self.literal(body);
        }
        let length = body.len().checked_add(zeros).ok_or(Errno::EOVERFLOW)?;
        let right = self.begin(directive, prefix, zeros, length)?;
        self.sink.write(body)?;
        self.pad(b' ', right)
    }

    /// Begins a field of `prefix` and `length` more bytes, `zeros` of which are zeros after the prefix, the others the
    /// caller's to write. The result is how many spaces stand to the right.
    pub(super) fn begin(
        &mut self,
        directive: &Directive,
        prefix: &[u8],
        zeros: usize,
        length: usize,
    ) -> Result<usize, Errno> {
        let length = length.checked_add(prefix.len()).ok_or(Errno::EOVERFLOW)?;
        let padding = directive.width.saturating_sub(length);
        self.reserve(length.checked_add(padding).ok_or(Errno::EOVERFLOW)?)?;
        let left = directive.has(Flags::LEFT);
        self.pad(b' ', if left { 0 } else { padding })?;
        if !prefix.is_empty() {
            self.sink.write(prefix)?;
        }
        self.pad(b'0', zeros)?;
        Ok(if left { padding } else { 0 })
    }
}

impl Directive {
    /// How many zeros the flag `0` puts between a prefix and so many more bytes.
    pub(super) fn zeros(&self, prefix: &[u8], length: usize) -> usize {
        if self.has(Flags::ZERO) && !self.has(Flags::LEFT) {
            self.width.saturating_sub(length.saturating_add(prefix.len()))
        } else {
            0
        }
    }
}
