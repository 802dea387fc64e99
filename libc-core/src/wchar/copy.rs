//! `<wchar.h>`: copies of wide strings, and wide strings joined. All are thread-safe; all but `wcsdup` are
//! async-signal-safe.

use super::memory::{wmemcpy, wmemset};
use super::string::{wcslen, wcsnlen};
use crate::types::wchar_t;

/// Copies a wide string; returns where its null went. POSIX.1-2024 wcpcpy.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcpcpy(to: *mut wchar_t, from: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe {
        let length = wcslen(from);
        wmemcpy(to, from, length + 1).add(length)
    }
}

/// Copies a wide string; returns `to`. C23 7.31.4.2.1.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcscpy(to: *mut wchar_t, from: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { wcpcpy(to, from) };
    to
}

/// Copies at most `n` characters and fills up to `n` with nulls; returns where the first null went, or the end.
/// POSIX.1-2024 wcpncpy.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcpncpy(to: *mut wchar_t, from: *const wchar_t, n: usize) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe {
        let length = wcsnlen(from, n);
        wmemcpy(to, from, length);
        wmemset(to.add(length), 0, n - length)
    }
}

/// Copies at most `n` characters and fills up to `n` with nulls; returns `to`. C23 7.31.4.2.2.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcsncpy(to: *mut wchar_t, from: *const wchar_t, n: usize) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { wcpncpy(to, from, n) };
    to
}

/// Appends a wide string to another; returns that. C23 7.31.4.3.1.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcscat(to: *mut wchar_t, from: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { wcpcpy(to.add(wcslen(to)), from) };
    to
}

/// Appends at most `n` characters, and a null, to a wide string; returns that. C23 7.31.4.3.2.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcsncat(to: *mut wchar_t, from: *const wchar_t, n: usize) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe {
        let length = wcsnlen(from, n);
        let end = to.add(wcslen(to));
        wmemcpy(end, from, length).add(length).write(0);
    }
    to
}

/// Copies a wide string into an array of `size` characters, cut to fit with its null; nothing is stored if `size` is 0.
/// Returns the length of `from`: it was cut if that is not below `size`. POSIX.1-2024 wcslcpy.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcslcpy(to: *mut wchar_t, from: *const wchar_t, size: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        let length = wcslen(from);
        if size > 0 {
            let kept = length.min(size - 1);
            wmemcpy(to, from, kept).add(kept).write(0);
        }
        length
    }
}

/// Appends a wide string to the one in an array of `size` characters, cut to fit with its null; nothing is stored if
/// the array has no null. Returns the length that was to be made. POSIX.1-2024 wcslcat.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcslcat(to: *mut wchar_t, from: *const wchar_t, size: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        let begin = wcsnlen(to, size);
        begin + wcslcpy(to.add(begin), from, size - begin)
    }
}

/// A copy of a wide string, for the caller to free; null with `errno` ENOMEM. POSIX.1-2024 wcsdup.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn wcsdup(s: *const wchar_t) -> *mut wchar_t {
    // SAFETY: the caller's promise; the copy is as large. The size cannot overflow, as the string is in memory.
    unsafe {
        let length = wcslen(s) + 1;
        let copy = crate::malloc::public::malloc(length * size_of::<wchar_t>()).cast::<wchar_t>();
        if copy.is_null() { copy } else { wmemcpy(copy, s, length) }
    }
}
