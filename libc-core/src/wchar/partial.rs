//! A UTF-8 character of which only some bytes are known. Source: RFC 3629, section 4 (the table of well-formed
//! sequences), so that a sequence is found wrong at the first byte that makes it so.

/// What the bytes so far say, packed into a word that is 0 at the beginning of a character: the value in bits 0 to 20,
/// how many bytes are missing in bits 21 and 22, and in bits 23 to 25 which ones may come next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Partial(u32);

/// What one more byte made of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// The character is complete.
    Complete(u32),
    /// More bytes are missing.
    Incomplete(Partial),
    /// No character begins with these bytes.
    Invalid,
}

const MISSING: u32 = 21;
const NEXT: u32 = 23;
const VALUE: u32 = (1 << MISSING) - 1;

/// The bytes that may come next, by number: the second ones after E0, ED, F0 and F4 are restricted.
const RANGES: [(u8, u8); 5] = [(0x80, 0xbf), (0xa0, 0xbf), (0x80, 0x9f), (0x90, 0xbf), (0x80, 0x8f)];

impl Partial {
    /// The beginning of a character.
    pub const INITIAL: Self = Self(0);

    /// From the word that [`Self::to_bits`] gave.
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// As a word, below 2²⁶.
    pub const fn to_bits(self) -> u32 {
        self.0
    }

    /// Adds a byte.
    #[inline]
    pub fn step(self, byte: u8) -> Step {
        let wide = u32::from(byte);
        if self == Self::INITIAL {
            let (value, missing, next) = match byte {
                0..0x80 => return Step::Complete(wide),
                0xc2..0xe0 => (wide & 0x1f, 1, 0),
                0xe0 => (0, 2, 1),
                0xed => (wide & 0xf, 2, 2),
                0xe1..0xf0 => (wide & 0xf, 2, 0),
                0xf0 => (0, 3, 3),
                0xf1..0xf4 => (wide & 7, 3, 0),
                0xf4 => (4, 3, 4),
                _ => return Step::Invalid,
            };
            return Step::Incomplete(Self(value | missing << MISSING | next << NEXT));
        }
        let (first, last) = RANGES.get((self.0 >> NEXT & 7) as usize).copied().unwrap_or((0x80, 0xbf));
        if byte < first || byte > last {
            return Step::Invalid;
        }
        let value = (self.0 & VALUE) << 6 & VALUE | wide & 0x3f;
        match self.0 >> MISSING & 3 {
            0 | 1 => Step::Complete(value),
            missing => Step::Incomplete(Self(value | (missing - 1) << MISSING)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sequence of two and three bytes, and those of four with telling third bytes, against Rust's own.
    #[test]
    fn prefixes() {
        for first in 0x80..=255u8 {
            for second in 0..=255u8 {
                check(&[first, second]);
                for third in [0, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff] {
                    check(&[first, second, third]);
                    for fourth in [0, 0x7f, 0x80, 0xbf, 0xc0] {
                        check(&[first, second, third, fourth]);
                    }
                }
            }
        }
    }

    fn check(bytes: &[u8]) {
        let mut partial = Partial::INITIAL;
        let mut result = Err(bytes.len());
        for (index, &byte) in bytes.iter().enumerate() {
            match partial.step(byte) {
                Step::Complete(wide) => {
                    result = Ok((wide, index + 1));
                    break;
                }
                Step::Incomplete(more) => partial = more,
                Step::Invalid => {
                    result = Err(index);
                    break;
                }
            }
        }
        match (core::str::from_utf8(bytes), result) {
            (Ok(text), Ok((wide, length))) => {
                let c = text.chars().next().unwrap();
                assert_eq!((u32::from(c), c.len_utf8()), (wide, length));
            }
            (Err(e), Err(index)) if e.valid_up_to() == 0 => {
                // Rust reports how many bytes are a valid beginning.
                assert_eq!(e.error_len().unwrap_or(bytes.len()).max(1), index.max(1), "{bytes:x?}");
            }
            (Err(e), Ok((_, length))) => assert!(e.valid_up_to() >= length, "{bytes:x?}"),
            other => panic!("{bytes:x?} {other:?}"),
        }
    }
}
