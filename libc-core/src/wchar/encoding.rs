//! Characters between their wide and their multibyte form, in the encoding of a locale.

use super::partial::{Partial, Step};
use crate::errno::Errno;

/// Encodings of locales.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// The "C" locale's: a byte is a character, those from 0x80 on at U+DF80.
    Bytes,
    /// UTF-8.
    Utf8,
}

/// Where the "C" locale's bytes from 0x80 on are as wide characters, less 0x80.
const BYTES: u32 = 0xdf00;

impl Encoding {
    /// The most bytes that a character has.
    pub const fn longest(self) -> usize {
        match self {
            Self::Bytes => 1,
            Self::Utf8 => 4,
        }
    }

    /// Writes the bytes of `wide`; how many. `EILSEQ` if it is no character.
    pub fn encode(self, wide: u32, bytes: &mut [u8; 4]) -> Result<usize, Errno> {
        if self == Self::Bytes {
            let byte = match wide {
                0..0x80 => wide,
                0xdf80..0xe000 => wide - BYTES,
                _ => return Err(Errno::EILSEQ),
            };
            bytes[0] = byte as u8;
            return Ok(1);
        }
        let length = match wide {
            0..0x80 => {
                bytes[0] = wide as u8;
                return Ok(1);
            }
            0x80..0x800 => 2,
            0xd800..0xe000 => return Err(Errno::EILSEQ),
            0x800..0x1_0000 => 3,
            0x1_0000..0x11_0000 => 4,
            _ => return Err(Errno::EILSEQ),
        };
        let mut rest = wide;
        for byte in bytes.iter_mut().take(length).rev() {
            *byte = 0x80 | (rest & 0x3f) as u8;
            rest >>= 6;
        }
        // What is left after `length - 1` continuation bytes, below `length` ones and a zero.
        bytes[0] = (0xf00 >> length) as u8 | (wide >> (6 * (length - 1))) as u8;
        Ok(length)
    }

    /// How many bytes a character has that begins with `first`, as far as that byte tells.
    pub fn length(self, first: u8) -> usize {
        match first {
            _ if self == Self::Bytes => 1,
            0xc2..0xe0 => 2,
            0xe0..0xf0 => 3,
            0xf0..0xf5 => 4,
            _ => 1,
        }
    }

    /// Goes on with a character by one byte.
    #[inline]
    pub fn step(self, partial: Partial, byte: u8) -> Step {
        match self {
            Self::Bytes if byte >= 0x80 => Step::Complete(BYTES + u32::from(byte)),
            Self::Bytes => Step::Complete(u32::from(byte)),
            Self::Utf8 => partial.step(byte),
        }
    }

    /// The character at the beginning of a string that a 0 ends, whose bytes `byte_at` gives, and its length in bytes.
    #[inline]
    pub fn decode(self, byte_at: impl Fn(usize) -> u8) -> Result<(u32, usize), Errno> {
        let mut partial = Partial::INITIAL;
        let mut length = 0;
        loop {
            let step = self.step(partial, byte_at(length));
            length += 1;
            match step {
                Step::Complete(wide) => return Ok((wide, length)),
                Step::Incomplete(more) => partial = more,
                Step::Invalid => return Err(Errno::EILSEQ),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_rusts() {
        for wide in (0..0x11_2000).chain([0x8000_0000, u32::MAX]) {
            let mut bytes = [0; 4];
            let ours = Encoding::Utf8.encode(wide, &mut bytes).map(|n| bytes[..n].to_vec());
            let theirs = char::from_u32(wide).map(|c| c.to_string().into_bytes()).ok_or(Errno::EILSEQ);
            assert_eq!(ours, theirs);
            if let Ok(bytes) = ours {
                assert_eq!(Encoding::Utf8.decode(|i| bytes[i]), Ok((wide, bytes.len())));
            }
        }
        for bytes in [
            &b"\x80\0"[..],
            b"\xc0\x80\0",
            b"\xc1\xbf\0",
            b"\xe0\x9f\xbf\0",
            b"\xed\xa0\x80\0",
            b"\xf0\x8f\xbf\xbf\0",
            b"\xf4\x90\x80\x80\0",
            b"\xe2\x82\0",
            b"\xff\0",
        ] {
            assert_eq!(Encoding::Utf8.decode(|i| bytes[i]), Err(Errno::EILSEQ));
        }
    }

    #[test]
    fn bytes() {
        for byte in 0..=255u8 {
            let (wide, length) = Encoding::Bytes.decode(|_| byte).unwrap();
            let mut bytes = [0; 4];
            assert_eq!((length, Encoding::Bytes.encode(wide, &mut bytes), bytes[0]), (1, Ok(1), byte));
        }
        assert_eq!(Encoding::Bytes.encode(0x80, &mut [0; 4]), Err(Errno::EILSEQ));
    }
}
