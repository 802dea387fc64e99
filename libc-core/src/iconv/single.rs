//! Sets of one-byte characters.

/// A set of one-byte characters.
pub struct Single {
    /// The first byte that is not the character of its own number.
    first: usize,
    /// The characters from there on, of two bytes each; 0 where there is none.
    characters: &'static [u8],
}

/// US-ASCII.
pub static ASCII: Single = Single { first: 0x80, characters: &[] };
/// ISO/IEC 8859-1.
pub static ISO_8859_1: Single = Single { first: 0x100, characters: &[] };

impl Single {
    /// The set whose characters are in `bytes` from `start` to before `end`.
    pub const fn new(first: usize, bytes: &'static [u8], start: usize, end: usize) -> Self {
        Self { first, characters: bytes.split_at(end).0.split_at(start).1 }
    }

    /// Whether the bytes below 0x80 are those of US-ASCII.
    pub fn has_ascii(&self) -> bool {
        self.first >= 0x80
    }

    fn entries(&self) -> impl Iterator<Item = u16> {
        self.characters.as_chunks().0.iter().map(|entry| u16::from_le_bytes(*entry))
    }

    /// The character that a byte is.
    pub fn decode(&self, byte: u8) -> Option<u32> {
        match usize::from(byte).checked_sub(self.first) {
            None => Some(byte.into()),
            Some(index) => {
                let entry = self.characters.as_chunks().0.get(index)?;
                Some(u16::from_le_bytes(*entry).into()).filter(|&character| character != 0 || self.first == 0)
            }
        }
    }

    /// The byte that a character is.
    pub fn encode(&self, character: u32) -> Option<u8> {
        if (character as usize) < self.first {
            return Some(character as u8);
        }
        let character = u16::try_from(character).ok().filter(|&character| character != 0 || self.first == 0)?;
        let index = self.entries().position(|entry| entry == character)?;
        u8::try_from(self.first + index).ok()
    }
}
