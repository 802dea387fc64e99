//! Catalogues as files: their paths, and their content in memory.

use crate::errno::Errno;
use crate::fs::open::open_internally;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::{CStr, c_int};
use core::slice;

/// The longest path in bytes, with its null byte.
pub const PATH_MAX: usize = 4096;

/// The largest file that is believed to be a catalogue.
const LARGEST: usize = 1 << 30;

/// A path that is put together.
pub struct Path {
    bytes: [u8; PATH_MAX],
    length: usize,
}

impl Path {
    /// An empty one.
    pub fn new() -> Self {
        Self { bytes: [0; PATH_MAX], length: 0 }
    }

    /// The path that consists of these parts. ENAMETOOLONG.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, Errno> {
        let mut path = Self::new();
        for part in parts {
            path.push(part)?;
        }
        Ok(path)
    }

    /// Appends to it. ENAMETOOLONG.
    pub fn push(&mut self, part: &[u8]) -> Result<(), Errno> {
        let end = self.length + part.len();
        // The last byte stays 0.
        let room = self.bytes.get_mut(self.length..end).filter(|_| end < PATH_MAX).ok_or(Errno::ENAMETOOLONG)?;
        room.copy_from_slice(part);
        self.length = end;
        Ok(())
    }

    /// The path as a string.
    pub fn as_c_str(&self) -> &CStr {
        CStr::from_bytes_until_nul(&self.bytes).unwrap_or_default()
    }
}

/// Maps a regular file for reading. What `open`, `fstat` and `mmap` report; EINVAL if it is none or empty.
pub fn map(path: &CStr) -> Result<&'static [u8], Errno> {
    const FLAGS: u32 = nr::O_RDONLY | nr::O_NONBLOCK | nr::O_NOCTTY;
    // SAFETY: a string.
    let fd = unsafe { open_internally(path.as_ptr(), FLAGS as c_int, 0) }?;
    let mapped = map_descriptor(fd);
    // SAFETY: the descriptor is this function's own.
    let _ = unsafe { plain!(__NR_close, fd) };
    mapped
}

fn map_descriptor(fd: c_int) -> Result<&'static [u8], Errno> {
    // SAFETY: plain memory that the kernel fills.
    let mut status: nr::stat = unsafe { core::mem::zeroed() };
    // SAFETY: the structure is valid.
    unsafe { plain!(__NR_fstat, fd, &raw mut status) }?;
    let size = status.st_size as usize;
    if status.st_mode & nr::S_IFMT != nr::S_IFREG || size == 0 || size > LARGEST {
        return Err(Errno::EINVAL);
    }
    // SAFETY: a fresh mapping.
    let start = unsafe { plain!(__NR_mmap, 0, size, nr::PROT_READ, nr::MAP_PRIVATE, fd, 0) }?;
    // SAFETY: so many bytes are mapped, until `unmap`.
    Ok(unsafe { slice::from_raw_parts(start as *const u8, size) })
}

/// Gives a mapping back.
///
/// # Safety
/// It came from [`map`], and nobody uses it any more.
pub unsafe fn unmap(bytes: &'static [u8]) {
    // SAFETY: the caller's promise.
    let _ = unsafe { plain!(__NR_munmap, bytes.as_ptr(), bytes.len()) };
}
