//! `inet_pton`, `inet_ntop` and their older like.

use super::{AF_INET, AF_INET6};
use crate::errno::{Errno, Outcome};
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char, c_int, c_uint, c_void};
use core::net::{Ipv4Addr, Ipv6Addr};
use core::ptr;

/// The longest text, with its null byte.
const ROOM: usize = 46;

/// Text in an array.
pub struct Text {
    bytes: [u8; ROOM],
    length: usize,
}

impl Text {
    const fn new() -> Self {
        Self { bytes: [0; ROOM], length: 0 }
    }

    /// The bytes, without a null byte.
    pub fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    fn push(&mut self, byte: u8) {
        if let Some(slot) = self.bytes.get_mut(self.length) {
            *slot = byte;
            self.length += 1;
        }
    }

    fn number(&mut self, value: u16, radix: u16) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        if value >= radix {
            self.number(value / radix, radix);
        }
        self.push(DIGITS.get(usize::from(value % radix)).copied().unwrap_or(b'0'));
    }

    /// `a.b.c.d`.
    fn dotted(&mut self, address: [u8; 4]) {
        for (at, byte) in address.into_iter().enumerate() {
            if at > 0 {
                self.push(b'.');
            }
            self.number(byte.into(), 10);
        }
    }
}

/// The text of an IPv4 address.
pub fn text4(address: [u8; 4]) -> Text {
    let mut text = Text::new();
    text.dotted(address);
    text
}

/// The text of an IPv6 address, as RFC 5952 wants it.
pub fn text6(address: [u8; 16]) -> Text {
    const MAPPED: [u8; 12] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
    let mut text = Text::new();
    let (head, tail) = address.split_at(12);
    if head == MAPPED
        && let Ok(tail) = tail.try_into()
    {
        for &byte in b"::ffff:" {
            text.push(byte);
        }
        text.dotted(tail);
        return text;
    }
    let groups = Ipv6Addr::from(address).segments();
    // The first of the longest runs of zeros, if it is longer than one.
    let (mut start, mut length) = (0, 1);
    let mut run = 0;
    for (at, &group) in groups.iter().enumerate() {
        run = if group == 0 { run + 1 } else { 0 };
        if run > length {
            (start, length) = (at + 1 - run, run);
        }
    }
    let skip = if length > 1 { start..start + length } else { 0..0 };
    for (at, &group) in groups.iter().enumerate() {
        if skip.contains(&at) {
            if at == skip.start {
                text.push(b':');
                if skip.end == 8 {
                    text.push(b':');
                }
            }
            continue;
        }
        if at > 0 {
            text.push(b':');
        }
        text.number(group, 16);
    }
    text
}

/// The address that a text stands for, as `inet_pton`.
pub fn parse6(text: &[u8]) -> Option<[u8; 16]> {
    core::str::from_utf8(text).ok()?.parse::<Ipv6Addr>().ok().map(|address| address.octets())
}

/// The address that a text of four decimal numbers stands for, as `inet_pton`.
pub fn parse4(text: &[u8]) -> Option<[u8; 4]> {
    core::str::from_utf8(text).ok()?.parse::<Ipv4Addr>().ok().map(|address| address.octets())
}

/// The address that a text stands for, as `inet_aton`: one to four numbers, decimal, octal or hexadecimal.
pub fn parse_loosely(text: &[u8]) -> Option<[u8; 4]> {
    let mut parts = [0u64; 4];
    let mut count = 0;
    for part in text.split(|&byte| byte == b'.') {
        *parts.get_mut(count)? = number(part)?;
        count += 1;
    }
    let (last, bytes) = parts.get(..count)?.split_last()?;
    let mut address = 0u64;
    for &byte in bytes {
        address = address << 8 | Some(byte).filter(|&byte| byte < 256)?;
    }
    let bits = 8 * (4 - bytes.len());
    if *last >= 1 << bits {
        return None;
    }
    u32::try_from(address << bits | last).ok().map(u32::to_be_bytes)
}

