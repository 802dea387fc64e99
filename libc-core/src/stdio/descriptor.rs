//! Streams on descriptors.

use super::file::File;
use crate::errno::Errno;
use crate::sync::section;
use crate::sys::wrapper::{plain, point};
use crate::types::off_t;
use crate::unistd::closing::before_close;
use crate::unistd::io::iovec;
use core::ffi::c_int;

/// Writes the first bytes, then the second ones.
pub fn write(file: &File, buffered: &[u8], more: &[u8]) -> Result<usize, Errno> {
    let fd = file.descriptor.get();
    let piece = |bytes: &[u8]| iovec { iov_base: bytes.as_ptr().cast_mut().cast(), iov_len: bytes.len() };
    let pieces = [piece(buffered), piece(more)];
    // SAFETY: valid slices.
    file.in_flight(false, || unsafe {
        match (buffered, more) {
            ([], one) | (one, []) => plain!(__NR_write, fd, one.as_ptr(), one.len()),
            _ => plain!(__NR_writev, fd, pieces.as_ptr(), pieces.len()),
        }
    })
}

/// Reads at most `size` bytes.
pub fn read(file: &File, to: *mut u8, size: usize) -> Result<usize, Errno> {
    let fd = file.descriptor.get();
    // SAFETY: the caller has room.
    file.in_flight_cancellable(true, || unsafe { point!(__NR_read, fd, to, size) })
}

/// As `lseek`.
pub fn seek(file: &File, offset: off_t, whence: c_int) -> Result<off_t, Errno> {
    let fd = file.descriptor.get();
    // The kernel may make it wait for a read by another thread.
    // SAFETY: no memory is involved.
    section::parked(|| unsafe { plain!(__NR_lseek, fd, offset, whence) }).map(|position| position as off_t)
}

/// Closes the descriptor. It is closed even if the call is interrupted.
pub fn close(fd: c_int) -> Result<(), Errno> {
    let close = || {
        before_close(fd);
        // SAFETY: no memory is involved.
        unsafe { plain!(__NR_close, fd) }
    };
    match section::parked(close) {
        Ok(_) | Err(Errno::EINTR) => Ok(()),
        Err(e) => Err(e),
    }
}

/// Whether the descriptor is a terminal's.
pub fn is_terminal(fd: c_int) -> bool {
    const TIOCGWINSZ: usize = 0x5413;
    let mut size = [0u16; 4];
    // SAFETY: the kernel stores a `struct winsize`.
    unsafe { plain!(__NR_ioctl, fd, TIOCGWINSZ, size.as_mut_ptr()) }.is_ok()
}
