//! `getsubopt`. POSIX.1-2024. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// Takes the next suboption off `*option`: returns the index of its name in `tokens`, with `*value` at what
/// follows its `=`, or null; or -1 with `*value` at the whole suboption if the name is not there. `*option`
/// moves behind it, and the comma becomes the string's end. Thread-safe on different data; no errors.
///
/// # Safety
/// As in C: `*option` is a writable string, `tokens` ends with a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getsubopt(
    option: *mut *mut c_char,
    tokens: *const *mut c_char,
    value: *mut *mut c_char,
) -> c_int {
    // SAFETY: the caller's promise; all indices lie within the string.
    unsafe {
        let start = *option;
        let text = CStr::from_ptr(start).to_bytes();
        let length = text.iter().position(|&byte| byte == b',').unwrap_or(text.len());
        let (suboption, rest) = text.split_at(length);
        let equals = suboption.iter().position(|&byte| byte == b'=');
        let mut index = 0;
        let mut found = None;
        while let Some(token) = (*tokens.add(index)).as_ref() {
            if CStr::from_ptr(token).to_bytes() == suboption.get(..equals.unwrap_or(length)).unwrap_or(suboption) {
                found = Some(index as c_int);
                break;
            }
            index += 1;
        }
        *value = match (found, equals) {
            (Some(_), Some(equals)) => start.add(equals + 1),
            (Some(_), None) => ptr::null_mut(),
            (None, _) => start,
        };
        let end = start.add(length);
        *option = end;
        if !rest.is_empty() {
            *option = end.add(1);
            *end = 0;
        }
        found.unwrap_or(-1)
    }
}
