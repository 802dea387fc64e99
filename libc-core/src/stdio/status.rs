//! Indicators, ownership, and the descriptor of a stream. Each takes the stream for its own length and is thread-safe;
//! those named `_unlocked` are not, unless the caller owns the stream. None is async-signal-safe. The names that begin
//! with `_` are of the ABI that other headers use.

use super::file::{File, flag};
use crate::errno::{CReturn, Errno};
use core::ffi::c_int;

/// Whether the end-of-file indicator is set. Thread-safe; not async-signal-safe. C23 7.23.10.2.
#[unsafe(no_mangle)]
pub extern "C" fn feof(file: &File) -> c_int {
    c_int::from(file.lock().has(flag::END))
}

/// [`feof`] for a stream that the calling thread owns. unlocked_stdio(3).
#[unsafe(no_mangle)]
pub extern "C" fn feof_unlocked(file: &File) -> c_int {
    c_int::from(file.has(flag::END))
}

/// Whether the error indicator is set. Thread-safe; not async-signal-safe. C23 7.23.10.3.
#[unsafe(no_mangle)]
pub extern "C" fn ferror(file: &File) -> c_int {
    c_int::from(file.lock().has(flag::ERROR))
}

/// [`ferror`] for a stream that the calling thread owns. unlocked_stdio(3).
#[unsafe(no_mangle)]
pub extern "C" fn ferror_unlocked(file: &File) -> c_int {
    c_int::from(file.has(flag::ERROR))
}

/// Clears both indicators. Thread-safe; not async-signal-safe. C23 7.23.10.1.
#[unsafe(no_mangle)]
pub extern "C" fn clearerr(file: &File) {
    file.lock().clear(flag::END | flag::ERROR);
}

/// [`clearerr`] for a stream that the calling thread owns. unlocked_stdio(3).
#[unsafe(no_mangle)]
pub extern "C" fn clearerr_unlocked(file: &File) {
    file.enter().clear(flag::END | flag::ERROR);
}

/// The stream's descriptor; -1 with `errno` EBADF if it has none. Thread-safe; not async-signal-safe.
/// POSIX.1-2024 fileno.
#[unsafe(no_mangle)]
pub extern "C" fn fileno(file: &File) -> c_int {
    let fd = file.lock().descriptor();
    if fd < 0 { Err(Errno::EBADF) } else { Ok(fd) }.c_int()
}

/// [`fileno`] for a stream that the calling thread owns. unlocked_stdio(3).
#[unsafe(no_mangle)]
pub extern "C" fn fileno_unlocked(file: &File) -> c_int {
    let fd = file.descriptor();
    if fd < 0 { Err(Errno::EBADF) } else { Ok(fd) }.c_int()
}

/// Makes the calling thread the stream's owner, waiting as long as another one is; once more if it is already. Every
/// function on the stream but the unlocked ones waits for that. A forked child's thread still owns what the forking
/// thread owned. Thread-safe; not async-signal-safe. POSIX.1-2024 flockfile.
#[unsafe(no_mangle)]
pub extern "C" fn flockfile(file: &File) {
    drop(file.own(false));
}

/// [`flockfile`] without waiting: returns 0, or non-zero if another thread is the owner. POSIX.1-2024 ftrylockfile.
#[unsafe(no_mangle)]
pub extern "C" fn ftrylockfile(file: &File) -> c_int {
    -c_int::from(file.try_own().is_none())
}

/// Gives the ownership back, once for each time it was taken. POSIX.1-2024 funlockfile.
#[unsafe(no_mangle)]
pub extern "C" fn funlockfile(file: &File) {
    file.disown();
}

/// The name that other headers know: [`feof_unlocked`].
#[unsafe(no_mangle)]
pub extern "C" fn _IO_feof_unlocked(file: &File) -> c_int {
    feof_unlocked(file)
}

/// The name that other headers know: [`ferror_unlocked`].
#[unsafe(no_mangle)]
pub extern "C" fn _IO_ferror_unlocked(file: &File) -> c_int {
    ferror_unlocked(file)
}
