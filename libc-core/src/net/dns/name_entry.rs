//! `dn_comp`, `dn_expand` and their like. All are thread-safe and async-signal-safe. Source: resolver(3), RFC 1035
//! section 4.1.4.

use super::compress::pack;
use super::name::{Name, skip};
use crate::errno::{CReturn, Errno};
use core::ffi::{CStr, c_char, c_int};
use core::{ptr, slice};

/// What lies from `start` to `end`; nothing if `end` is before.
///
/// # Safety
/// That is valid.
pub unsafe fn between<'a>(start: *const u8, end: *const u8) -> &'a [u8] {
    let length = end.addr().saturating_sub(start.addr());
    if length == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { slice::from_raw_parts(start, length) }
}

/// # Safety
/// As [`dn_expand`].
unsafe fn expand(
    message: *const u8,
    end: *const u8,
    name: *const u8,
    to: *mut c_char,
    room: usize,
) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    let bytes = unsafe { between(message, end) };
    let at = name.addr().checked_sub(message.addr()).ok_or(Errno::EMSGSIZE)?;
    let (name, end) = Name::unpack(bytes, at).ok_or(Errno::EMSGSIZE)?;
    // SAFETY: the caller's promise.
    let to = unsafe { slice::from_raw_parts_mut(to.cast::<u8>(), room) };
    let (last, to) = to.split_last_mut().ok_or(Errno::EMSGSIZE)?;
    let length = name.write(to).ok_or(Errno::EMSGSIZE)?;
    *to.get_mut(length).unwrap_or(last) = 0;
    Ok(end - at)
}

/// Stores the text of the name at `name` in a message that lies from `message` to `end`: with backslashes before
/// characters that would mean something else, and `\DDD` for those that are not printable; the root is no text. Returns how
/// many bytes the name takes up at its place; or -1 with `errno` EMSGSIZE (it is damaged, or needs more than `room`
/// bytes). Async-signal-safe. resolver(3).
///
/// # Safety
/// The pointers and sizes are valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dn_expand(
    message: *const u8,
    end: *const u8,
    name: *const u8,
    to: *mut c_char,
    room: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { expand(message, end, name, to, usize::try_from(room).unwrap_or(0)) }.c_int()
}

/// [`dn_expand`] with a room that is unsigned. BIND's nameser library.
///
/// # Safety
/// As there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_name_uncompress(
    message: *const u8,
    end: *const u8,
    name: *const u8,
    to: *mut c_char,
    room: usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { expand(message, end, name, to, room.min(isize::MAX as usize)) }.c_int()
}

/// How many bytes a name takes up at its place; or -1 with `errno` EMSGSIZE. Async-signal-safe. resolver(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dn_skipname(name: *const u8, end: *const u8) -> c_int {
    // SAFETY: the caller's promise.
    skip(unsafe { between(name, end) }, 0).ok_or(Errno::EMSGSIZE).c_int()
}

/// Stores the name that a text stands for in `room` bytes at `to`, in a message that begins at `*known`. `known`, if it and
/// its first element are not null, is an array with null at its end of places in the message where names begin: the end
/// of the name becomes a pointer to such a one, if it can, and this name is added, if the array, up to `known_end`, has
/// room for it. Returns how many bytes were stored; or -1 with `errno` EMSGSIZE. Async-signal-safe. resolver(3).
///
/// # Safety
/// As in C; what lies between the message's start and `to` is the message so far.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dn_comp(
    text: *const c_char,
    to: *mut u8,
    room: c_int,
    known: *mut *mut u8,
    known_end: *mut *mut u8,
) -> c_int {
    let compress = || {
        // SAFETY: the caller's promise.
        let name = Name::parse(unsafe { CStr::from_ptr(text) }.to_bytes()).ok_or(Errno::EMSGSIZE)?;
        // SAFETY: the caller's promise.
        let start = if known.is_null() { ptr::null_mut() } else { unsafe { known.read() } };
        // SAFETY: the caller's promise.
        let message = if start.is_null() { &[] } else { unsafe { between(start, to) } };
        let mut places = |index: usize| {
            if start.is_null() {
                return None;
            }
            // SAFETY: the array goes on until null.
            let place = unsafe { known.add(index + 1).read() };
            (!place.is_null()).then(|| place.addr().wrapping_sub(start.addr()))
        };
        // SAFETY: the caller's promise.
        let room = unsafe { slice::from_raw_parts_mut(to, usize::try_from(room).unwrap_or(0)) };
        let packed = pack(&name, message, &mut places, room).ok_or(Errno::EMSGSIZE)?;
        if packed.is_new && !start.is_null() && !known_end.is_null() && message.len() < 1 << 14 {
            let mut count = 0;
            while places(count).is_some() {
                count += 1;
            }
            // SAFETY: the caller's promise: there is room up to `known_end`.
            unsafe {
                let slot = known.add(count + 1);
                if slot.addr() + size_of::<*mut u8>() < known_end.addr() {
                    slot.write(to);
                    slot.add(1).write(ptr::null_mut());
                }
            }
        }
        Ok(packed.length)
    };
    compress().c_int()
}
