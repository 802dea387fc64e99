//! Output: into the buffer, and from it to where it goes. All of it inside the stream.

use super::descriptor;
use super::file::{File, flag};
use crate::errno::Errno;
use core::ptr;

impl File {
    /// Makes the stream write. EBADF if it cannot.
    #[cold]
    pub(super) fn start_output(&self) -> Result<(), Errno> {
        if self.has(flag::NO_WRITE) {
            return Err(self.failed(Errno::EBADF));
        }
        self.list();
        if self.orientation.get() == 0 {
            self.orientation.set(-1);
        }
        if let Some(give_back) = self.give_back.get() {
            // A file without positions keeps what was read ahead from it.
            let _ = give_back(self);
            self.drop_input();
        }
        if self.has(flag::PROBE) {
            self.clear(flag::PROBE);
            if descriptor::is_terminal(self.descriptor.get()) {
                self.set(flag::LINES);
            }
        }
        self.restart_output();
        Ok(())
    }

    /// Begins with an empty buffer.
    pub(super) fn restart_output(&self) {
        let buffer = self.buffer.get();
        let room = if self.has(flag::LINES) { 0 } else { self.size.get() };
        self.write_start.set(buffer);
        self.write_at.set(buffer);
        self.write_end.set(buffer.wrapping_add(room));
        self.mark.set(buffer);
    }

    /// Hands bytes over, first those of the buffer; how many in all.
    fn send(&self, buffered: &[u8], more: &[u8]) -> Result<usize, Errno> {
        let sent = match self.operations.get() {
            None => descriptor::write(self, buffered, more),
            Some(operations) => (operations.write)(self, buffered, more),
        };
        match sent {
            Ok(0) => Err(Errno::EIO),
            Ok(sent) => Ok(sent),
            Err(e) => Err(e),
        }
    }

    /// Writes out the buffer and then `more`. The error comes with how many bytes of `more` were not written; what the
    /// buffer still holds stays in it.
    #[inline(never)]
    fn write_out(&self, mut more: &[u8]) -> Result<(), (usize, Errno)> {
        loop {
            let pending = self.unwritten();
            if pending == 0 && more.is_empty() {
                self.restart_output();
                return Ok(());
            }
            // SAFETY: the buffer holds these bytes.
            let buffered = unsafe { core::slice::from_raw_parts(self.write_start.get(), pending) };
            match self.send(buffered, more) {
                Ok(sent) => {
                    let from_buffer = sent.min(pending);
                    self.write_start.set(self.write_start.get().wrapping_add(from_buffer));
                    more = more.get(sent - from_buffer..).unwrap_or(&[]);
                }
                Err(e) => {
                    self.move_to_front();
                    return Err((more.len(), self.failed(e)));
                }
            }
        }
    }

    /// Moves what is not written out to the front of the buffer, so that there is room behind it.
    #[cold]
    fn move_to_front(&self) {
        let (start, pending) = (self.write_start.get(), self.unwritten());
        let buffer = self.buffer.get();
        let moved = start as usize - buffer as usize;
        let mark = (self.mark.get() as usize).saturating_sub(moved).max(buffer as usize);
        // SAFETY: both places are in the buffer.
        unsafe { ptr::copy(start, buffer, pending) };
        self.write_start.set(buffer);
        self.write_at.set(buffer.wrapping_add(pending));
        self.mark.set(self.mark.get().with_addr(mark));
    }

    /// Writes out what the buffer holds. On an error the rest stays in it.
    pub(super) fn flush_output(&self) -> Result<(), Errno> {
        if self.write_at.get() == self.write_start.get() {
            return Ok(());
        }
        self.write_out(&[]).map_err(|(_, e)| e)
    }

    /// Puts `bytes` into the buffer, and writes out what does not fit, but no more. The error comes with how many bytes were
    /// neither written nor kept.
    pub(super) fn append(&self, bytes: &[u8]) -> Result<(), (usize, Errno)> {
        if !self.is_writing() {
            self.start_output().map_err(|e| (bytes.len(), e))?;
        }
        let room = self.room();
        if bytes.len() <= room {
            self.store(bytes);
            return Ok(());
        }
        self.append_more(bytes)
    }

    /// How many bytes the buffer can take.
    #[inline]
    fn room(&self) -> usize {
        self.size.get() - (self.write_at.get() as usize - self.buffer.get() as usize)
    }

    /// Copies bytes for which there is room.
    #[inline]
    fn store(&self, bytes: &[u8]) {
        let at = self.write_at.get();
        // SAFETY: the caller saw that there is room; nobody else uses it.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), at, bytes.len()) };
        self.write_at.set(at.wrapping_add(bytes.len()));
    }

    #[inline(never)]
    fn append_more(&self, bytes: &[u8]) -> Result<(), (usize, Errno)> {
        // Much goes straight from where it is, and so does a line that does not fit, to stay in one piece.
        if bytes.len() >= self.size.get() || self.has(flag::LINES) {
            return self.write_out(bytes);
        }
        let (first, rest) = bytes.split_at_checked(self.room()).unwrap_or((bytes, &[]));
        self.store(first);
        self.flush_output().map_err(|e| (rest.len(), e))?;
        self.store(rest);
        Ok(())
    }

    /// Puts `bytes` out: a line-buffered stream is flushed if a newline is among them. The error comes with how many bytes
    /// were neither written nor kept.
    pub fn put(&self, bytes: &[u8]) -> Result<(), (usize, Errno)> {
        self.append(bytes)?;
        if self.has(flag::LINES) && bytes.iter().rev().any(|&byte| byte == b'\n') {
            self.flush_output().map_err(|e| (0, e))?;
        }
        Ok(())
    }

    /// Puts one byte out.
    #[inline]
    pub fn put_byte(&self, byte: u8) -> Result<(), Errno> {
        let at = self.write_at.get();
        if at < self.write_end.get() {
            // SAFETY: there is room.
            unsafe { at.write(byte) };
            self.write_at.set(at.wrapping_add(1));
            return Ok(());
        }
        self.put_byte_slowly(byte)
    }

    /// As `put_byte`, where there may be no room, or more to do.
    #[inline(never)]
    pub(super) fn put_byte_slowly(&self, byte: u8) -> Result<(), Errno> {
        self.put(&[byte]).map_err(|(_, e)| e)
    }
}
