//! `<wchar.h>`: wide strings, their length, comparison and what is in them. All are thread-safe and async-signal-safe.

use crate::string::haystack::Haystack;
use crate::string::two_way;
use crate::types::wchar_t;
use arch::string as kernel;
use core::ffi::{c_int, c_void};
use core::ptr;

/// The length of a wide string. C23 7.31.4.6.1.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcslen(s: *const wchar_t) -> usize {
    // SAFETY: the caller's promise.
    unsafe { kernel::wcslen(s) }
}

/// The length of a wide string, of which at most `n` characters are looked at. POSIX.1-2024 wcsnlen.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcsnlen(s: *const wchar_t, n: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        let end = kernel::wmemchr(s, 0, n);
        if end.is_null() { n } else { end.offset_from_unsigned(s) }
    }
}

/// The first `c` (the null counts), or null. C23 7.31.4.5.2.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcschr(s: *const wchar_t, c: wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { kernel::wcschr(s, c) }.cast_mut()
}

/// The last `c` (the null counts), or null. C23 7.31.4.5.5.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcsrchr(s: *const wchar_t, c: wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { kernel::wcsrchr(s, c) }.cast_mut()
}

/// Compares two wide strings; below, equal to or above 0. C23 7.31.4.4.2.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcscmp(a: *const wchar_t, b: *const wchar_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { kernel::wcscmp(a, b) }
}

/// Compares at most `n` characters of two wide strings. C23 7.31.4.4.3.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcsncmp(a: *const wchar_t, b: *const wchar_t, n: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { kernel::wcsncmp(a, b, n) }
}

/// [`wcscmp`]: in every locale the order is that of the code points. C23 7.31.4.4.3.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcscoll(a: *const wchar_t, b: *const wchar_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { wcscmp(a, b) }
}

/// [`wcscoll`] for a locale. POSIX.1-2024 wcscoll_l.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcscoll_l(a: *const wchar_t, b: *const wchar_t, _locale: *const c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { wcscmp(a, b) }
}

/// Stores what `wcscmp` orders as `wcscoll` orders the string: the string itself. Returns its length; if that is not
/// below `size`, nothing was stored. C23 7.31.4.4.4.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcsxfrm(to: *mut wchar_t, from: *const wchar_t, size: usize) -> usize {
    // SAFETY: the caller's promise; it is copied only if it fits with its null.
    unsafe {
        let length = kernel::wcslen(from);
        if length < size {
            super::memory::wmemcpy(to, from, length + 1);
        }
        length
    }
}

/// [`wcsxfrm`] for a locale. POSIX.1-2024 wcsxfrm_l.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcsxfrm_l(
    to: *mut wchar_t,
    from: *const wchar_t,
    size: usize,
    _locale: *const c_void,
) -> usize {
    // SAFETY: the caller's promise.
    unsafe { wcsxfrm(to, from, size) }
}

/// How many characters at the beginning of `s` are in `accept`. C23 7.31.4.5.6.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcsspn(s: *const wchar_t, accept: *const wchar_t) -> usize {
    // SAFETY: the caller's promise.
    unsafe { span(s, accept, true) }
}

/// How many characters at the beginning of `s` are not in `reject`. C23 7.31.4.5.3.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcscspn(s: *const wchar_t, reject: *const wchar_t) -> usize {
    // SAFETY: the caller's promise.
    unsafe { span(s, reject, false) }
}

/// How many characters at the beginning of `s` are in `set`, or are not.
///
/// # Safety
/// Both are strings.
unsafe fn span(s: *const wchar_t, set: *const wchar_t, wanted: bool) -> usize {
    let mut length = 0;
    // SAFETY: the null has not been passed, and is in no set.
    unsafe {
        let set = core::slice::from_raw_parts(set, kernel::wcslen(set));
        while s.add(length).read() != 0 && set.contains(&s.add(length).read()) == wanted {
            length += 1;
        }
    }
    length
}

/// The first character of `s` that is in `accept`, or null. C23 7.31.4.5.4.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcspbrk(s: *const wchar_t, accept: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe {
        let at = s.add(wcscspn(s, accept));
        if at.read() == 0 { ptr::null_mut() } else { at.cast_mut() }
    }
}

/// The first `needle` in `haystack`, or null; in linear time. C23 7.31.4.5.7.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcsstr(haystack: *const wchar_t, needle: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe {
        let first = needle.read();
        if first == 0 {
            return haystack.cast_mut();
        }
        // Nothing can begin in front of the first character.
        let haystack = wcschr(haystack, first);
        if haystack.is_null() {
            return haystack;
        }
        let needle = core::slice::from_raw_parts(needle, kernel::wcslen(needle));
        two_way::find(&mut Haystack::string(haystack), needle, 0, |c| c).map_or(ptr::null_mut(), |at| haystack.add(at))
    }
}

/// [`wcsstr`]. X/Open XPG4 wcswcs.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcswcs(haystack: *const wchar_t, needle: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { wcsstr(haystack, needle) }
}

/// The next token of a wide string, between characters of `separators`, the one behind it overwritten with a null;
/// null if there is none. `*rest` keeps the place; `s` is null for all calls but the first. C23 7.31.4.5.8.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcstok(s: *mut wchar_t, separators: *const wchar_t, rest: *mut *mut wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise; the end can be read, and what is not the null is followed by something.
    unsafe {
        let from = if s.is_null() { rest.read() } else { s };
        rest.write(ptr::null_mut());
        if from.is_null() {
            return from;
        }
        let token = from.add(wcsspn(from, separators));
        if token.read() == 0 {
            return ptr::null_mut();
        }
        let end = token.add(wcscspn(token, separators));
        if end.read() != 0 {
            end.write(0);
            rest.write(end.add(1));
        }
        token
    }
}
