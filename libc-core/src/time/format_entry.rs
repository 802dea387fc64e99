//! `strftime` and `wcsftime`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.
//! POSIX.1-2024.

use super::Tm;
use super::calendar_entry::seconds_since_epoch;
use super::format::{Output, format};
use super::zone::state;
use crate::types::wchar_t;
use core::ffi::{CStr, c_char, c_void};

/// Puts `time` as text into `size` bytes at `out`, as `pattern` says. Returns its length without the null byte, or
/// 0 if it does not fit (then the content is undefined). All conversions and flags of POSIX.1-2024, and `_ - ^ #`
/// of strftime(3). Thread-safe; not async-signal-safe; no errors. C23 7.29.3.5.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strftime(out: *mut c_char, size: usize, pattern: *const c_char, time: *const Tm) -> usize {
    if size == 0 {
        return 0;
    }
    // SAFETY: the caller's promise.
    let (room, pattern, tm) = unsafe {
        let room = core::slice::from_raw_parts_mut(out.cast::<u8>(), size - 1);
        (room, CStr::from_ptr(pattern).to_bytes(), &*time)
    };
    let mut text = Output::new(room);
    format(&mut text, pattern, tm, state::name_of(tm), &seconds_since_epoch);
    let length = text.length();
    // SAFETY: the last byte was kept back.
    unsafe { out.add(length.unwrap_or(size - 1)).write(0) };
    length.unwrap_or(0)
}

/// `strftime` in the locale `locale`; all of them have the same names.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strftime_l(
    out: *mut c_char,
    size: usize,
    pattern: *const c_char,
    time: *const Tm,
    _locale: *mut c_void,
) -> usize {
    // SAFETY: the caller's promise.
    unsafe { strftime(out, size, pattern, time) }
}

/// `strftime` for wide characters; `size` counts them. C23 7.31.5.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsftime(out: *mut wchar_t, size: usize, pattern: *const wchar_t, time: *const Tm) -> usize {
    // SAFETY: the caller's promise: `pattern` ends with a null character, `out` has room for `size`.
    unsafe {
        let tm = &*time;
        let zone = state::name_of(tm);
        let mut used = 0;
        let mut at = pattern;
        loop {
            let unit = at.read();
            if used == size {
                return 0;
            }
            if unit != wchar_t::from(b'%') {
                out.add(used).write(unit);
                if unit == 0 {
                    return used;
                }
                used += 1;
                at = at.add(1);
                continue;
            }
            // A conversion is ASCII: it is done in bytes. Whatever does not fit here is not one.
            let mut narrow = [0u8; 32];
            let mut length = 0;
            while let Some(slot) = narrow.get_mut(length) {
                let Ok(byte @ 1..=127) = u8::try_from(at.read()) else { break };
                *slot = byte;
                length += 1;
                at = at.add(1);
                if length > 1 && (byte == b'%' || byte.is_ascii_alphabetic() && !matches!(byte, b'E' | b'O')) {
                    break;
                }
            }
            let mut buffer = [0u8; 512];
            let mut text = Output::new(&mut buffer);
            format(&mut text, narrow.get(..length).unwrap_or_default(), tm, zone, &seconds_since_epoch);
            let Some(length) = text.length() else { return 0 };
            for &byte in buffer.get(..length).unwrap_or_default() {
                if used == size {
                    return 0;
                }
                out.add(used).write(wchar_t::from(byte));
                used += 1;
            }
        }
    }
}

/// `wcsftime` in the locale `locale`; all of them have the same names.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsftime_l(
    out: *mut wchar_t,
    size: usize,
    pattern: *const wchar_t,
    time: *const Tm,
    _locale: *mut c_void,
) -> usize {
    // SAFETY: the caller's promise.
    unsafe { wcsftime(out, size, pattern, time) }
}
