//! Short lists of pairs of numbers.

/// Pairs in ascending order of the first number.
pub struct Pairs {
    pairs: &'static [[u8; 4]],
}

fn split([a, b, c, d]: [u8; 4]) -> (u16, u16) {
    (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]))
}

impl Pairs {
    /// The list with these pairs, of two bytes for each number.
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self { pairs: bytes.as_chunks().0 }
    }

    /// All.
    pub fn iter(&self) -> impl Iterator<Item = (u16, u16)> {
        self.pairs.iter().map(|pair| split(*pair))
    }

    /// The last pair that does not begin with more than `first`.
    pub fn last_up_to(&self, first: u16) -> Option<(u16, u16)> {
        let index = self.pairs.partition_point(|pair| split(*pair).0 <= first);
        self.pairs.get(index.checked_sub(1)?).map(|pair| split(*pair))
    }
}
