//! Input: into the buffer, and out of it. All of it inside the stream.

use super::descriptor;
use super::file::{File, PUSHBACK, flag};
use super::seek::SEEK_CUR;
use crate::errno::Errno;
use crate::sync::atomic::Ordering;
use core::ptr;

impl File {
    /// Makes the stream read. EBADF if it cannot, or what the pending output meets.
    #[cold]
    pub(super) fn start_input(&self) -> Result<(), Errno> {
        if self.has(flag::NO_READ) {
            return Err(self.failed(Errno::EBADF));
        }
        self.list();
        if self.orientation.get() == 0 {
            self.orientation.set(-1);
        }
        if self.is_writing() {
            self.flush_output()?;
            self.drop_output();
        }
        self.give_back.set(Some(File::give_back));
        if !self.is_reading() {
            self.read_at.set(self.buffer.get());
            self.read_end.set(self.buffer.get());
        }
        Ok(())
    }

    /// Reads at most so many bytes to there; 0 at the end, and then the indicator is set.
    fn receive(&self, to: *mut u8, size: usize) -> Result<usize, Errno> {
        let result = match self.operations.get() {
            None => descriptor::read(self, to, size),
            Some(operations) => (operations.read)(self, to, size),
        };
        self.reader.set(crate::thread::current().tid.load(Ordering::Relaxed));
        self.clear(flag::INHERITED);
        match result {
            Ok(0) => {
                self.set(flag::END);
                Ok(0)
            }
            Ok(size) => Ok(size),
            Err(e) if self.has(flag::CANCELLED) => Err(e),
            Err(e) => Err(self.failed(e)),
        }
    }

    /// Fills the empty buffer; how many bytes there are then, 0 at the end.
    #[inline(never)]
    pub(super) fn fill(&self) -> Result<usize, Errno> {
        self.start_input()?;
        // The indicator stays until it is cleared, even if the file has grown.
        if self.has(flag::END) {
            return Ok(0);
        }
        let buffer = self.buffer.get();
        self.read_at.set(buffer);
        self.read_end.set(buffer);
        let size = self.receive(buffer, self.size.get().max(1))?;
        self.read_end.set(buffer.wrapping_add(size));
        Ok(size)
    }

    /// What was read ahead; if that is nothing, reads some. Empty at the end.
    #[inline]
    pub(super) fn ahead(&self) -> Result<&[u8], Errno> {
        let mut size = self.unread();
        if size == 0 {
            size = self.fill()?;
        }
        if size == 0 {
            return Ok(&[]);
        }
        // SAFETY: these bytes are in the buffer, and stay until the stream is used again.
        Ok(unsafe { core::slice::from_raw_parts(self.read_at.get(), size) })
    }

    /// Goes on by `count` bytes, which are there.
    #[inline]
    pub(super) fn advance(&self, count: usize) {
        self.read_at.set(self.read_at.get().wrapping_add(count));
    }

    /// The next byte; `None` at the end.
    #[inline]
    pub fn take_byte(&self) -> Result<Option<u8>, Errno> {
        let at = self.read_at.get();
        if at == self.read_end.get() && self.fill()? == 0 {
            return Ok(None);
        }
        let at = self.read_at.get();
        self.read_at.set(at.wrapping_add(1));
        // SAFETY: the byte was read ahead.
        Ok(Some(unsafe { at.read() }))
    }

    /// Reads `size` bytes to there, fewer at the end or with an error; how many were not read.
    ///
    /// # Safety
    /// There is room.
    pub(super) unsafe fn take(&self, mut to: *mut u8, mut size: usize) -> (usize, Result<(), Errno>) {
        loop {
            let there = self.unread().min(size);
            if there > 0 {
                // SAFETY: so many bytes are ahead, and the caller has room.
                unsafe { ptr::copy_nonoverlapping(self.read_at.get(), to, there) };
                self.advance(there);
                to = to.wrapping_add(there);
                size -= there;
            }
            if size == 0 {
                return (0, Ok(()));
            }
            let read = if size >= self.size.get() { self.take_directly(to, size) } else { self.fill().map(|n| (n, 0)) };
            match read {
                Ok((0, 0)) => return (size, Ok(())),
                Ok((_, taken)) => {
                    to = to.wrapping_add(taken);
                    size -= taken;
                }
                Err(e) => return (size, Err(e)),
            }
        }
    }

    /// Much goes straight to where it is wanted; the buffer is empty. How much, twice.
    fn take_directly(&self, to: *mut u8, size: usize) -> Result<(usize, usize), Errno> {
        self.start_input()?;
        if self.has(flag::END) {
            return Ok((0, 0));
        }
        let taken = self.receive(to, size)?;
        Ok((taken, taken))
    }

    /// Pushes `byte` back, to be read next. False if there is no room, or the stream cannot read.
    pub fn push_back(&self, byte: u8) -> bool {
        if !self.is_reading() && self.start_input().is_err() {
            return false;
        }
        let at = self.read_at.get();
        if at as usize <= self.buffer.get() as usize - PUSHBACK {
            return false;
        }
        let at = at.wrapping_sub(1);
        // SAFETY: the buffer begins `PUSHBACK` bytes later than its memory.
        unsafe { at.write(byte) };
        self.read_at.set(at);
        self.clear(flag::END);
        true
    }

    /// Sets the file's position back to where the reader is.
    fn give_back(&self) -> Result<(), Errno> {
        match self.unread() {
            0 => Ok(()),
            unread => self.seek_raw(-(unread as i64), SEEK_CUR).map(|_| ()),
        }
    }

    /// Whether a process from which this one was forked read the input, and this one did not since.
    pub(super) fn is_inherited(&self) -> bool {
        let here = crate::thread::current().tid.load(Ordering::Relaxed);
        self.has(flag::INHERITED) || (!crate::thread::is_threaded() && self.reader.get() != here)
    }
}
