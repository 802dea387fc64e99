//! Strings between their multibyte and their wide form. C23 7.24.8 and 7.31.6.5, POSIX.1-2024 mbsnrtowcs and wcsnrtombs.
//! All are thread-safe when the caller gives the state, and async-signal-safe.

use super::character::{INVALID, decode};
use super::partial::Partial;
use super::state::{State, mbstate_t};
use crate::errno::{Errno, Outcome};
use crate::locale::encoding;
use crate::sync::atomic::AtomicU32;
use crate::types::wchar_t;
use core::ffi::c_char;
use core::ptr;

/// Converts from `*from`, at most `bytes` bytes, to at most `room` characters at `to` (to nowhere, without a limit, if
/// that is null). Returns how many without the null character. If there is a `to`, `*from` is then null if the
/// null character was converted, else where the conversion stopped.
///
/// # Safety
/// As in C.
unsafe fn widen(
    to: *mut wchar_t,
    from: *mut *const c_char,
    bytes: usize,
    room: usize,
    state: State,
) -> Result<usize, Errno> {
    let encoding = encoding();
    let room = if to.is_null() { usize::MAX } else { room };
    let before = state.get();
    // SAFETY: the caller's promise.
    let begin = unsafe { from.read() };
    let (mut at, mut left, mut count) = (begin, bytes, 0);
    let result = loop {
        if count == room || left == 0 {
            break Ok(count);
        }
        // SAFETY: neither the end of the string nor of the bytes has been passed.
        let fast = match state.partial() {
            // SAFETY: the caller's promise.
            Partial::INITIAL => unsafe { ascii(at, left.min(room - count), to, count) },
            _ => 0,
        };
        if fast != 0 {
            at = at.wrapping_add(fast);
            left -= fast;
            count += fast;
            continue;
        }
        // SAFETY: likewise: a 0 never goes on with a character, so `decode` stops there.
        match unsafe { decode(state, encoding, at, left) } {
            Ok((Some(wide), used)) => {
                if !to.is_null() {
                    // SAFETY: there is room for `room` characters.
                    unsafe { to.add(count).write(wide as wchar_t) };
                }
                if wide == 0 {
                    at = ptr::null();
                    break Ok(count);
                }
                at = at.wrapping_add(used);
                left -= used;
                count += 1;
            }
            Ok((None, used)) => {
                at = at.wrapping_add(used);
                break Ok(count);
            }
            Err(e) => break Err(e),
        }
    };
    if to.is_null() {
        // Counting leaves the state where it was, for the conversion that follows.
        state.set(before);
    } else {
        // SAFETY: the caller's promise.
        unsafe { from.write(at) };
    }
    result
}

/// Copies characters below 0x80, but no null character, as long as the first ones are such, and at most `most`, behind
/// the first `count` at `to`. How many.
///
/// # Safety
/// As [`widen`].
#[inline]
unsafe fn ascii(at: *const c_char, most: usize, to: *mut wchar_t, count: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        // A call is not worth it between two characters of more bytes.
        if (at.read() as u8).wrapping_sub(1) >= 0x7f {
            0
        } else if to.is_null() {
            arch::ascii::run(at.cast(), most)
        } else {
            arch::ascii::widen(at.cast(), to.wrapping_add(count).cast(), most)
        }
    }
}

