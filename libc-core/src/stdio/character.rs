//! Characters (bytes) one by one. Each takes the stream for its own length and is thread-safe; those named `_unlocked`
//! are not, unless the caller owns the stream. None is async-signal-safe. The names that begin with `_` are of the ABI
//! that other headers use.

use super::file::File;
use super::standard::{stdin, stdout};
use crate::errno::Outcome;
use core::ffi::c_int;

/// What the functions return at the end or on an error.
pub const EOF: c_int = -1;

#[inline]
fn put(file: &File, c: c_int) -> c_int {
    let byte = c as u8;
    file.put_byte(byte).map(|()| c_int::from(byte)).or_errno(EOF)
}

/// [`put`] by a caller that is not inside.
#[inline]
fn lock_and_put(file: &File, c: c_int) -> c_int {
    #[inline(never)]
    fn slowly(file: &File, c: c_int) -> c_int {
        put(&file.lock(), c)
    }
    let at = file.write_at.get();
    if file.is_private() && at < file.write_end.get() {
        // SAFETY: there is room.
        unsafe { at.write(c as u8) };
        file.write_at.set(at.wrapping_add(1));
        return c_int::from(c as u8);
    }
    slowly(file, c)
}

/// [`get`] by a caller that is not inside.
#[inline]
fn lock_and_get(file: &File) -> c_int {
    #[inline(never)]
    fn slowly(file: &File) -> c_int {
        get(&file.lock())
    }
    let at = file.read_at.get();
    if file.is_private() && at != file.read_end.get() {
        file.read_at.set(at.wrapping_add(1));
        // SAFETY: the byte was read ahead.
        return c_int::from(unsafe { at.read() });
    }
    slowly(file)
}

#[inline]
fn get(file: &File) -> c_int {
    match file.take_byte() {
        Ok(Some(byte)) => c_int::from(byte),
        Ok(None) => EOF,
        Err(e) => Err(e).or_errno(EOF),
    }
}

/// Writes `c`, as an `unsigned char`. Returns it, or EOF with `errno` set and the error indicator.
/// Thread-safe; not async-signal-safe. C23 7.23.7.3.
#[unsafe(no_mangle)]
pub extern "C" fn fputc(c: c_int, file: &File) -> c_int {
    lock_and_put(file, c)
}

/// The same as [`fputc`]. C23 7.23.7.7.
#[unsafe(no_mangle)]
pub extern "C" fn putc(c: c_int, file: &File) -> c_int {
    lock_and_put(file, c)
}

/// [`fputc`] to `stdout`. C23 7.23.7.8.
#[unsafe(no_mangle)]
pub extern "C" fn putchar(c: c_int) -> c_int {
    lock_and_put(stdout, c)
}

/// [`fputc`] to a stream that the calling thread owns. POSIX.1-2024 putc_unlocked.
#[unsafe(no_mangle)]
pub extern "C" fn putc_unlocked(c: c_int, file: &File) -> c_int {
    if file.write_at.get() < file.write_end.get() {
        return put(file, c);
    }
    put(&file.enter(), c)
}

/// The same as [`putc_unlocked`]. unlocked_stdio(3).
#[unsafe(no_mangle)]
pub extern "C" fn fputc_unlocked(c: c_int, file: &File) -> c_int {
    putc_unlocked(c, file)
}

/// [`putc_unlocked`] to `stdout`. POSIX.1-2024 putchar_unlocked.
#[unsafe(no_mangle)]
pub extern "C" fn putchar_unlocked(c: c_int) -> c_int {
    putc_unlocked(c, stdout)
}

/// The next character, as an `unsigned char`; EOF at the end, with the end-of-file indicator, or with `errno` set and
/// the error indicator. Thread-safe; not async-signal-safe. C23 7.23.7.1.
#[unsafe(no_mangle)]
pub extern "C" fn fgetc(file: &File) -> c_int {
    lock_and_get(file)
}

