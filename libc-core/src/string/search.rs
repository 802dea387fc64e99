//! Search for strings in strings: candidates by two rare bytes of the needle, many positions at once; as soon as too
//! many of them are wrong, by the two-way algorithm. So the time is linear. All are thread-safe and async-signal-safe.

use super::haystack::Haystack;
use super::span::repeated;
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
        let haystack = match nearest(haystack, needle, |at| kernel::strchrnul(at, first as u8), |byte| byte) {
            Nearest::Answer(found) => return found,
            Nearest::From(at) => at,
        };
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
        let first = needle.read() as u8;
        if first == 0 {
            return haystack.cast_mut();
        }
        let few = repeated(first.to_ascii_lowercase()) & 0xffff | repeated(first.to_ascii_uppercase()) << 16;
        let next = |at: *const u8| at.add(kernel::strcspn_few(at, few));
        let haystack = match nearest(haystack, needle, next, |byte| byte.to_ascii_lowercase()) {
            Nearest::Answer(found) => return found,
            Nearest::From(at) => at,
        };
        let needle = core::slice::from_raw_parts(needle.cast::<u8>(), kernel::strlen(needle.cast()));
        two_way::find(&mut Haystack::string(haystack.cast()), needle, 0, |byte| byte.to_ascii_lowercase())
            .map_or(ptr::null_mut(), |at| haystack.add(at))
    }
}

/// What a look at the nearest candidates gave.
enum Nearest {
    /// Where the needle is, or null.
    Answer(*mut c_char),
    /// It can begin only from there on.
    From(*mut c_char),
}

/// Looks at the first few places where the needle's first byte is, as most needles that are found are found there,
/// before anything is prepared. `next` gives the next such place, or the end.
///
/// # Safety
/// Both are strings, the needle is not empty, and `next` is right.
#[inline(always)]
unsafe fn nearest(
    haystack: *const c_char,
    needle: *const c_char,
    next: impl Fn(*const u8) -> *const u8,
    fold: impl Fn(u8) -> u8,
) -> Nearest {
    const PLACES: usize = 6;
    const LENGTH: usize = 48;
    let (mut at, needle) = (haystack.cast::<u8>(), needle.cast::<u8>());
    // SAFETY: bytes behind the first are read only if those in front are equal, and so not the end.
    unsafe {
        for _ in 0..PLACES {
            at = next(at);
            if *at == 0 {
                return Nearest::Answer(ptr::null_mut());
            }
            let mut length = 1;
            while length < LENGTH && *needle.add(length) != 0 && fold(*at.add(length)) == fold(*needle.add(length)) {
                length += 1;
            }
            if length == LENGTH {
                break;
            }
            if *needle.add(length) == 0 {
                return Nearest::Answer(at.cast_mut().cast());
            }
            if *at.add(length) == 0 {
                return Nearest::Answer(ptr::null_mut());
            }
            at = at.add(1);
        }
    }
    Nearest::From(at.cast_mut().cast())
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
        let repeats = byte == first.2 || byte == second.2;
        if repeats && second.0 != u8::MAX {
            continue;
        }
        let candidate = (frequency(byte) + u8::from(repeats), index, byte);
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
