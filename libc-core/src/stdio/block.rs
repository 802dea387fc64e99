//! Blocks of bytes, and strings. Each takes the stream for its own length and is thread-safe; those named `_unlocked`
//! are not, unless the caller owns the stream. None is async-signal-safe.

use super::file::File;
use super::standard::stdout;
use crate::errno::{CReturn, Errno, set_errno};
use crate::types::size_t;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::slice;

/// How many whole elements `bytes` of `size` each are; all of them if nothing is missing.
fn elements(size: usize, count: usize, missing: usize) -> usize {
    if missing == 0 { count } else { (size * count - missing) / size }
}

/// The size of an array; EOVERFLOW if there can be none.
fn total(size: usize, count: usize) -> Result<usize, Errno> {
    size.checked_mul(count).filter(|&total| total <= isize::MAX as usize).ok_or(Errno::EOVERFLOW)
}

unsafe fn read(file: &File, to: *mut c_void, size: usize, count: usize) -> usize {
    // SAFETY: the caller's promise.
    let result = total(size, count).map(|total| unsafe { file.take(to.cast(), total) });
    match result {
        Ok((missing, result)) => {
            if let Err(e) = result {
                set_errno(e);
            }
            if size == 0 { 0 } else { elements(size, count, missing) }
        }
        Err(e) => {
            set_errno(file.failed(e));
            0
        }
    }
}

unsafe fn write(file: &File, from: *const c_void, size: usize, count: usize) -> usize {
    let total = match total(size, count) {
        Ok(0) => return 0,
        Ok(total) => total,
        Err(e) => {
            set_errno(file.failed(e));
            return 0;
        }
    };
    // SAFETY: the caller's promise.
    match file.put(unsafe { slice::from_raw_parts(from.cast(), total) }) {
        Ok(()) => count,
        Err((missing, e)) => {
            set_errno(e);
            elements(size, count, missing)
        }
    }
}

/// Reads `count` elements of `size` bytes. Returns how many whole ones were read: fewer at the end, with the end-of-file
/// indicator, or with `errno` set and the error indicator. Thread-safe; not async-signal-safe. C23 7.23.8.1.
///
/// # Safety
/// There is room.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fread(to: *mut c_void, size: size_t, count: size_t, file: &File) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { read(&file.lock(), to, size, count) }
}

/// [`fread`] from a stream that the calling thread owns. unlocked_stdio(3).
///
/// # Safety
/// As [`fread`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fread_unlocked(to: *mut c_void, size: size_t, count: size_t, file: &File) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { read(&file.enter(), to, size, count) }
}

/// Writes `count` elements of `size` bytes. Returns how many whole ones were written or put into the buffer: fewer with
/// `errno` set and the error indicator. Thread-safe; not async-signal-safe. C23 7.23.8.2.
///
/// # Safety
/// The elements are there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fwrite(from: *const c_void, size: size_t, count: size_t, file: &File) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { write(&file.lock(), from, size, count) }
}

/// [`fwrite`] to a stream that the calling thread owns. unlocked_stdio(3).
///
/// # Safety
/// As [`fwrite`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fwrite_unlocked(from: *const c_void, size: size_t, count: size_t, file: &File) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { write(&file.enter(), from, size, count) }
}

fn put(file: &File, text: &CStr) -> c_int {
    file.put(text.to_bytes()).map_err(|(_, e)| e).c_int()
}

/// Writes a string. Returns 0, or EOF with `errno` set and the error indicator. Thread-safe; not async-signal-safe.
/// C23 7.23.7.4.
///
/// # Safety
/// `text` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fputs(text: *const c_char, file: &File) -> c_int {
    // SAFETY: the caller's promise.
    put(&file.lock(), unsafe { CStr::from_ptr(text) })
}

/// [`fputs`] to a stream that the calling thread owns. unlocked_stdio(3).
///
/// # Safety
/// As [`fputs`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fputs_unlocked(text: *const c_char, file: &File) -> c_int {
    // SAFETY: the caller's promise.
    put(&file.enter(), unsafe { CStr::from_ptr(text) })
}

/// Writes a string and a newline to `stdout`. Returns 0, or EOF with `errno` set and the error indicator.
/// Thread-safe; not async-signal-safe. C23 7.23.7.9.
///
/// # Safety
/// `text` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn puts(text: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(text) }.to_bytes();
    let file = stdout.lock();
    file.append(text).and_then(|()| file.put(b"\n")).map_err(|(_, e)| e).c_int()
}