/// The same as [`fgetc`]. C23 7.23.7.5.
#[unsafe(no_mangle)]
pub extern "C" fn getc(file: &File) -> c_int {
    lock_and_get(file)
}

/// [`fgetc`] from `stdin`. C23 7.23.7.6.
#[unsafe(no_mangle)]
pub extern "C" fn getchar() -> c_int {
    lock_and_get(stdin)
}

/// [`fgetc`] from a stream that the calling thread owns. POSIX.1-2024 getc_unlocked.
#[unsafe(no_mangle)]
pub extern "C" fn getc_unlocked(file: &File) -> c_int {
    if file.read_at.get() != file.read_end.get() {
        return get(file);
    }
    get(&file.enter())
}

/// The same as [`getc_unlocked`]. unlocked_stdio(3).
#[unsafe(no_mangle)]
pub extern "C" fn fgetc_unlocked(file: &File) -> c_int {
    getc_unlocked(file)
}

/// [`getc_unlocked`] from `stdin`. POSIX.1-2024 getchar_unlocked.
#[unsafe(no_mangle)]
pub extern "C" fn getchar_unlocked() -> c_int {
    getc_unlocked(stdin)
}

/// Pushes `c` back, as an `unsigned char`: it is the next one to be read. There is room for at least 8. Returns it, or EOF
/// if `c` is EOF, there is no room, or the stream cannot be read. Clears the end-of-file indicator.
/// Thread-safe; not async-signal-safe. C23 7.23.7.10.
#[unsafe(no_mangle)]
pub extern "C" fn ungetc(c: c_int, file: &File) -> c_int {
    if c != EOF && file.lock().push_back(c as u8) { c_int::from(c as u8) } else { EOF }
}

/// Writes an `int` as it is in memory. Returns 0, or EOF with `errno` set. getw(3).
#[unsafe(no_mangle)]
pub extern "C" fn putw(word: c_int, file: &File) -> c_int {
    file.lock().put(&word.to_ne_bytes()).map(|()| 0).map_err(|(_, e)| e).or_errno(EOF)
}

/// Reads an `int` that [`putw`] wrote; EOF, which may be one too, at the end or with `errno` set. getw(3).
#[unsafe(no_mangle)]
pub extern "C" fn getw(file: &File) -> c_int {
    let mut bytes = [0; 4];
    // SAFETY: the array has room.
    let (missing, result) = unsafe { file.lock().take(bytes.as_mut_ptr(), bytes.len()) };
    let word = if missing == 0 { c_int::from_ne_bytes(bytes) } else { EOF };
    result.map(|()| word).or_errno(EOF)
}

/// The name that other headers know: [`getc`].
#[unsafe(no_mangle)]
pub extern "C" fn _IO_getc(file: &File) -> c_int {
    getc(file)
}

/// The name that other headers know: [`putc`].
#[unsafe(no_mangle)]
pub extern "C" fn _IO_putc(c: c_int, file: &File) -> c_int {
    putc(c, file)
}

/// The name that other headers know: [`getc_unlocked`].
#[unsafe(no_mangle)]
pub extern "C" fn _IO_getc_unlocked(file: &File) -> c_int {
    getc_unlocked(file)
}

/// The name that other headers know: [`putc_unlocked`].
#[unsafe(no_mangle)]
pub extern "C" fn _IO_putc_unlocked(c: c_int, file: &File) -> c_int {
    putc_unlocked(c, file)
}

/// What the macro `getc_unlocked` calls when the buffer is empty.
#[unsafe(no_mangle)]
pub extern "C" fn __uflow(file: &File) -> c_int {
    get(&file.enter())
}

/// What the macro `putc_unlocked` calls when there is more to do than to store the byte.
#[unsafe(no_mangle)]
pub extern "C" fn __overflow(file: &File, c: c_int) -> c_int {
    let byte = c as u8;
    file.enter().put_byte_slowly(byte).map(|()| c_int::from(byte)).or_errno(EOF)
}
