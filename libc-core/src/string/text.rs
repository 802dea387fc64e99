//! Strings: copies, comparisons, searches.

use super::memory::{memcpy, strlen};
use core::ffi::{c_char, c_int, c_void};
use core::ptr;

/// Compares two strings; below, equal to or above 0. Async-signal-safe. C23 7.26.4.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcmp(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { strncmp(a, b, usize::MAX) }
}

/// Compares at most `n` bytes of two strings; below, equal to or above 0. Async-signal-safe. C23 7.26.4.4.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncmp(a: *const c_char, b: *const c_char, n: usize) -> c_int {
    for i in 0..n {
        // SAFETY: neither string's 0 has been passed.
        let (x, y) = unsafe { (a.add(i).read() as u8, b.add(i).read() as u8) };
        if x != y || x == 0 {
            return c_int::from(x) - c_int::from(y);
        }
    }
    0
}

/// The first `c` in a string, or its 0. Async-signal-safe. strchrnul(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strchrnul(s: *const c_char, c: c_int) -> *mut c_char {
    let mut at = s;
    // SAFETY: the 0 has not been passed.
    while let byte = unsafe { at.read() }
        && byte != 0
        && byte != c as c_char
    {
        at = at.wrapping_add(1);
    }
    at.cast_mut()
}

/// The first `c` in a string (its 0 counts), or null. Async-signal-safe. C23 7.26.5.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strchr(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    let at = unsafe { strchrnul(s, c) };
    // SAFETY: it points into the string.
    if unsafe { at.read() } == c as c_char { at } else { ptr::null_mut() }
}

/// The last `c` in a string (its 0 counts), or null. Async-signal-safe. C23 7.26.5.5.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strrchr(s: *const c_char, c: c_int) -> *mut c_char {
    // SAFETY: the caller's promise; the string with its 0.
    unsafe { memrchr(s.cast(), c, strlen(s) + 1) }.cast()
}

/// The first `c` in `n` bytes, or null. Async-signal-safe. C23 7.26.5.1.
///
/// # Safety
/// As in C: the area may end behind the first `c`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memchr(s: *const c_void, c: c_int, n: usize) -> *mut c_void {
    let mut at = s.cast::<u8>();
    for _ in 0..n {
        // SAFETY: the caller's promise.
        if unsafe { at.read() } == c as u8 {
            return at.cast_mut().cast();
        }
        at = at.wrapping_add(1);
    }
    ptr::null_mut()
}

/// The last `c` in `n` bytes, or null. Async-signal-safe. memrchr(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memrchr(s: *const c_void, c: c_int, n: usize) -> *mut c_void {
    let s = s.cast::<u8>();
    for i in (0..n).rev() {
        // SAFETY: the caller's promise.
        if unsafe { s.add(i).read() } == c as u8 {
            return s.wrapping_add(i).cast_mut().cast();
        }
    }
    ptr::null_mut()
}

/// The length of a string, of which at most `n` bytes are looked at. Async-signal-safe. POSIX.1-2024 strnlen.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strnlen(s: *const c_char, n: usize) -> usize {
    // SAFETY: the caller's promise.
    let end = unsafe { memchr(s.cast(), 0, n) };
    if end.is_null() { n } else { end as usize - s as usize }
}

/// Copies a string; returns where its 0 went. Async-signal-safe. POSIX.1-2024 stpcpy.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stpcpy(to: *mut c_char, from: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let n = strlen(from);
        memcpy(to.cast(), from.cast(), n + 1);
        to.add(n)
    }
}

/// Copies a string; returns `to`. Async-signal-safe. C23 7.26.2.4.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcpy(to: *mut c_char, from: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { stpcpy(to, from) };
    to
}

/// Copies at most `n` bytes of a string and fills up to `n` with 0; returns where the first 0 went, or the end.
/// Async-signal-safe. POSIX.1-2024 stpncpy.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stpncpy(to: *mut c_char, from: *const c_char, n: usize) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let length = strnlen(from, n);
        memcpy(to.cast(), from.cast(), length);
        super::memory::memset(to.add(length).cast(), 0, n - length);
        to.add(length)
    }
}

/// Copies at most `n` bytes of a string and fills up to `n` with 0; returns `to`. Async-signal-safe. C23 7.26.2.5.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncpy(to: *mut c_char, from: *const c_char, n: usize) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { stpncpy(to, from, n) };
    to
}

