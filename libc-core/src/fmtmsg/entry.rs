//! `fmtmsg`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::line::{compose, is_label, severity, wanted};
use crate::stdlib::environment;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::{CStr, c_char, c_int, c_long};

const MM_PRINT: c_long = 0x100;
const MM_CONSOLE: c_long = 0x200;
const MM_OK: c_int = 0;
const MM_NOTOK: c_int = -1;
const MM_NOMSG: c_int = 1;
const MM_NOCON: c_int = 4;

/// Writes a message to standard error (`MM_PRINT` in `classification`; the parts that the variable MSGVERB names) and to the
/// console (`MM_CONSOLE`; all parts). Null leaves a part out, as does severity 0. Returns `MM_OK`; `MM_NOTOK` if the
/// label or the severity is none, or nothing could be written; `MM_NOMSG` or `MM_NOCON` if one of both failed. Thread-safe;
/// the message is written at once. POSIX.1-2024 fmtmsg.
///
/// # Safety
/// Each pointer is null or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fmtmsg(
    classification: c_long,
    label: *const c_char,
    level: c_int,
    text: *const c_char,
    action: *const c_char,
    tag: *const c_char,
) -> c_int {
    let [label, text, action, tag] = [label, text, action, tag].map(|part| {
        // SAFETY: the caller's promise.
        (!part.is_null()).then(|| unsafe { CStr::from_ptr(part) }.to_bytes())
    });
    let Some(severity) = severity(level).filter(|_| label.is_none_or(is_label)) else { return MM_NOTOK };
    let parts = [label, (level != 0).then_some(severity), text, action, tag];
    let mut result = MM_OK;
    if classification & MM_PRINT != 0 {
        // SAFETY: the environment's strings stay.
        let verbosity = environment::get(b"MSGVERB").map(|value| unsafe { CStr::from_ptr(value) }.to_bytes());
        if !compose(parts, wanted(verbosity)).is_ok_and(|line| write(2, &line)) {
            result |= MM_NOMSG;
        }
    }
    if classification & MM_CONSOLE != 0 && !compose(parts, 0x1f).is_ok_and(|line| write_to_console(&line)) {
        result |= MM_NOCON;
    }
    let asked = MM_NOMSG * c_int::from(classification & MM_PRINT != 0)
        | MM_NOCON * c_int::from(classification & MM_CONSOLE != 0);
    if result != MM_OK && result == asked { MM_NOTOK } else { result }
}

fn write(fd: c_int, line: &[u8]) -> bool {
    // SAFETY: the bytes are valid.
    let written = unsafe { plain!(__NR_write, fd, line.as_ptr(), line.len()) };
    written == Ok(line.len())
}

fn write_to_console(line: &[u8]) -> bool {
    const O_WRONLY: u32 = 1;
    let path = c"/dev/console".as_ptr();
    let flags = O_WRONLY | nr::O_CLOEXEC | nr::O_NOCTTY;
    // SAFETY: the path is a string.
    match unsafe { plain!(__NR_openat, crate::fs::AT_FDCWD, path, flags, 0) } {
        Ok(fd) => {
            let written = write(fd as c_int, line);
            // SAFETY: the descriptor is our own.
            let _ = unsafe { plain!(__NR_close, fd) };
            written
        }
        Err(_) => false,
    }
}
