//! Copies of strings, and strings joined. All are thread-safe; all but `strdup` and `strndup` are async-signal-safe.

use arch::string as kernel;
use core::ffi::c_char;

/// Copies a string; returns where its 0 went. POSIX.1-2024 stpcpy.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn stpcpy(to: *mut c_char, from: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { kernel::stpcpy(to.cast(), from.cast()) }.cast()
}

/// Copies a string; returns `to`. C23 7.26.2.4.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strcpy(to: *mut c_char, from: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { kernel::strcpy(to.cast(), from.cast()) }.cast()
}

/// Copies at most `n` bytes of a string and fills up to `n` with 0; returns where the first 0 went, or the end.
/// POSIX.1-2024 stpncpy.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn stpncpy(to: *mut c_char, from: *const c_char, n: usize) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { kernel::stpncpy(to.cast(), from.cast(), n) }.cast()
}

/// Copies at most `n` bytes of a string and fills up to `n` with 0; returns `to`. C23 7.26.2.5.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strncpy(to: *mut c_char, from: *const c_char, n: usize) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { stpncpy(to, from, n) };
    to
}

/// Appends a string to another; returns that. C23 7.26.3.1.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strcat(to: *mut c_char, from: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { kernel::strcpy(to.cast::<u8>().add(kernel::strlen(to.cast())), from.cast()) };
    to
}

/// Appends at most `n` bytes of a string, and a 0, to another; returns that. C23 7.26.3.2.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strncat(to: *mut c_char, from: *const c_char, n: usize) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let length = super::text::strnlen(from, n);
        let end = to.cast::<u8>().add(kernel::strlen(to.cast()));
        kernel::memmove(end, from.cast(), length);
        end.add(length).write(0);
    }
    to
}

/// Copies a string into an array of `size` bytes, cut to fit with its 0; nothing is stored if `size` is 0. Returns the
/// length of `from`: it was cut if that is not below `size`. POSIX.1-2024 strlcpy.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strlcpy(to: *mut c_char, from: *const c_char, size: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        let length = kernel::strlen(from.cast());
        if size > 0 {
            let kept = length.min(size - 1);
            kernel::memmove(to.cast(), from.cast(), kept);
            to.add(kept).write(0);
        }
        length
    }
}

/// Appends a string to the one in an array of `size` bytes, cut to fit with its 0; nothing is stored if the array has
/// no 0. Returns the length that was to be made: it was cut if that is not below `size`. POSIX.1-2024 strlcat.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strlcat(to: *mut c_char, from: *const c_char, size: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        let begin = super::text::strnlen(to, size);
        begin + strlcpy(to.add(begin), from, size - begin)
    }
}

/// A copy of a string, for the caller to free; null with `errno` ENOMEM. C23 7.26.2.6.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strdup(s: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { duplicate(s, kernel::strlen(s.cast())) }
}

/// A copy of at most `n` bytes of a string, with a 0, for the caller to free; null with `errno` ENOMEM. C23 7.26.2.7.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strndup(s: *const c_char, n: usize) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { duplicate(s, super::text::strnlen(s, n)) }
}

/// A copy of `length` bytes, with a 0; null if there is no memory, with what `malloc` made of `errno`.
///
/// # Safety
/// They can be read.
unsafe fn duplicate(s: *const c_char, length: usize) -> *mut c_char {
    let copy = crate::malloc::public::malloc(length + 1).cast::<u8>();
    if !copy.is_null() {
        // SAFETY: the copy has a byte more than the string.
        unsafe {
            kernel::memmove(copy, s.cast(), length);
            copy.add(length).write(0);
        }
    }
    copy.cast()
}
