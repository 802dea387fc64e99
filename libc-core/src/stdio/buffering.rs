//! Buffers: `setvbuf` and its family, and what `<stdio_ext.h>` tells about them. Unless a function says otherwise, it
//! is thread-safe and not async-signal-safe. What only musl's `<stdio_ext.h>` has works as in musl.

use super::file::{File, PUSHBACK, flag};
use super::open_files;
use crate::errno::{CReturn, Errno};
use crate::types::size_t;
use core::alloc::Layout;
use core::ffi::{c_char, c_int};

const FULLY: c_int = 0;
const LINES: c_int = 1;
const NOT: c_int = 2;

/// `BUFSIZ`, the size of the buffer that `setbuf` gets.
const BUFSIZ: usize = 1024;

impl File {
    /// Changes the buffering. What is in the buffer is written out; input that was read ahead stays in the old buffer, and so
    /// does the stream.
    fn buffer_by(&self, buffer: *mut u8, kind: c_int, size: usize) -> Result<(), Errno> {
        if !(FULLY..=NOT).contains(&kind) {
            return Err(Errno::EINVAL);
        }
        if self.is_writing() {
            self.flush_output()?;
            self.drop_output();
        }
        self.clear(flag::LINES | flag::PROBE);
        if kind == LINES {
            self.set(flag::LINES);
        }
        if self.unread() != 0 {
            return Ok(());
        }
        self.drop_input();
        if kind == NOT {
            self.size.set(0);
            return Ok(());
        }
        if !buffer.is_null() && size > PUSHBACK {
            self.buffer.set(buffer.wrapping_add(PUSHBACK));
            self.size.set(size - PUSHBACK);
            self.capacity.set(size - PUSHBACK);
        } else if size > self.capacity.get() || self.capacity.get() == 0 {
            let size = size.max(BUFSIZ);
            let layout =
                size.checked_add(PUSHBACK).and_then(|size| Layout::array::<u8>(size).ok()).ok_or(Errno::ENOMEM)?;
            // It stays until the process ends, or the stream does: who asks twice has two.
            let memory = crate::malloc::alloc(layout).ok_or(Errno::ENOMEM)?.as_ptr();
            self.buffer.set(memory.wrapping_add(PUSHBACK));
            self.size.set(size);
            self.capacity.set(size);
        } else {
            self.size.set(self.capacity.get());
        }
        Ok(())
    }
}

/// Makes the stream fully (`_IOFBF`), line (`_IOLBF`) or not (`_IONBF`) buffered. The array of `size` bytes becomes its
/// buffer, 8 bytes of it for pushing back; if it is null or too small the library has one, of at least `size` bytes.
/// To be called before any other use of the stream; later it writes out what the buffer holds. Returns 0, or -1 with
/// `errno` EINVAL (another kind), ENOMEM, or what writing meets. Thread-safe; not async-signal-safe. C23 7.23.5.6.
///
/// # Safety
/// The array stays as long as the stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setvbuf(file: &File, buffer: *mut c_char, kind: c_int, size: size_t) -> c_int {
    file.lock().buffer_by(buffer.cast(), kind, size).c_int()
}

/// [`setvbuf`]: fully buffered by an array of `size` bytes, or unbuffered if it is null. setbuf(3).
///
/// # Safety
/// As [`setvbuf`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setbuffer(file: &File, buffer: *mut c_char, size: size_t) {
    // SAFETY: the caller's promise.
    unsafe { setvbuf(file, buffer, if buffer.is_null() { NOT } else { FULLY }, size) };
}

/// [`setbuffer`] with `BUFSIZ` (1024) bytes. C23 7.23.5.5.
///
/// # Safety
/// As [`setvbuf`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setbuf(file: &File, buffer: *mut c_char) {
    // SAFETY: the caller's promise.
    unsafe { setbuffer(file, buffer, BUFSIZ) };
}

/// Makes the stream line buffered. setbuf(3).
#[unsafe(no_mangle)]
pub extern "C" fn setlinebuf(file: &File) {
    // SAFETY: there is no array.
    unsafe { setvbuf(file, core::ptr::null_mut(), LINES, 0) };
}

/// Writes out the output of every line-buffered stream. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn _flushlbf() {
    open_files::for_each(|file| {
        if let Some(inside) = file.lock_unless_reading()
            && inside.has(flag::LINES)
            && inside.is_writing()
        {
            let _ = inside.flush_output();
        }
    });
}

/// Asks or says who locks the stream: 0 only asks, 1 (`FSETLOCKING_INTERNAL`) is the library, 2 (`FSETLOCKING_BYCALLER`)
/// the application. Returns who it was before. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn __fsetlocking(file: &File, kind: c_int) -> c_int {
    let before = if file.has(flag::BY_CALLER) { 2 } else { 1 };
    match kind {
        1 => file.clear(flag::BY_CALLER),
        2 => file.set(flag::BY_CALLER),
        _ => {}
    }
    before
}

/// Whether the stream's last operation was a write, or it is only for writing. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn __fwriting(file: &File) -> c_int {
    c_int::from(file.has(flag::NO_READ) || file.is_writing())
}

/// Whether the stream's last operation was a read, or it is only for reading. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn __freading(file: &File) -> c_int {
    c_int::from(file.has(flag::NO_WRITE) || file.is_reading())
}

/// Whether the stream can be read. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn __freadable(file: &File) -> c_int {
    c_int::from(!file.has(flag::NO_READ))
}

/// Whether the stream can be written. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn __fwritable(file: &File) -> c_int {
    c_int::from(!file.has(flag::NO_WRITE))
}

/// Whether the stream is line buffered. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn __flbf(file: &File) -> c_int {
    c_int::from(file.has(flag::LINES))
}

/// The size of the stream's buffer in bytes. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn __fbufsize(file: &File) -> size_t {
    file.size.get()
}

/// How many bytes of output are in the buffer. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn __fpending(file: &File) -> size_t {
    file.unwritten()
}

/// Drops what the buffer holds. Returns 0. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn __fpurge(file: &File) -> c_int {
    let inside = file.lock();
    inside.drop_input();
    inside.drop_output();
    0
}

/// The same as [`__fpurge`]. stdio_ext(3).
#[unsafe(no_mangle)]
pub extern "C" fn fpurge(file: &File) -> c_int {
    __fpurge(file)
}

/// How many bytes of input were read ahead. Gnulib's freadahead.
#[unsafe(no_mangle)]
pub extern "C" fn __freadahead(file: &File) -> size_t {
    file.unread()
}

/// The input that was read ahead, and its size; null if there is none. Gnulib's freadptr.
///
/// # Safety
/// `size` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __freadptr(file: &File, size: *mut size_t) -> *const c_char {
    if file.unread() == 0 {
        return core::ptr::null();
    }
    // SAFETY: the caller's promise.
    unsafe { size.write(file.unread()) };
    file.read_at.get().cast()
}

/// Goes on by `count` of the bytes that [`__freadptr`] showed. Gnulib's freadseek.
#[unsafe(no_mangle)]
pub extern "C" fn __freadptrinc(file: &File, count: size_t) {
    file.advance(count);
}

/// Sets the error indicator. Gnulib's fseterr.
#[unsafe(no_mangle)]
pub extern "C" fn __fseterr(file: &File) {
    file.set(flag::ERROR);
}
