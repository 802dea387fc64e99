//! `gai_strerror`, `hstrerror`, `herror`. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use crate::stdio::standard::stderr;
use crate::thread::current;
use core::ffi::{CStr, c_char, c_int};

/// What an `EAI_*` number means. Thread-safe. POSIX.1-2024 gai_strerror.
#[unsafe(no_mangle)]
pub extern "C" fn gai_strerror(number: c_int) -> *const c_char {
    let text = match number {
        0 => c"Success",
        -1 => c"Invalid flags",
        -2 => c"Name does not resolve",
        -3 => c"Temporary failure of name resolution",
        -4 => c"Permanent failure of name resolution",
        -5 => c"Name has no such address",
        -6 => c"Unknown address family or invalid length",
        -7 => c"Unknown socket type",
        -8 => c"Unknown service for the socket type",
        -10 => c"Out of memory",
        -11 => c"System error",
        -12 => c"Name does not fit",
        _ => c"Unknown error",
    };
    text.as_ptr()
}

fn text_of(number: c_int) -> &'static CStr {
    match number {
        0 => c"Success",
        1 => c"Unknown host",
        2 => c"Temporary failure of name resolution",
        3 => c"Permanent failure of name resolution",
        4 => c"Host has no address",
        _ => c"Unknown error",
    }
}

/// What an `h_errno` number means. Thread-safe. gethostbyname(3).
#[unsafe(no_mangle)]
pub extern "C" fn hstrerror(number: c_int) -> *const c_char {
    text_of(number).as_ptr()
}

/// Writes `text`, a colon and a space (unless it is null), and what `h_errno` means to `stderr`. Thread-safe.
/// gethostbyname(3).
///
/// # Safety
/// `text` is null or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn herror(text: *const c_char) {
    let message = text_of(current().h_errno.get()).to_bytes();
    // SAFETY: the caller's promise.
    let text = (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_bytes());
    let file = stderr.lock();
    let before: &[u8] = if text.is_some() { b": " } else { b"" };
    for part in [text.unwrap_or_default(), before, message, b"\n"] {
        let _ = file.put(part);
    }
}
