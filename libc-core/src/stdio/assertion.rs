//! What `assert` calls when its condition does not hold. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::format::Sink;
use super::printf::Gathered;
use super::standard::stderr;
use crate::numeric::integer_text::Text;
use crate::process::abort::abort;
use core::ffi::{CStr, c_char, c_int};

/// Writes the condition and its place to `stderr`, as one line, and aborts. Thread-safe. C23 7.2.1.1.
///
/// # Safety
/// The pointers are null or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __assert_fail(
    condition: *const c_char,
    source: *const c_char,
    line: c_int,
    function: *const c_char,
) -> ! {
    // SAFETY: the caller's promise.
    let text =
        // SAFETY: the caller's promise.
        |text: *const c_char| if text.is_null() { &b"?"[..] } else { unsafe { CStr::from_ptr(text) }.to_bytes() };
    let mut number = Text::new();
    number.decimal(line.max(0) as u64);
    let file = stderr.lock();
    let mut write = |bytes: &[u8]| file.put(bytes).map_err(|(_, e)| e);
    let mut message = Gathered::new(&mut write);
    for part in [
        b"Assertion failed: ",
        text(condition),
        b" (",
        text(source),
        b": ",
        text(function),
        b": ",
        number.get(),
        b")\n",
    ] {
        let _ = message.write(part);
    }
    let _ = message.flush();
    drop(file);
    abort()
}
