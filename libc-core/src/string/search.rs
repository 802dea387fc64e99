//! Search for strings in strings: candidates by two rare bytes of the needle, many positions at once; as soon as too
//! many of them are wrong, by the two-way algorithm. So the time is linear. All are thread-safe and async-signal-safe.

use super::haystack::Haystack;
use super::two_way;
use arch::string::{self as kernel, Pair};
use core::ffi::{c_char, c_void};
use core::ptr;

/// The first `needle` in `haystack`; that itself if the needle is empty; null if there is none. POSIX.1-2024 memmem.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn memmem(
    haystack: *const c_void,
    length: usize,
    needle: *const c_void,
    needle_length: usize,
) -> *mut c_void {
    if needle_length == 0 {
        return haystack.cast_mut();
    }
    if needle_length > length {
        return ptr::null_mut();
    }
    // SAFETY: the caller's promise; neither is empty.
    unsafe {
        if needle_length == 1 {
            return kernel::memchr(haystack.cast(), needle.cast::<u8>().read(), length).cast_mut().cast();
        }
        let mut text = Haystack::array(core::slice::from_raw_parts(haystack.cast::<u8>(), length));
        let needle = core::slice::from_raw_parts(needle.cast::<u8>(), needle_length);
        find(&mut text, needle).map_or(ptr::null_mut(), |at| haystack.byte_add(at).cast_mut())
    }
}

/// The first `needle` in `haystack`, or null. C23 7.26.5.8.
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strstr(haystack: *const c_char, needle: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let first = needle.read();
        if first == 0 {
            return haystack.cast_mut();
        }
        // Nothing can begin in front of the first byte.
        let haystack = super::text::strchr(haystack, first.into());
        if haystack.is_null() || needle.add(1).read() == 0 {
            return haystack;
        }
        let needle = core::slice::from_raw_parts(needle.cast::<u8>(), kernel::strlen(needle.cast()));
        find(&mut Haystack::string(haystack.cast()), needle).map_or(ptr::null_mut(), |at| haystack.add(at))
    }
}

/// The first `needle` in `haystack`, with A-Z as a-z, or null. strcasestr(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strcasestr(haystack: *const c_char, needle: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        if needle.read() == 0 {
            return haystack.cast_mut();
        }
        let needle = core::slice::from_raw_parts(needle.cast::<u8>(), kernel::strlen(needle.cast()));
        two_way::find(&mut Haystack::string(haystack.cast()), needle, 0, |byte| byte.to_ascii_lowercase())
            .map_or(ptr::null_mut(), |at| haystack.add(at).cast_mut())
    }
}

/// The first `needle`, of two bytes or more, in a text.
fn find(text: &mut Haystack<u8>, needle: &[u8]) -> Option<usize> {
    // What a wrong candidate costs, in bytes of the text.
    let cost = 16 + needle.len() / 4;
    let (mut offset, mut pair) = rare_pair(needle, HORIZON);
    let (mut position, mut spent, mut again) = (0, 0, needle.len() > HORIZON);
    while text.reaches(position + needle.len()) {
        let rest = text.rest(position);
        let last = rest.len() - needle.len();
        // SAFETY: a candidate and the bytes of the pair are within the rest.
        let found = unsafe {
            let from = rest.as_ptr().add(offset);
            let found = kernel::memchr_pair(from, &pair, last + 1);
            (!found.is_null()).then(|| found.offset_from_unsigned(from))
        };
        let Some(ahead) = found else {
            position += last + 1;
            continue;
        };
        position += ahead;
        // SAFETY: a candidate has the needle's length.
        if unsafe { kernel::bcmp(rest.as_ptr().add(ahead), needle.as_ptr(), needle.len()) } == 0 {
            return Some(position);
        }
        position += 1;
        spent += cost;
        if spent > 512 + 2 * cost + 2 * position {
            if again {
                // Perhaps the rest of a long needle is more telling.
                (offset, pair) = rare_pair(needle, needle.len());
                (spent, again) = (0, false);
                continue;
            }
            return two_way::find(text, needle, position, |byte| byte);
        }
    }
    None
}

/// How far into the needle to look at first.
const HORIZON: usize = 32;

/// Two of the needle's first bytes that texts rarely have, and where the first of them stands.
fn rare_pair(needle: &[u8], horizon: usize) -> (usize, Pair) {
    let (mut first, mut second) = ((u8::MAX, 0, 0), (u8::MAX, 0, 0));
    for (index, &byte) in needle.iter().enumerate().take(horizon) {
        // What repeats says little.
        let repeated = index > 0 && (byte == first.2 || byte == second.2);
        let candidate = (frequency(byte) + u8::from(repeated), index, byte);
        if candidate.0 < first.0 {
            second = first;
            first = candidate;
        } else if candidate.0 < second.0 {
            second = candidate;
        }
    }
    let ((_, a, first), (_, b, second)) = if first.1 < second.1 { (first, second) } else { (second, first) };
    (a, Pair { first, second, distance: b - a })
}

/// How often a byte is met in texts, roughly.
fn frequency(byte: u8) -> u8 {
    match byte {
        b' ' | b'e' | 0 => 6,
        b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' => 5,
        b'a'..=b'z' | b'\n' => 4,
        b'0'..=b'9' | b'.' | b',' | b'_' | b'-' | b'/' => 3,
        b'A'..=b'Z' | 0x80..=0xff => 2,
        _ => 1,
    }
}
