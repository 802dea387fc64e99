//! Strings and sets of bytes: spans and tokens. All are thread-safe, but for `strtok`, and async-signal-safe.

use arch::string::{self as kernel, ByteSet};
use core::ffi::c_char;
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};

/// Four times the same byte.
pub(super) fn repeated(byte: u8) -> u32 {
    u32::from(byte) * 0x0101_0101
}

/// How many bytes at the beginning of `s` are in `accept`. C23 7.26.5.6.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strspn(s: *const c_char, accept: *const c_char) -> usize {
    // SAFETY: the caller's promise.
    unsafe { kernel::strspn(s.cast(), &ByteSet::of_string(accept.cast())) }
}

/// How many bytes at the beginning of `s` are not in `reject`. C23 7.26.5.3.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strcspn(s: *const c_char, reject: *const c_char) -> usize {
    // SAFETY: the caller's promise; a byte is read only if the one in front of it is not the 0.
    unsafe {
        // Up to four bytes, the last of them repeated.
        let mut few = repeated(reject.read() as u8);
        for at in 1..=4 {
            let byte = if few == 0 { 0 } else { reject.add(at).read() as u8 };
            if byte == 0 {
                return kernel::strcspn_few(s.cast(), few);
            }
            if at < 4 {
                few = few & !(u32::MAX << (8 * at)) | repeated(byte) << (8 * at);
            }
        }
        let mut set = ByteSet::of_string(reject.cast());
        set.insert(0);
        kernel::strcspn(s.cast(), &set)
    }
}

/// The first byte of `s` that is in `accept`, or null. C23 7.26.5.4.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strpbrk(s: *const c_char, accept: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let at = s.add(strcspn(s, accept));
        if at.read() == 0 { ptr::null_mut() } else { at.cast_mut() }
    }
}

/// The next token of a string, between bytes of `separators`, the one behind it overwritten with 0; null if there is
/// none. `*rest` keeps the place; `s` is null for all calls but the first. POSIX.1-2024 strtok_r.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
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
        rest.write(cut(token, separators));
        token
    }
}

/// Cuts a string at the first of `separators`: what is behind it, or null if there is none.
///
/// # Safety
/// Both are strings.
unsafe fn cut(token: *mut c_char, separators: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise; the end can be read, and what is not the 0 is followed by something.
    unsafe {
        let end = token.add(strcspn(token, separators));
        if end.read() == 0 {
            return ptr::null_mut();
        }
        end.write(0);
        end.add(1)
    }
}

/// [`strtok_r`] with one place for the whole process. C23 7.26.5.9.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strtok(s: *mut c_char, separators: *const c_char) -> *mut c_char {
    static REST: AtomicPtr<c_char> = AtomicPtr::new(ptr::null_mut());
    let mut rest = REST.load(Ordering::Relaxed);
    // SAFETY: the caller's promise.
    let token = unsafe { strtok_r(s, separators, &mut rest) };
    REST.store(rest, Ordering::Relaxed);
    token
}

/// The part of `*rest` up to the first byte of `separators`, which is overwritten with 0; `*rest` becomes what is
/// behind, or null. Returns null if `*rest` is. strsep(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strsep(rest: *mut *mut c_char, separators: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let token = rest.read();
        if !token.is_null() {
            rest.write(cut(token, separators));
        }
        token
    }
}
