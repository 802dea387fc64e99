//! `psignal` and `psiginfo`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::format::Sink;
use super::printf::Gathered;
use super::standard::stderr;
use crate::string::signal::strsignal;
use core::ffi::{CStr, c_char, c_int};

/// Writes `text`, a colon and a space (unless it is null or empty), and the text of `signal` to `stderr`, as one line; its
/// orientation stays, and so does `errno` on success. Thread-safe; not async-signal-safe. POSIX.1-2024 psignal.
///
/// # Safety
/// `text` is null or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn psignal(signal: c_int, text: *const c_char) {
    // SAFETY: `strsignal` gives a string.
    let message = unsafe { CStr::from_ptr(strsignal(signal)) }.to_bytes();
    // SAFETY: the caller's promise.
    let text = if text.is_null() { &[] } else { unsafe { CStr::from_ptr(text) }.to_bytes() };
    let file = stderr.lock();
    let orientation = file.orientation.get();
    let colon: &[u8] = if text.is_empty() { b"" } else { b": " };
    let mut write = |bytes: &[u8]| file.put(bytes).map_err(|(_, e)| e);
    let mut line = Gathered::new(&mut write);
    for part in [text, colon, message, b"\n"] {
        let _ = line.write(part);
    }
    let _ = line.flush();
    file.orientation.set(orientation);
}

/// [`psignal`] for the signal that `information` tells of. POSIX.1-2024 psiginfo.
///
/// # Safety
/// `information` is valid, its first word is the signal; `text` is null or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn psiginfo(information: *const c_int, text: *const c_char) {
    // SAFETY: the caller's promise.
    unsafe { psignal(*information, text) }
}
