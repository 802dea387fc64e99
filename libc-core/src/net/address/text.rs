//! Internet addresses as text: RFC 5952, POSIX's `inet_pton`, and the older, looser forms.

use core::net::{Ipv4Addr, Ipv6Addr};

/// The longest text, with its null byte.
const ROOM: usize = 46;

/// Text in an array.
#[derive(Clone, Copy)]
pub struct Text {
    bytes: [u8; ROOM],
    length: usize,
}

impl Text {
    /// No text.
    pub const fn new() -> Self {
        Self { bytes: [0; ROOM], length: 0 }
    }

    /// The bytes, without a null byte.
    pub fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// The bytes, with a null byte behind them.
    pub fn as_string(&self) -> &[u8] {
        self.bytes.get(..=self.length).unwrap_or_default()
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
