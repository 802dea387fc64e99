//! Lines. Each takes the stream for its own length and is thread-safe; those named `_unlocked` are not, unless the
//! caller owns the stream. None is async-signal-safe. The names that begin with `_` are of the ABI that other headers
//! use.

use super::file::{File, flag};
use crate::errno::{Errno, Outcome, set_errno};
use crate::malloc::public;
use crate::sync::section;
use crate::types::{size_t, ssize_t};
use core::alloc::Layout;
use core::ffi::{c_char, c_int};
use core::ptr;

/// Reads a line into an array of `size` bytes; how long it is. An error ends it, `None` the end without a byte.
unsafe fn line_into(file: &File, to: *mut u8, size: usize) -> Result<Option<usize>, Errno> {
    let mut length = 0;
    while length < size {
        let ahead = file.ahead()?;
        if ahead.is_empty() {
            return Ok(if length == 0 { None } else { Some(length) });
        }
        let most = ahead.len().min(size - length);
        let ahead = ahead.get(..most).unwrap_or(ahead);
        let newline = memchr::memchr(b'\n', ahead);
        let count = newline.map_or(most, |index| index + 1);
        // SAFETY: so many bytes are ahead, and the caller has room for `size`.
        unsafe { ptr::copy_nonoverlapping(ahead.as_ptr(), to.add(length), count) };
        file.advance(count);
        length += count;
        if newline.is_some() {
            break;
        }
    }
    Ok(Some(length))
}

unsafe fn gets(file: &File, to: *mut c_char, size: c_int) -> *mut c_char {
    let Ok(size @ 1..) = usize::try_from(size) else {
        set_errno(Errno::EINVAL);
        return ptr::null_mut();
    };
    // SAFETY: the caller's promise.
    match unsafe { line_into(file, to.cast(), size - 1) } {
        Ok(Some(length)) => {
            // SAFETY: one byte was kept.
            unsafe { to.add(length).write(0) };
            to
        }
        Ok(None) => ptr::null_mut(),
        Err(e) => Err(e).or_errno(ptr::null_mut()),
    }
}

/// Reads a line with its newline, but no more than `size - 1` bytes, and adds a 0. Returns `to`; or null at the end, with
/// the array untouched, or with `errno` set and the error indicator. Thread-safe; not async-signal-safe. C23 7.23.7.2.
///
/// # Safety
/// The array has `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgets(to: *mut c_char, size: c_int, file: &File) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { gets(&file.lock(), to, size) }
}

/// [`fgets`] from a stream that the calling thread owns. unlocked_stdio(3).
///
/// # Safety
/// As [`fgets`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgets_unlocked(to: *mut c_char, size: c_int, file: &File) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { gets(&file.enter(), to, size) }
}

/// A line in memory that grows.
trait Growing {
    /// The address of memory with room for `size` bytes, and what it held. It may be foreign code.
    fn grow(&mut self, size: usize) -> Result<*mut u8, Errno>;
}

/// Reads up to a `delimiter`, with it; how many bytes, 0 at the end. On an error what was read stays, and the count is
/// how much that is.
fn delimited(file: &File, delimiter: u8, line: &mut impl Growing) -> (usize, Result<(), Errno>) {
    let mut length = 0;
    loop {
        let ahead = match file.ahead() {
            Ok([]) => return (length, Ok(())),
            Ok(ahead) => ahead,
            Err(e) => return (length, Err(e)),
        };
        let found = memchr::memchr(delimiter, ahead);
        let count = found.map_or(ahead.len(), |index| index + 1);
        // The result tells a length in an `ssize_t`, and a 0 follows.
        let grown = match length.checked_add(count + 1) {
            Some(size) if size <= isize::MAX as usize => line.grow(size),
            _ => Err(Errno::EOVERFLOW),
        };
        match grown {
            Ok(start) => {
                // SAFETY: `grow` made room, and so many bytes are ahead.
                unsafe {
                    ptr::copy_nonoverlapping(ahead.as_ptr(), start.add(length), count);
                    start.add(length + count).write(0);
                }
            }
            Err(e) => return (length, Err(file.failed(e))),
        }
        file.advance(count);
        length += count;
        if found.is_some() {
            return (length, Ok(()));
        }
    }
}

/// The application's memory, from the public allocator.
struct Public {
    line: *mut *mut c_char,
    size: *mut size_t,
}

