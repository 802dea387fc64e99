//! `perror`.

use super::format::{Sink, locale};
use super::printf::Gathered;
use super::standard::stderr;
use core::ffi::{CStr, c_char};

/// Writes `text`, a colon and a space (unless it is null or empty), and the text of `errno` to `stderr`, as one line; its
/// orientation stays. Thread-safe; not async-signal-safe. C23 7.23.10.4, POSIX.1-2024 perror.
///
/// # Safety
/// `text` is null or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perror(text: *const c_char) {
    let message = locale::error_text().to_bytes();
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
