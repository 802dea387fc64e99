//! Reading a message record by record: the functions and macros of `<arpa/nameser.h>`. All are thread-safe and
//! async-signal-safe. Source: BSD's `<arpa/nameser.h>`, RFC 1035 section 4.

use super::message::{HEADER, Message, skip_entries};
use super::name::{Name, TEXT};
use super::name_entry::between;
use crate::errno::{CReturn, Errno};
use core::ffi::{c_int, c_uint, c_ulong};
use core::ptr;

const SECTIONS: usize = 4;
const QUESTIONS: c_int = 0;

/// `struct _ns_flagdata`: where a flag is in the header's second word.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FlagPlace {
    mask: c_int,
    shift: c_int,
}

const fn flag(mask: c_int, shift: c_int) -> FlagPlace {
    FlagPlace { mask, shift }
}

/// The places by `ns_flag`, what `ns_msg_getflag` looks at.
#[unsafe(no_mangle)]
pub static _ns_flagdata: [FlagPlace; 16] = [
    flag(0x8000, 15),
    flag(0x7800, 11),
    flag(0x0400, 10),
    flag(0x0200, 9),
    flag(0x0100, 8),
    flag(0x0080, 7),
    flag(0x0040, 6),
    flag(0x0020, 5),
    flag(0x0010, 4),
    flag(0x000f, 0),
    flag(0, 0),
    flag(0, 0),
    flag(0, 0),
    flag(0, 0),
    flag(0, 0),
    flag(0, 0),
];

/// `ns_msg`.
#[repr(C)]
pub struct ParsedMessage {
    start: *const u8,
    end: *const u8,
    id: u16,
    flags: u16,
    counts: [u16; SECTIONS],
    sections: [*const u8; SECTIONS],
    section: c_int,
    /// The record that `next` points to.
    index: c_int,
    next: *const u8,
}

/// `ns_rr`.
#[repr(C)]
pub struct ParsedRecord {
    name: [u8; TEXT],
    kind: u16,
    class: u16,
    ttl: u32,
    size: u16,
    data: *const u8,
}

const _: () = assert!(size_of::<ParsedMessage>() == 80 && size_of::<ParsedRecord>() == 1048);

/// The number in two bytes of a message. Async-signal-safe. BIND's nameser library.
///
/// # Safety
/// They are there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_get16(from: *const u8) -> c_uint {
    // SAFETY: the caller's promise.
    u16::from_be_bytes(unsafe { from.cast::<[u8; 2]>().read() }).into()
}

/// The number in four bytes of a message. Async-signal-safe. BIND's nameser library.
///
/// # Safety
/// They are there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_get32(from: *const u8) -> c_ulong {
    // SAFETY: the caller's promise.
    u32::from_be_bytes(unsafe { from.cast::<[u8; 4]>().read() }).into()
}

/// Stores the lower 16 bits of a number in two bytes. Async-signal-safe. BIND's nameser library.
///
/// # Safety
/// They are there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_put16(value: c_uint, to: *mut u8) {
    // SAFETY: the caller's promise.
    unsafe { to.cast::<[u8; 2]>().write((value as u16).to_be_bytes()) };
}

/// Stores the lower 32 bits of a number in four bytes. Async-signal-safe. BIND's nameser library.
///
/// # Safety
/// They are there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_put32(value: c_ulong, to: *mut u8) {
    // SAFETY: the caller's promise.
    unsafe { to.cast::<[u8; 4]>().write((value as u32).to_be_bytes()) };
}

/// How many bytes the next `count` entries of a section take up; or -1 with `errno` EMSGSIZE. Async-signal-safe. BIND's
/// nameser library.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_skiprr(at: *const u8, end: *const u8, section: c_int, count: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let bytes = unsafe { between(at, end) };
    skip_entries(bytes, 0, section == QUESTIONS, count.max(0) as u32).ok_or(Errno::EMSGSIZE).c_int()
}

