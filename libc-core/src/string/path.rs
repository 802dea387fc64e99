//! `<libgen.h>`: the parts of a path. Thread-safe on different data and async-signal-safe. POSIX.1-2024.

use core::ffi::{CStr, c_char};

/// The last part of a path, without slashes behind it, which are cut off in place; "." if the path is empty or null,
/// "/" if it is only slashes. POSIX.1-2024 basename.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn basename(path: *mut c_char) -> *mut c_char {
    if path.is_null() {
        return DOT.as_ptr().cast_mut();
    }
    // SAFETY: the caller's promise; what is cut is within the string.
    unsafe {
        let bytes = CStr::from_ptr(path).to_bytes();
        let Some(last) = bytes.iter().rposition(|&byte| byte != b'/') else {
            return if bytes.is_empty() { DOT.as_ptr().cast_mut() } else { path.add(bytes.len() - 1) };
        };
        let begin = bytes.iter().take(last).rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
        path.add(last + 1).write(0);
        path.add(begin)
    }
}

/// The path in front of its last part, without slashes behind it, cut off in place; "." if there is none, "/" if that
/// is the root. POSIX.1-2024 dirname.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn dirname(path: *mut c_char) -> *mut c_char {
    if path.is_null() {
        return DOT.as_ptr().cast_mut();
    }
    // SAFETY: the caller's promise; what is cut is within the string.
    unsafe {
        let bytes = CStr::from_ptr(path).to_bytes();
        let Some(last) = bytes.iter().rposition(|&byte| byte != b'/') else {
            return if bytes.is_empty() { DOT.as_ptr().cast_mut() } else { SLASH.as_ptr().cast_mut() };
        };
        let Some(slash) = bytes.iter().take(last).rposition(|&byte| byte == b'/') else {
            return DOT.as_ptr().cast_mut();
        };
        match bytes.iter().take(slash).rposition(|&byte| byte != b'/') {
            Some(end) => path.add(end + 1).write(0),
            None => return SLASH.as_ptr().cast_mut(),
        }
        path
    }
}

/// [`basename`], by the name that glibc's `<libgen.h>` gives it.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn __xpg_basename(path: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { basename(path) }
}

const DOT: &CStr = c".";
const SLASH: &CStr = c"/";