/// Appends a string; returns `to`. Async-signal-safe. C23 7.26.3.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcat(to: *mut c_char, from: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { strcpy(to.add(strlen(to)), from) };
    to
}

/// Appends at most `n` bytes of a string, and a 0; returns `to`. Async-signal-safe. C23 7.26.3.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncat(to: *mut c_char, from: *const c_char, n: usize) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let end = to.add(strlen(to));
        let length = strnlen(from, n);
        memcpy(end.cast(), from.cast(), length);
        end.add(length).write(0);
    }
    to
}

/// A set of bytes.
struct Set([u64; 4]);

impl Set {
    /// # Safety
    /// `s` is a string.
    unsafe fn new(s: *const c_char) -> Self {
        let mut set = Set([0; 4]);
        let mut at = s;
        // SAFETY: the 0 has not been passed.
        while let byte @ 1.. = unsafe { at.read() } as u8 {
            set.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
            at = at.wrapping_add(1);
        }
        set
    }

    fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0
    }
}

/// How many bytes at the beginning of `s` are in `accept`. Async-signal-safe. C23 7.26.5.6.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strspn(s: *const c_char, accept: *const c_char) -> usize {
    // SAFETY: the caller's promise; the 0 is in no set.
    unsafe {
        let set = Set::new(accept);
        let mut n = 0;
        while set.has(s.add(n).read() as u8) {
            n += 1;
        }
        n
    }
}

/// How many bytes at the beginning of `s` are not in `reject`. Async-signal-safe. C23 7.26.5.3.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcspn(s: *const c_char, reject: *const c_char) -> usize {
    // SAFETY: the caller's promise; the 0 ends it.
    unsafe {
        let set = Set::new(reject);
        let mut n = 0;
        while let byte @ 1.. = s.add(n).read() as u8
            && !set.has(byte)
        {
            n += 1;
        }
        n
    }
}

/// The first byte of `s` that is in `accept`, or null. Async-signal-safe. C23 7.26.5.4.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strpbrk(s: *const c_char, accept: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let at = s.add(strcspn(s, accept));
        if at.read() == 0 { ptr::null_mut() } else { at.cast_mut() }
    }
}

/// The first `needle` in `haystack`, or null. Async-signal-safe. C23 7.26.5.7.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strstr(haystack: *const c_char, needle: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (text, pattern) = unsafe {
        (
            core::slice::from_raw_parts(haystack.cast::<u8>(), strlen(haystack)),
            core::slice::from_raw_parts(needle.cast::<u8>(), strlen(needle)),
        )
    };
    match ::memchr::memmem::find(text, pattern) {
        Some(at) => haystack.wrapping_add(at).cast_mut(),
        None => ptr::null_mut(),
    }
}

/// The next token of a string, between bytes of `separators`, which is overwritten with 0s; null if there is none.
/// `*rest` keeps the place; `s` is null for all calls but the first. Async-signal-safe. POSIX.1-2024 strtok_r.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtok_r(s: *mut c_char, separators: *const c_char, rest: *mut *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let from = if s.is_null() { rest.read() } else { s };
        if from.is_null() {
            return ptr::null_mut();
        }
        let token = from.add(strspn(from, separators));
        if token.read() == 0 {
            rest.write(ptr::null_mut());
            return ptr::null_mut();
        }
        let end = token.add(strcspn(token, separators));
        if end.read() == 0 {
            rest.write(ptr::null_mut());
        } else {
            end.write(0);
            rest.write(end.add(1));
        }
        token
    }
}

/// A copy of a string, for the caller to free; null with `errno` ENOMEM. Thread-safe. C23 7.26.2.6.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strdup(s: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { strndup(s, usize::MAX) }
}

/// A copy of at most `n` bytes of a string, with a 0, for the caller to free; null with `errno` ENOMEM. Thread-safe.
/// C23 7.26.2.7.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strndup(s: *const c_char, n: usize) -> *mut c_char {
    // SAFETY: the caller's promise; the copy has a byte more than the string.
    unsafe {
        let length = if n == usize::MAX { strlen(s) } else { strnlen(s, n) };
        let copy = crate::malloc::public::malloc(length + 1).cast::<c_char>();
        if !copy.is_null() {
            memcpy(copy.cast(), s.cast(), length);
            copy.add(length).write(0);
        }
        copy
    }
}
