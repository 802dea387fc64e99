//! Streams on the application's functions. They are called with the stream owned, and nothing else: no section, no lock.
//! While one of them runs, the bytes that it was given are in flight, as with a system call.

use super::file::{File, Operations, flag};
use super::inside::uncancelled;
use super::open::{Mode, connect};
use super::repair::GoneMemory;
use crate::errno::{Errno, Outcome, errno, set_errno};
use crate::sync::section;
use crate::types::{off_t, size_t, ssize_t};
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr;

/// `cookie_io_functions_t`: any of them may be null.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Functions {
    read: Option<unsafe extern "C" fn(*mut c_void, *mut c_char, size_t) -> ssize_t>,
    write: Option<unsafe extern "C" fn(*mut c_void, *const c_char, size_t) -> ssize_t>,
    seek: Option<unsafe extern "C" fn(*mut c_void, *mut off_t, c_int) -> c_int>,
    close: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
}

/// What such a stream works on.
#[derive(Clone, Copy)]
struct Cookie {
    cookie: *mut c_void,
    functions: Functions,
}

static OPERATIONS: Operations = Operations { read, write, seek, close, refers };

fn refers(file: &File, gone: GoneMemory) -> bool {
    gone.holds(cookie(file).cookie)
}

fn cookie(file: &File) -> Cookie {
    // SAFETY: `fopencookie` stored it.
    unsafe { *file.target.get().cast::<Cookie>() }
}

/// Calls a function with `errno` 0, to see whether it sets it, and with cancellation held back. What it returns, or if
/// that is below `least` what it said, EIO if nothing.
fn call(least: ssize_t, function: impl FnOnce() -> ssize_t) -> Result<usize, Errno> {
    let before = errno();
    set_errno(Errno(0));
    let result = uncancelled(function);
    let said = errno();
    if said == Errno(0) {
        // 0 is no value that anybody sees afterwards.
        set_errno(before);
    }
    match said {
        _ if result >= least => Ok(result as usize),
        Errno(0) => Err(Errno::EIO),
        e => Err(e),
    }
}

fn read(file: &File, to: *mut u8, size: usize) -> Result<usize, Errno> {
    let Cookie { cookie, functions } = cookie(file);
    let Some(function) = functions.read else { return Ok(0) };
    // SAFETY: the application's function and its argument; there is room.
    let result = file.in_flight_cancellable(true, || call(0, || unsafe { function(cookie, to.cast(), size) }));
    result.map(|count| count.min(size))
}

fn write(file: &File, buffered: &[u8], more: &[u8]) -> Result<usize, Errno> {
    let Cookie { cookie, functions } = cookie(file);
    let Some(function) = functions.write else { return Ok(buffered.len() + more.len()) };
    let bytes = if buffered.is_empty() { more } else { buffered };
    // SAFETY: the application's function and its argument, and a valid slice.
    let write = || unsafe { function(cookie, bytes.as_ptr().cast(), bytes.len()) };
    let result = file.in_flight_cancellable(false, || call(1, write));
    result.map(|count| count.min(bytes.len()))
}

fn seek(file: &File, offset: off_t, whence: c_int) -> Result<off_t, Errno> {
    let Cookie { cookie, functions } = cookie(file);
    let function = functions.seek.ok_or(Errno::ENOTSUP)?;
    let mut position = offset;
    // SAFETY: the application's function and its argument.
    section::parked(|| call(0, || unsafe { function(cookie, &raw mut position, whence) } as ssize_t))?;
    Ok(position)
}

fn close(file: &File) -> Result<(), Errno> {
    let Cookie { cookie, functions } = cookie(file);
    let result = match functions.close {
        // SAFETY: the application's function and its argument.
        Some(function) => section::parked(|| call(0, || unsafe { function(cookie) } as ssize_t)),
        None => Ok(0),
    };
    // SAFETY: `fopencookie` allocated it, and nothing uses it after this.
    unsafe { crate::malloc::dealloc(file.target.replace(ptr::null_mut()).cast(), Layout::new::<Cookie>()) };
    file.operations.set(Some(&super::closed::OPERATIONS));
    result.map(|_| ())
}

/// Makes a stream that reads, writes, positions and closes by calling functions with `cookie`. `read` returns a number of
/// bytes, 0 at the end, -1 on an error; `write` a number of bytes, 0 or less on an error; `seek` 0, with the new position
/// stored, or -1; `close` 0 or -1. Without `read` the stream is empty, without `write` output is dropped, without `seek`
/// there are no positions (ENOTSUP). `mode` is as for `fopen`. Null with `errno` EINVAL or ENOMEM.
/// Thread-safe; not async-signal-safe. fopencookie(3).
///
/// # Safety
/// `mode` is a string; the functions can be called with `cookie` until the stream is closed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fopencookie(cookie: *mut c_void, mode: *const c_char, functions: Functions) -> *const File {
    let open = || {
        // SAFETY: the caller's promise.
        let mode = Mode::parse(unsafe { CStr::from_ptr(mode) })?;
        connect(mode.flags() & !flag::PROBE | flag::FOREIGN, &OPERATIONS, Cookie { cookie, functions })
    };
    open().map(ptr::from_ref).or_errno(ptr::null())
}