/// Finds the sections of the message of `size` bytes. Returns 0; or -1 with `errno` EMSGSIZE: it ends before its last
/// record or after it. Async-signal-safe. BIND's nameser library.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_initparse(message: *const u8, size: c_int, to: *mut ParsedMessage) -> c_int {
    let parse = || {
        let end = message.wrapping_add(usize::try_from(size).map_err(|_| Errno::EMSGSIZE)?);
        // SAFETY: the caller's promise.
        let bytes = unsafe { between(message, end) };
        let header = Message::new(bytes).ok_or(Errno::EMSGSIZE)?;
        let word = |at| super::message::number16(bytes, at).unwrap_or(0);
        let counts = [4, 6, 8, 10].map(word);
        let mut sections = [ptr::null(); SECTIONS];
        let mut at = HEADER;
        for (index, (section, &count)) in sections.iter_mut().zip(&counts).enumerate() {
            if count > 0 {
                *section = message.wrapping_add(at);
                at = skip_entries(bytes, at, index == 0, count.into()).ok_or(Errno::EMSGSIZE)?;
            }
        }
        if at != bytes.len() {
            return Err(Errno::EMSGSIZE);
        }
        let parsed = ParsedMessage {
            start: message,
            end,
            id: header.id(),
            flags: word(2),
            counts,
            sections,
            section: SECTIONS as c_int,
            index: -1,
            next: ptr::null(),
        };
        // SAFETY: the caller's promise.
        unsafe { to.write(parsed) };
        Ok(())
    };
    parse().c_int()
}

/// Stores a record of a section, or the one after the last one asked for, if the index is -1. Returns 0; or -1 with
/// `errno` EMSGSIZE, or ENODEV: there is no such record. Async-signal-safe. BIND's nameser library.
///
/// # Safety
/// `message` was filled by [`ns_initparse`], and its bytes are still there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_parserr(
    message: &mut ParsedMessage,
    section: c_int,
    index: c_int,
    to: *mut ParsedRecord,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { parse_record(message, section, index, to) }.c_int()
}

/// # Safety
/// As [`ns_parserr`].
unsafe fn parse_record(
    message: &mut ParsedMessage,
    section: c_int,
    index: c_int,
    to: *mut ParsedRecord,
) -> Result<(), Errno> {
    let number = usize::try_from(section).map_err(|_| Errno::ENODEV)?;
    let (Some(&count), Some(&start)) = (message.counts.get(number), message.sections.get(number)) else {
        return Err(Errno::ENODEV);
    };
    if section != message.section {
        message.section = section;
        message.index = 0;
        message.next = start;
    }
    let index = if index == -1 { message.index } else { index };
    if !(0..c_int::from(count)).contains(&index) {
        return Err(Errno::ENODEV);
    }
    if index < message.index {
        message.index = 0;
        message.next = start;
    }
    // SAFETY: the caller's promise.
    let bytes = unsafe { between(message.start, message.end) };
    let is_question = section == QUESTIONS;
    let offset = message.next.addr().wrapping_sub(message.start.addr());
    let at = skip_entries(bytes, offset, is_question, (index - message.index) as u32).ok_or(Errno::EMSGSIZE)?;
    let end = skip_entries(bytes, at, is_question, 1).ok_or(Errno::EMSGSIZE)?;
    let (name, fixed) = Name::unpack(bytes, at).ok_or(Errno::EMSGSIZE)?;
    let word = |at| super::message::number16(bytes, at).unwrap_or(0);
    let mut record =
        ParsedRecord { name: [0; TEXT], kind: word(fixed), class: word(fixed + 2), ttl: 0, size: 0, data: ptr::null() };
    // The array has room for any name's text and the null byte that it is filled with.
    name.write(&mut record.name).ok_or(Errno::EMSGSIZE)?;
    if !is_question {
        record.ttl = u32::from(word(fixed + 4)) << 16 | u32::from(word(fixed + 6));
        record.size = word(fixed + 8);
        record.data = message.start.wrapping_add(fixed + 10);
    }
    message.next = message.start.wrapping_add(end);
    message.index = index + 1;
    // SAFETY: the caller's promise.
    unsafe { to.write(record) };
    Ok(())
}