impl Growing for Public {
    fn grow(&mut self, size: usize) -> Result<*mut u8, Errno> {
        // SAFETY: `getdelim`'s caller promised that both are valid, and what they mean.
        unsafe {
            if (*self.line).is_null() {
                *self.size = 0;
            }
            if size > *self.size {
                // Twice as much, so that a long line is not copied often.
                let more = size.max(120).max(size.saturating_mul(2).min(isize::MAX as usize));
                let old = *self.line;
                let mut new = section::parked(|| public::realloc(old.cast(), more));
                let mut room = more;
                if new.is_null() {
                    new = section::parked(|| public::realloc(old.cast(), size));
                    room = size;
                }
                if new.is_null() {
                    return Err(Errno::ENOMEM);
                }
                *self.line = new.cast();
                *self.size = room;
            }
            Ok((*self.line).cast())
        }
    }
}

/// Reads up to a `delimiter`, with it, into memory that is made larger by `realloc` if need be, and adds a 0. `*line` is
/// null or a block of `*size` bytes from `malloc`; both are kept up to date. Returns the number of bytes; or -1 at the
/// end, or with `errno` EINVAL (a null pointer), ENOMEM, EOVERFLOW, or what reading meets, and the error indicator.
/// Thread-safe; not async-signal-safe. POSIX.1-2024 getdelim.
///
/// # Safety
/// As said.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getdelim(line: *mut *mut c_char, size: *mut size_t, delimiter: c_int, file: &File) -> ssize_t {
    let file = file.lock();
    if line.is_null() || size.is_null() {
        return Err(file.failed(Errno::EINVAL)).or_errno(-1);
    }
    match delimited(&file, delimiter as u8, &mut Public { line, size }) {
        // What was read before the error is in the block.
        (_, Err(e)) => Err(e).or_errno(-1),
        (0, Ok(())) => -1,
        (length, Ok(())) => length as ssize_t,
    }
}

/// [`getdelim`] up to a newline. POSIX.1-2024 getline.
///
/// # Safety
/// As [`getdelim`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getline(line: *mut *mut c_char, size: *mut size_t, file: &File) -> ssize_t {
    // SAFETY: the caller's promise.
    unsafe { getdelim(line, size, c_int::from(b'\n'), file) }
}

/// The name that other headers know: [`getdelim`].
///
/// # Safety
/// As [`getdelim`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __getdelim(
    line: *mut *mut c_char,
    size: *mut size_t,
    delimiter: c_int,
    file: &File,
) -> ssize_t {
    // SAFETY: the caller's promise.
    unsafe { getdelim(line, size, delimiter, file) }
}

/// The stream's own memory for `fgetln`.
struct Own<'a>(&'a File);

impl Growing for Own<'_> {
    fn grow(&mut self, size: usize) -> Result<*mut u8, Errno> {
        let (old, room) = (self.0.line.get(), self.0.line_room.get());
        if size <= room {
            return Ok(old);
        }
        let more = size.max(120).max(size.saturating_mul(2));
        let layout = Layout::array::<u8>(more).map_err(|_| Errno::ENOMEM)?;
        let new = crate::malloc::alloc(layout).ok_or(Errno::ENOMEM)?.as_ptr();
        if room != 0 {
            // SAFETY: both blocks have `room` bytes.
            unsafe { ptr::copy_nonoverlapping(old, new, room) };
        }
        self.0.line.set(new);
        self.0.line_room.set(more);
        free(old, room);
        Ok(new)
    }
}

/// Gives the memory of `fgetln` back.
pub(super) fn free(line: *mut u8, room: usize) {
    if !line.is_null()
        && let Ok(layout) = Layout::array::<u8>(room)
    {
        // SAFETY: `Own::grow` allocated it, and nobody uses it any more.
        unsafe { crate::malloc::dealloc(line, layout) };
    }
}

/// Reads a line with its newline; stores its length. Returns where it is, without a 0, until the stream is used again; or
/// null at the end, or with `errno` set. Thread-safe; not async-signal-safe. fgetln(3).
///
/// # Safety
/// `length` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetln(file: &File, length: *mut size_t) -> *mut c_char {
    let file = file.lock();
    if !file.has(flag::NO_READ)
        && let Some(index) = memchr::memchr(b'\n', ahead_or_nothing(&file))
    {
        let line = file.read_at.get();
        file.advance(index + 1);
        // SAFETY: the caller's promise.
        unsafe { length.write(index + 1) };
        return line.cast();
    }
    match delimited(&file, b'\n', &mut Own(&file)) {
        (0, Ok(())) => ptr::null_mut(),
        (count, Ok(())) => {
            // SAFETY: the caller's promise.
            unsafe { length.write(count) };
            file.line.get().cast()
        }
        (_, Err(e)) => Err(e).or_errno(ptr::null_mut()),
    }
}

/// What was read ahead.
fn ahead_or_nothing(file: &File) -> &[u8] {
    if file.unread() == 0 { &[] } else { file.ahead().unwrap_or(&[]) }
}
