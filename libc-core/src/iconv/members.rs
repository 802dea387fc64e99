//! Which characters a set has, and where among its members, in Unicode's order, one is.

/// A set of characters, by groups of 64.
#[derive(Clone, Copy)]
pub struct Members {
    /// For each group that has a member, in order: its number and how many members came before it, of two bytes each, and
    /// a bit for each character.
    groups: &'static [[u8; GROUP]],
}

const GROUP: usize = 12;

/// One group.
struct Group {
    number: u32,
    before: u32,
    bits: u64,
}

impl Group {
    fn of([a, b, c, d, bits @ ..]: [u8; GROUP]) -> Self {
        Self {
            number: u16::from_le_bytes([a, b]).into(),
            before: u16::from_le_bytes([c, d]).into(),
            bits: u64::from_le_bytes(bits),
        }
    }
}

impl Members {
    /// The set with these groups.
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self { groups: bytes.as_chunks().0 }
    }

    /// How many members come before a character, and whether it is one itself.
    pub fn rank(&self, character: u32) -> (u32, bool) {
        let number = character >> 6;
        let index = self.groups.partition_point(|group| Group::of(*group).number <= number);
        let Some(group) = index.checked_sub(1).and_then(|index| self.groups.get(index)) else { return (0, false) };
        let group = Group::of(*group);
        if group.number != number {
            return (group.before + group.bits.count_ones(), false);
        }
        let bit = 1u64 << (character & 63);
        (group.before + (group.bits & (bit - 1)).count_ones(), group.bits & bit != 0)
    }

    /// The character with so many members before it.
    pub fn member(&self, rank: u32) -> Option<u32> {
        let index = self.groups.partition_point(|group| Group::of(*group).before <= rank);
        let group = Group::of(*self.groups.get(index.checked_sub(1)?)?);
        Some(group.number << 6 | nth(group.bits, rank - group.before)?)
    }

    /// The character from `first` on, the first of a group, with so many between it and `first` that are no members.
    pub fn absent(&self, first: u32, rank: u32) -> Option<u32> {
        let (members, _) = self.rank(first);
        let start = self.groups.partition_point(|group| Group::of(*group).number < first >> 6);
        let groups = self.groups.get(start..)?;
        // How many others there are between `first` and a group.
        let others = |group: &Group| (group.number << 6) - first - (group.before - members);
        let index = groups.partition_point(|group| others(&Group::of(*group)) <= rank);
        let Some(group) = index.checked_sub(1).and_then(|index| groups.get(index)) else { return Some(first + rank) };
        let group = Group::of(*group);
        let inside = rank - others(&group);
        Some(match inside.checked_sub(group.bits.count_zeros()) {
            None => group.number << 6 | nth(!group.bits, inside)?,
            // Behind it there are no members.
            Some(behind) => ((group.number + 1) << 6) + behind,
        })
    }
}

/// The number of the bit that has so many set ones below it.
fn nth(bits: u64, rank: u32) -> Option<u32> {
    let rest = (0..rank).fold(bits, |bits, _| bits & bits.wrapping_sub(1));
    (rest != 0).then(|| rest.trailing_zeros())
}

#[cfg(test)]
mod tests {
    use super::super::tables::HANGUL;

    #[test]
    fn ranks_and_characters_agree() {
        let (mut members, mut absent) = (0, 0);
        for syllable in 0xac00..0xd7a4 {
            let (rank, is_member) = HANGUL.rank(syllable);
            assert_eq!(rank, members);
            if is_member {
                assert_eq!(HANGUL.member(rank), Some(syllable));
                members += 1;
            } else {
                assert_eq!(HANGUL.absent(0xac00, absent), Some(syllable));
                absent += 1;
            }
        }
        assert_eq!((members, absent), (2350, 8822));
        assert_eq!(HANGUL.member(2350), None);
        assert_eq!(HANGUL.rank(0x41), (0, false));
    }
}
