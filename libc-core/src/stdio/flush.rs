//! `fflush`, and what `exit` does with the open streams. Each takes the stream for its own length and is thread-safe;
//! those named `_unlocked` are not, unless the caller owns the stream. None is async-signal-safe.

use super::file::{File, flag};
use super::open_files;
use crate::errno::{CReturn, Errno};
use core::ffi::c_int;

impl File {
    /// Writes out the output, or sets the file's position back to where the reader is. Inside.
    pub(super) fn synchronise(&self) -> Result<(), Errno> {
        if self.is_writing() {
            self.flush_output()?;
            self.drop_output();
        } else if self.is_reading() {
            if let Some(give_back) = self.give_back.get() {
                match give_back(self) {
                    Ok(()) => {}
                    // What was read ahead cannot be given back, and stays.
                    Err(Errno::ESPIPE) => return Ok(()),
                    Err(e) => return Err(self.failed(e)),
                }
            }
            self.drop_input();
        }
        Ok(())
    }
}

/// Flushes every stream; the last error.
fn flush_all() -> Result<(), Errno> {
    let mut result = Ok(());
    open_files::for_each(|file| {
        if let Some(inside) = file.lock_unless_reading()
            && !inside.has(flag::CLOSED)
            && let Err(e) = inside.synchronise()
        {
            result = Err(e);
        }
    });
    result
}

/// `exit`'s part. A process does not set a position back for input that its parent read ahead.
pub(super) fn at_exit() {
    open_files::for_each(|file| {
        if let Some(inside) = file.lock_unless_reading()
            && !inside.has(flag::CLOSED)
            && !(inside.is_reading() && inside.is_inherited())
        {
            let _ = inside.synchronise();
        }
    });
}

/// Writes the stream's output out; for a stream that reads a file, sets the file's position to where the reader is. A
/// null pointer means all streams (but those where a thread waits for input). Returns 0, or EOF with `errno` set
/// (EAGAIN, EBADF, EFBIG, EINTR, EIO, ENOSPC, EPIPE...) and the error indicator; what was not written stays in the
/// buffer. Thread-safe; not async-signal-safe. C23 7.23.5.2, POSIX.1-2024 fflush.
#[unsafe(no_mangle)]
pub extern "C" fn fflush(file: Option<&File>) -> c_int {
    match file {
        Some(file) => file.lock().synchronise(),
        None => flush_all(),
    }
    .c_int()
}

/// [`fflush`] for a stream that the calling thread owns; a null pointer means all streams. unlocked_stdio(3).
#[unsafe(no_mangle)]
pub extern "C" fn fflush_unlocked(file: Option<&File>) -> c_int {
    match file {
        Some(file) => file.enter().synchronise(),
        None => flush_all(),
    }
    .c_int()
}
