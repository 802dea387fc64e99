//! Positions in files. Unless a function says otherwise, it is thread-safe and not async-signal-safe. POSIX.1-2024.

use super::descriptor;
use super::file::{File, flag};
use crate::errno::{CReturn, Errno};
use crate::types::off_t;
use core::ffi::{c_int, c_long};

/// From the start.
pub const SEEK_SET: c_int = 0;
/// From here.
pub const SEEK_CUR: c_int = 1;
/// From the end.
pub const SEEK_END: c_int = 2;

/// `fpos_t`: a position in bytes, with room for what other libraries keep there.
#[repr(C, align(8))]
pub struct Position([off_t; 2]);

impl File {
    /// Moves the position of what the stream is connected to, whatever the buffer holds. Inside.
    pub(super) fn seek_raw(&self, offset: off_t, whence: c_int) -> Result<off_t, Errno> {
        match self.operations.get() {
            None => descriptor::seek(self, offset, whence),
            Some(operations) => (operations.seek)(self, offset, whence),
        }
    }

    /// Moves the stream's position. Inside.
    fn seek(&self, offset: off_t, whence: c_int) -> Result<(), Errno> {
        if !(SEEK_SET..=SEEK_END).contains(&whence) {
            return Err(Errno::EINVAL);
        }
        if self.is_writing() {
            self.flush_output()?;
            self.drop_output();
        }
        let from = if whence == SEEK_CUR { offset.checked_sub(self.unread() as off_t) } else { Some(offset) };
        let result = match from {
            Some(from) => self.seek_raw(from, whence),
            None => Err(Errno::EINVAL),
        };
        match result {
            Ok(_) => {
                self.drop_input();
                self.clear(flag::END);
                Ok(())
            }
            Err(Errno::EINVAL) if offset > 0 && whence != SEEK_SET && self.overflows(offset, whence) => {
                Err(Errno::EOVERFLOW)
            }
            Err(e) => Err(e),
        }
    }

    /// Whether no position is so far from there. The position is where it was.
    #[cold]
    fn overflows(&self, offset: off_t, whence: c_int) -> bool {
        let Ok(here) = self.seek_raw(0, SEEK_CUR) else { return false };
        if whence == SEEK_CUR {
            return here.checked_add(offset).is_none();
        }
        let end = self.seek_raw(0, SEEK_END).unwrap_or(0);
        let _ = self.seek_raw(here, SEEK_SET);
        end.checked_add(offset).is_none()
    }

    /// The stream's position. Inside.
    fn tell(&self) -> Result<off_t, Errno> {
        // Pending output will go to the end of a file that is appended to.
        let whence = if self.has(flag::APPEND) && self.unwritten() > 0 { SEEK_END } else { SEEK_CUR };
        let position = self.seek_raw(0, whence)?;
        let position = position.checked_add(self.unwritten() as off_t).ok_or(Errno::EOVERFLOW)?;
        Ok(position - self.unread() as off_t)
    }
}

/// Sets the stream's position to `offset` bytes from the start (`SEEK_SET`), the position (`SEEK_CUR`) or the end
/// (`SEEK_END`), writes pending output first, drops what was pushed back, and clears the end-of-file indicator. Returns 0,
/// or -1 with `errno` EINVAL (`whence`, or before the start), EOVERFLOW, ESPIPE (no positions), or what writing meets.
/// Thread-safe; not async-signal-safe. C23 7.23.9.2, POSIX.1-2024 fseeko.
#[unsafe(no_mangle)]
pub extern "C" fn fseeko(file: &File, offset: off_t, whence: c_int) -> c_int {
    file.lock().seek(offset, whence).c_int()
}

/// The same as [`fseeko`].
#[unsafe(no_mangle)]
pub extern "C" fn fseek(file: &File, offset: c_long, whence: c_int) -> c_int {
    fseeko(file, offset, whence)
}

/// The stream's position in bytes from the start; -1 with `errno` EBADF, EOVERFLOW or ESPIPE.
/// Thread-safe; not async-signal-safe. C23 7.23.9.4, POSIX.1-2024 ftello.
#[unsafe(no_mangle)]
pub extern "C" fn ftello(file: &File) -> off_t {
    file.lock().tell().c_long()
}

/// The same as [`ftello`].
#[unsafe(no_mangle)]
pub extern "C" fn ftell(file: &File) -> c_long {
    ftello(file)
}

/// [`fseeko`] to the start; clears the error indicator. C23 7.23.9.5.
#[unsafe(no_mangle)]
pub extern "C" fn rewind(file: &File) {
    let inside = file.lock();
    if let Err(e) = inside.seek(0, SEEK_SET) {
        crate::errno::set_errno(e);
    }
    inside.clear(flag::ERROR);
}

/// Stores the stream's position for [`fsetpos`]. Returns 0, or -1 with `errno` as [`ftello`]. C23 7.23.9.1.
///
/// # Safety
/// `position` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetpos(file: &File, position: *mut Position) -> c_int {
    let here = file.lock().tell();
    // SAFETY: the caller's promise.
    here.map(|here| unsafe { (*position).0[0] = here }).c_int()
}

/// Sets the position that [`fgetpos`] stored. Returns 0, or -1 with `errno` as [`fseeko`]. C23 7.23.9.3.
///
/// # Safety
/// `position` is one that `fgetpos` stored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsetpos(file: &File, position: *const Position) -> c_int {
    // SAFETY: the caller's promise.
    fseeko(file, unsafe { (*position).0[0] }, SEEK_SET)
}
