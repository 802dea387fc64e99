//! Reading a file line by line, and cutting lines into fields.

use crate::errno::Errno;
use crate::fs::open::open_internally;
use crate::malloc::Buffer;
use crate::stdio::File;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::{CStr, c_char, c_int};

/// The longest line that is looked at, in bytes; longer ones are passed over.
const LONGEST: usize = 1 << 20;

/// A file that is read line by line.
pub struct Lines {
    fd: c_int,
    buffer: Buffer<u8>,
    /// Where the next line begins.
    at: usize,
    /// Where in the file the buffer ends.
    read: u64,
    ended: bool,
}

impl Lines {
    /// Opens a file.
    pub fn open(path: &CStr) -> Result<Self, Errno> {
        // SAFETY: a string.
        let fd = unsafe { open_internally(path.as_ptr(), nr::O_RDONLY as c_int, 0) }?;
        Ok(Self { fd, buffer: Buffer::new(), at: 0, read: 0, ended: false })
    }

    /// Goes to a place in the file where [`Self::position`] said that a line begins, before the first line is read.
    pub fn seek(&mut self, position: u64) -> Result<(), Errno> {
        const SEEK_SET: usize = 0;
        // SAFETY: only moves.
        unsafe { plain!(__NR_lseek, self.fd, position, SEEK_SET) }?;
        self.read = position;
        Ok(())
    }

    /// Where in the file the next line begins.
    pub fn position(&self) -> u64 {
        self.read - self.buffer.len().saturating_sub(self.at) as u64
    }

    /// Finds the end of the next line, reading as far as need be: where it begins and ends.
    fn find(&mut self) -> Result<Option<(usize, usize)>, Errno> {
        let mut looked = 0;
        let mut skipping = false;
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            if let Some(length) = memchr::memchr(b'\n', rest.get(looked..).unwrap_or_default()) {
                let start = self.at;
                let end = start + looked + length;
                self.at = end + 1;
                if skipping {
                    skipping = false;
                    looked = 0;
                    continue;
                }
                return Ok(Some((start, end)));
            }
            if self.ended {
                let range = (self.at, self.buffer.len());
                self.at = range.1;
                return Ok((range.0 < range.1 && !skipping).then_some(range));
            }
            if rest.len() > LONGEST {
                skipping = true;
                self.at = self.buffer.len();
            }
            looked = self.buffer.len() - self.at;
            self.read_more()?;
        }
    }

    fn read_more(&mut self) -> Result<(), Errno> {
        let kept = self.buffer.len() - self.at;
        self.buffer.copy_within(self.at.., 0);
        self.buffer.truncate(kept);
        self.at = 0;
        self.buffer.reserve(4096)?;
        let (start, room) = self.buffer.spare();
        loop {
            // SAFETY: the room is the buffer's own.
            match unsafe { plain!(__NR_read, self.fd, start, room) } {
                Ok(0) => {
                    self.ended = true;
                    return Ok(());
                }
                Ok(size) => {
                    // SAFETY: the kernel filled them.
                    unsafe { self.buffer.filled(size) };
                    self.read += size as u64;
                    return Ok(());
                }
                Err(Errno::EINTR) => {}
                Err(e) => return Err(e),
            }
        }
    }

    /// The next line, without its end; `None` at the end of the file.
    pub fn next(&mut self) -> Result<Option<&[u8]>, Errno> {
        Ok(self.find()?.and_then(|(start, end)| self.buffer.get(start..end)))
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        // SAFETY: the descriptor is our own.
        let _ = unsafe { plain!(__NR_close, self.fd) };
    }
}

/// The next line of a stream, without its end; `None` at the end.
pub fn from_stream(file: &File) -> Result<Option<Buffer<u8>>, Errno> {
    let file = file.lock();
    let mut line = Buffer::new();
    loop {
        match file.take_byte()? {
            Some(b'\n') => return Ok(Some(line)),
            Some(byte) => {
                if line.len() < LONGEST {
                    line.push(byte)?;
                }
            }
            None => return Ok((!line.is_empty()).then_some(line)),
        }
    }
}

/// The fields of a line, between colons, if there are just `N`.
pub fn fields<const N: usize>(line: &[u8]) -> Option<[&[u8]; N]> {
    let mut fields = [&[][..]; N];
    let mut parts = line.split(|&byte| byte == b':');
    for field in &mut fields {
        *field = parts.next()?;
    }
    parts.next().is_none().then_some(fields)
}

/// A decimal number.
pub fn number(text: &[u8]) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    text.iter().try_fold(0u32, |value, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then_some(())?;
        value.checked_mul(10)?.checked_add(digit.into())
    })
}

/// Room that a caller gave, filled with pointers and strings.
pub struct Room {
    at: *mut u8,
    left: usize,
}

impl Room {
    /// The room of `left` bytes at `at`.
    ///
    /// # Safety
    /// It is the caller's to be written.
    pub unsafe fn new(at: *mut u8, left: usize) -> Self {
        Self { at, left }
    }

    fn take(&mut self, size: usize) -> Result<*mut u8, Errno> {
        self.left = self.left.checked_sub(size).ok_or(Errno::ERANGE)?;
        let taken = self.at;
        self.at = taken.wrapping_add(size);
        Ok(taken)
    }

    /// Room for `count` pointers; ERANGE.
    pub fn pointers(&mut self, count: usize) -> Result<*mut *mut c_char, Errno> {
        let skip = self.at.align_offset(8);
        self.take(skip)?;
        Ok(self.take(count.checked_mul(8).ok_or(Errno::ERANGE)?)?.cast())
    }

    /// A copy of `bytes`; ERANGE.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<*mut c_char, Errno> {
        let copy = self.take(bytes.len())?;
        // SAFETY: the room is large enough.
        unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), copy, bytes.len()) };
        Ok(copy.cast())
    }

    /// A copy of `text` as a string; ERANGE.
    pub fn string(&mut self, text: &[u8]) -> Result<*mut c_char, Errno> {
        let copy = self.take(text.len() + 1)?;
        // SAFETY: the room is large enough.
        unsafe {
            core::ptr::copy_nonoverlapping(text.as_ptr(), copy, text.len());
            copy.add(text.len()).write(0);
        }
        Ok(copy.cast())
    }
}

/// Appends a string field and what follows it.
///
/// # Safety
/// `text` is null or a string.
pub unsafe fn push(line: &mut Buffer<u8>, text: *const c_char, behind: u8) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    let bytes = if text.is_null() { &[] } else { unsafe { CStr::from_ptr(text) }.to_bytes() };
    if bytes.iter().any(|byte| matches!(byte, b':' | b'\n')) {
        return Err(Errno::EINVAL);
    }
    line.extend(bytes)?;
    line.push(behind)
}

/// Appends a number and what follows it.
pub fn push_number(line: &mut Buffer<u8>, value: u32, behind: u8) -> Result<(), Errno> {
    let mut digits = [0u8; 10];
    let mut rest = value;
    let mut count = 0;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        count += 1;
        if rest == 0 {
            break;
        }
    }
    line.extend(digits.get(10 - count..).unwrap_or_default())?;
    line.push(behind)
}