/// Converts from `*from`, at most `characters` wide characters, to at most `room` bytes at `to` (to nowhere, without a
/// limit, if that is null), never a part of a character. Otherwise as [`widen`].
///
/// # Safety
/// As in C.
unsafe fn narrow(to: *mut c_char, from: *mut *const wchar_t, characters: usize, room: usize) -> Result<usize, Errno> {
    let encoding = encoding();
    let room = if to.is_null() { usize::MAX } else { room };
    // SAFETY: the caller's promise.
    let mut at = unsafe { from.read() };
    let (mut left, mut count) = (characters, 0);
    let mut bytes = [0; 4];
    let result = loop {
        if left == 0 || count == room {
            break Ok(count);
        }
        // SAFETY: neither the end of the string nor of the characters has been passed.
        let wide = unsafe { at.read() } as u32;
        if wide.wrapping_sub(1) < 0x7f && !to.is_null() {
            // SAFETY: likewise, and there is room for as many.
            let run = unsafe { arch::ascii::narrow(at.cast(), to.add(count).cast(), left.min(room - count)) };
            at = at.wrapping_add(run);
            left -= run;
            count += run;
            continue;
        }
        let length = match encoding.encode(wide, &mut bytes) {
            Ok(length) => length,
            Err(e) => break Err(e),
        };
        if length > room - count {
            break Ok(count);
        }
        if !to.is_null() {
            // SAFETY: there is room for them.
            unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), to.add(count).cast(), length) };
        }
        if wide == 0 {
            at = ptr::null();
            break Ok(count);
        }
        at = at.wrapping_add(1);
        left -= 1;
        count += length;
    };
    if !to.is_null() {
        // SAFETY: the caller's promise.
        unsafe { from.write(at) };
    }
    result
}

/// Converts the string at `*from` to at most `room` wide characters at `to`, or counts them if that is null. Returns how
/// many without the null character, or `(size_t)-1` with `errno` EILSEQ. `*from` becomes null, or where it stopped.
/// C23 7.31.6.5.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbsrtowcs(
    to: *mut wchar_t,
    from: *mut *const c_char,
    room: usize,
    state: *mut mbstate_t,
) -> usize {
    static OWN: AtomicU32 = AtomicU32::new(0);
    // SAFETY: the caller's promise.
    unsafe { widen(to, from, usize::MAX, room, State::new(state, &OWN)) }.or_errno(INVALID)
}

/// As [`mbsrtowcs`], looking at no more than `bytes` bytes. POSIX.1-2024 mbsnrtowcs.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbsnrtowcs(
    to: *mut wchar_t,
    from: *mut *const c_char,
    bytes: usize,
    room: usize,
    state: *mut mbstate_t,
) -> usize {
    static OWN: AtomicU32 = AtomicU32::new(0);
    // SAFETY: the caller's promise.
    unsafe { widen(to, from, bytes, room, State::new(state, &OWN)) }.or_errno(INVALID)
}

/// Converts the string `from` to at most `room` wide characters at `to`, or counts them if that is null. Returns how many
/// without the null character, or `(size_t)-1` with `errno` EILSEQ. C23 7.24.8.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbstowcs(to: *mut wchar_t, from: *const c_char, room: usize) -> usize {
    let fresh = AtomicU32::new(0);
    let mut at = from;
    // SAFETY: the caller's promise.
    unsafe { widen(to, &mut at, usize::MAX, room, State::new(ptr::null_mut(), &fresh)) }.or_errno(INVALID)
}

/// Converts the string at `*from` to at most `room` bytes at `to`, or counts them if that is null. Returns how many
/// without the null byte, or `(size_t)-1` with `errno` EILSEQ. `*from` becomes null, or where it stopped.
/// C23 7.31.6.5.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsrtombs(
    to: *mut c_char,
    from: *mut *const wchar_t,
    room: usize,
    _state: *mut mbstate_t,
) -> usize {
    // SAFETY: the caller's promise.
    unsafe { narrow(to, from, usize::MAX, room) }.or_errno(INVALID)
}

/// As [`wcsrtombs`], looking at no more than `characters` wide characters. POSIX.1-2024 wcsnrtombs.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsnrtombs(
    to: *mut c_char,
    from: *mut *const wchar_t,
    characters: usize,
    room: usize,
    _state: *mut mbstate_t,
) -> usize {
    // SAFETY: the caller's promise.
    unsafe { narrow(to, from, characters, room) }.or_errno(INVALID)
}

/// Converts the wide string `from` to at most `room` bytes at `to`, or counts them if that is null. Returns how many
/// without the null byte, or `(size_t)-1` with `errno` EILSEQ. C23 7.24.8.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstombs(to: *mut c_char, from: *const wchar_t, room: usize) -> usize {
    let mut at = from;
    // SAFETY: the caller's promise.
    unsafe { narrow(to, &mut at, usize::MAX, room) }.or_errno(INVALID)
}
