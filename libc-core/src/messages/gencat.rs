//! The catalogues of `catgets`, in both formats that `gencat` commands make: NetBSD's, which musl reads, and glibc's.
//! Nothing in them is trusted.

use core::cmp::Ordering;

/// A file that looks like a catalogue.
#[derive(Clone, Copy)]
pub struct Catalogue<'a> {
    bytes: &'a [u8],
    format: Format,
}

#[derive(Clone, Copy)]
enum Format {
    /// Sorted tables, big-endian. After a header of 20 bytes come the sets (number, count of messages, index of the
    /// first), then the messages (number, length, position) and the text, which begin behind these many bytes.
    Sorted { sets: u32, messages: u32, text: u32 },
    /// A hash table of `width` entries (set, message, position) in each of `depth` planes, first little-endian or
    /// big-endian, then the other way round, then the text.
    Hashed { width: u32, depth: u32, is_big_endian: bool },
}

const SORTED: u32 = 0xff88_ff89;
const HASHED: u32 = 0x9604_08de;

/// Where the tables begin.
const SORTED_HEADER: usize = 20;
const HASHED_HEADER: usize = 12;
/// The size of an entry of each table in bytes.
const ENTRY: usize = 12;

impl<'a> Catalogue<'a> {
    /// A catalogue, if the header says that it is one.
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let word = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
        let format = match word(0)? {
            SORTED => {
                // The rest of the file is to be as large as it says.
                (SORTED_HEADER + word(8)? as usize == bytes.len()).then_some(())?;
                Format::Sorted { sets: word(4)?, messages: word(12)?, text: word(16)? }
            }
            magic if magic == HASHED || magic == HASHED.swap_bytes() => {
                let is_big_endian = magic == HASHED;
                let order = |word: u32| if is_big_endian { word } else { word.swap_bytes() };
                let (width, depth) = (order(word(4)?), order(word(8)?));
                (width != 0).then_some(())?;
                Format::Hashed { width, depth, is_big_endian }
            }
            _ => return None,
        };
        Some(Self { bytes, format })
    }

    /// The message with this number in this set, with a null byte at its end.
    pub fn message(&self, set: i32, message: i32) -> Option<&'a [u8]> {
        let start = match self.format {
            Format::Sorted { sets, messages, text } => {
                let set = self.find_sorted(SORTED_HEADER, sets, set)?;
                let messages = SORTED_HEADER.checked_add(messages as usize)?;
                let first = messages.checked_add(ENTRY * self.word(set + 8, true)? as usize)?;
                let message = self.find_sorted(first, self.word(set + 4, true)?, message)?;
                SORTED_HEADER + text as usize + self.word(message + 8, true)? as usize
            }
            Format::Hashed { width, depth, is_big_endian } => {
                let plane = width as usize * ENTRY;
                let tables = plane.checked_mul(depth as usize)?;
                // Sets count from 1 there.
                let (set, message) = (u32::try_from(set).ok()? + 1, u32::try_from(message).ok()?);
                let bucket = set.wrapping_mul(message) % width;
                let mut entry = HASHED_HEADER + bucket as usize * ENTRY;
                // As many as the file has room for.
                for _ in 0..depth.min((self.bytes.len() / ENTRY) as u32) {
                    let word = |index: usize| self.word(entry + 4 * index, is_big_endian);
                    if (word(0)?, word(1)?) == (set, message) {
                        let text = tables.checked_mul(2)?.checked_add(HASHED_HEADER)?;
                        return self.string(text.checked_add(word(2)? as usize)?);
                    }
                    entry += plane;
                }
                return None;
            }
        };
        self.string(start)
    }

    fn word(&self, at: usize, is_big_endian: bool) -> Option<u32> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    /// Where, among `count` entries from `table` on, is the one with this number.
    fn find_sorted(&self, table: usize, count: u32, number: i32) -> Option<usize> {
        let number = number.cast_unsigned();
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low + (high - low) / 2;
            let entry = table.checked_add(ENTRY * middle as usize)?;
            match self.word(entry, true)?.cmp(&number) {
                Ordering::Equal => return Some(entry),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn string(&self, start: usize) -> Option<&'a [u8]> {
        let rest = self.bytes.get(start..)?;
        rest.get(..=memchr::memchr(0, rest)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted() -> Vec<u8> {
        // Set 1 has the messages 1 and 3, set 4 has 2.
        let words: [u32; 5 + 6 + 9] = [
            SORTED, 2, 0, 24, 60, // header
            1, 2, 0, 4, 1, 2, // sets
            1, 4, 0, 3, 6, 4, 2, 5, 10, // messages
        ];
        let mut file: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        file.extend(b"one\0three\0four\0");
        let rest = (file.len() - 20) as u32;
        file[8..12].copy_from_slice(&rest.to_be_bytes());
        file
    }

    fn hashed(is_big_endian: bool) -> Vec<u8> {
        let (width, depth) = (2, 2);
        let mut table = [[0u32; 3]; 4];
        for (set, message, text) in [(2u32, 1u32, 0), (2, 3, 4), (5, 2, 10)] {
            let bucket = (set * message % width) as usize;
            let place = [bucket, bucket + 2].into_iter().find(|&place| table[place][0] == 0);
            // The third has no plane left in so small a table.
            if let Some(place) = place {
                table[place] = [set, message, text];
            }
        }
        let header = [HASHED, width, depth];
        let words = |big: bool, words: &[u32]| -> Vec<u8> {
            words.iter().flat_map(|word| if big { word.to_be_bytes() } else { word.to_le_bytes() }).collect()
        };
        let mut file = words(is_big_endian, &header);
        file.extend(words(is_big_endian, table.as_flattened()));
        file.extend(words(!is_big_endian, table.as_flattened()));
        file.extend(b"one\0three\0four\0");
        file
    }

    #[test]
    fn finds_what_is_there() {
        for bytes in [sorted(), hashed(false), hashed(true)] {
            let file = Catalogue::parse(&bytes).unwrap();
            assert_eq!(file.message(1, 1), Some(&b"one\0"[..]));
            assert_eq!(file.message(1, 3), Some(&b"three\0"[..]));
            for (set, message) in [(1, 2), (0, 1), (2, 1), (4, 3), (-1, 1), (1, -1), (i32::MAX, i32::MIN)] {
                assert_eq!(file.message(set, message), None);
            }
        }
        let bytes = sorted();
        assert_eq!(Catalogue::parse(&bytes).unwrap().message(4, 2), Some(&b"four\0"[..]));
        assert!(Catalogue::parse(&bytes[..bytes.len() - 1]).is_none());
    }

    #[test]
    fn every_truncation_and_every_changed_byte_is_harmless() {
        let use_it = |bytes: &[u8]| {
            if let Some(file) = Catalogue::parse(bytes) {
                for (set, message) in [(1, 1), (1, 3), (4, 2), (9, 9)] {
                    file.message(set, message);
                }
            }
        };
        for bytes in [sorted(), hashed(false), hashed(true)] {
            (0..bytes.len()).for_each(|length| use_it(&bytes[..length]));
            for position in 0..bytes.len() {
                for value in [0, 1, 0x7f, 0x80, 0xff] {
                    let mut damaged = bytes.clone();
                    damaged[position] = value;
                    use_it(&damaged);
                }
            }
        }
    }
}