fn number(text: &[u8]) -> Option<u64> {
    let (digits, radix) = match text {
        [b'0', b'x' | b'X', digits @ ..] => (digits, 16),
        [b'0', digits @ ..] if !digits.is_empty() => (digits, 8),
        digits => (digits, 10),
    };
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0u64, |value, &digit| {
        let value = value * radix + u64::from(char::from(digit).to_digit(radix as u32)?);
        (value <= u64::from(u32::MAX)).then_some(value)
    })
}

/// Stores the address that a text stands for: 4 bytes for `AF_INET`, 16 for `AF_INET6`. Returns 1; 0 if it stands for none;
/// or -1 with `errno` EAFNOSUPPORT. Thread-safe. POSIX.1-2024 inet_pton.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_pton(family: c_int, text: *const c_char, to: *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(text) }.to_bytes();
    // SAFETY: the caller's promise.
    let found = match family {
        // SAFETY: the caller's promise.
        AF_INET => Ok(parse4(text).map(|address| unsafe { to.cast::<[u8; 4]>().write(address) }).is_some()),
        // SAFETY: the caller's promise.
        AF_INET6 => Ok(parse6(text).map(|address| unsafe { to.cast::<[u8; 16]>().write(address) }).is_some()),
        _ => Err(Errno::EAFNOSUPPORT),
    };
    found.map(c_int::from).or_errno(-1)
}

/// Stores an address's text in `size` bytes. Returns `to`, or null with `errno` EAFNOSUPPORT or ENOSPC. Thread-safe.
/// POSIX.1-2024 inet_ntop.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_ntop(family: c_int, from: *const c_void, to: *mut c_char, size: c_uint) -> *const c_char {
    // SAFETY: the caller's promise.
    let text = match family {
        // SAFETY: the caller's promise.
        AF_INET => Ok(text4(unsafe { from.cast::<[u8; 4]>().read() })),
        // SAFETY: the caller's promise.
        AF_INET6 => Ok(text6(unsafe { from.cast::<[u8; 16]>().read() })),
        _ => Err(Errno::EAFNOSUPPORT),
    };
    let stored = text.and_then(|text| {
        if text.length >= size as usize {
            return Err(Errno::ENOSPC);
        }
        // SAFETY: the caller's promise; the array has a null byte behind the text.
        unsafe { ptr::copy_nonoverlapping(text.bytes.as_ptr(), to.cast(), text.length + 1) };
        Ok(to.cast_const())
    });
    stored.or_errno(ptr::null())
}

/// Stores the IPv4 address that a text stands for: up to four numbers, the last one for all the rest. Returns 1, or 0 if it
/// stands for none. Thread-safe. inet_aton(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_aton(text: *const c_char, to: *mut [u8; 4]) -> c_int {
    // SAFETY: the caller's promise.
    match parse_loosely(unsafe { CStr::from_ptr(text) }.to_bytes()) {
        Some(address) => {
            // SAFETY: the caller's promise.
            unsafe { to.write(address) };
            1
        }
        None => 0,
    }
}

/// The IPv4 address that a text stands for, as [`inet_aton`], or `INADDR_NONE`. POSIX.1-2024 inet_addr.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_addr(text: *const c_char) -> u32 {
    // SAFETY: the caller's promise.
    parse_loosely(unsafe { CStr::from_ptr(text) }.to_bytes()).map_or(u32::MAX, u32::from_ne_bytes)
}

struct Shared(UnsafeCell<Text>);
// SAFETY: POSIX lets threads overwrite the result.
unsafe impl Sync for Shared {}
static SHARED: Shared = Shared(UnsafeCell::new(Text::new()));

/// An IPv4 address's text, in an array that the next call overwrites. Not thread-safe. POSIX.1-2024 inet_ntoa.
#[unsafe(no_mangle)]
pub extern "C" fn inet_ntoa(address: u32) -> *mut c_char {
    // SAFETY: only this function uses it.
    unsafe {
        SHARED.0.get().write(text4(address.to_ne_bytes()));
        (&raw mut (*SHARED.0.get()).bytes).cast()
    }
}
