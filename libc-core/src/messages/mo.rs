//! The catalogues of `gettext`, files that `msgfmt` makes, of either byte order. Nothing in them is trusted. Source: GNU
//! gettext manual, "The format of GNU MO files".

use super::plural::Forms;
use core::cmp::Ordering;

/// A file that looks like a catalogue.
#[derive(Clone, Copy)]
pub struct Catalogue<'a> {
    bytes: &'a [u8],
    is_big_endian: bool,
    count: u32,
    /// Where the tables of the original and the translated strings begin: a length and a position for each.
    originals: u32,
    translations: u32,
    /// The hash table: its size, or 0, and where it begins.
    buckets: u32,
    hashes: u32,
    forms: Forms<'a>,
}

const MAGIC: u32 = 0x9504_12de;

impl<'a> Catalogue<'a> {
    /// A catalogue, if the header says that it is one, in a version that is known.
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let is_big_endian = match bytes.first_chunk()? {
            magic if u32::from_le_bytes(*magic) == MAGIC => false,
            magic if u32::from_be_bytes(*magic) == MAGIC => true,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            is_big_endian,
            count: 0,
            originals: 0,
            translations: 0,
            buckets: 0,
            hashes: 0,
            forms: Forms::DEFAULT,
        };
        // The major version is in the upper half.
        if file.word(4)? >> 16 > 1 {
            return None;
        }
        file.count = file.word(8)?;
        file.originals = file.word(12)?;
        file.translations = file.word(16)?;
        file.buckets = file.word(20)?;
        file.hashes = file.word(24)?;
        file.forms = file.find(b"").map_or(Forms::DEFAULT, Forms::of_header);
        Some(file)
    }

    /// The whole file.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The translation of a message, without the null byte behind it.
    pub fn translation(&self, message: &[u8]) -> Option<&'a [u8]> {
        self.find(message).map(head)
    }

    /// The form for the number `n` of a message's translation.
    pub fn plural(&self, message: &[u8], n: u64) -> Option<&'a [u8]> {
        self.find(message)?.split(|&byte| byte == 0).nth(self.forms.index(n)?)
    }

    /// All of a message's translations, with null bytes between.
    fn find(&self, message: &[u8]) -> Option<&'a [u8]> {
        let index = if self.buckets > 2 { self.find_by_hash(message) } else { self.find_by_order(message) };
        self.string(self.translations, index?)
    }

    fn find_by_order(&self, message: &[u8]) -> Option<u32> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            match head(self.string(self.originals, middle)?).cmp(message) {
                Ordering::Equal => return Some(middle),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn find_by_hash(&self, message: &[u8]) -> Option<u32> {
        let hash = hash(message);
        let step = 1 + hash % (self.buckets - 2);
        let mut bucket = hash % self.buckets;
        // A table without an empty bucket would go round for ever.
        for _ in 0..self.buckets {
            // Numbers count from 1; those behind the strings are of strings that depend on the system.
            let index = self.word(self.hashes as usize + 4 * bucket as usize)?.checked_sub(1)?;
            if index < self.count && self.string(self.originals, index).is_some_and(|found| head(found) == message) {
                return Some(index);
            }
            bucket = if bucket >= self.buckets - step { bucket - (self.buckets - step) } else { bucket + step };
        }
        None
    }

    fn word(&self, at: usize) -> Option<u32> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    /// A string of one of the two tables; a null byte is behind it.
    fn string(&self, table: u32, index: u32) -> Option<&'a [u8]> {
        let entry = table as usize + 8 * index as usize;
        let (length, start) = (self.word(entry)? as usize, self.word(entry + 4)? as usize);
        let (string, behind) = self.bytes.get(start..)?.split_at_checked(length)?;
        (behind.first() == Some(&0)).then_some(string)
    }
}

/// What comes before the first null byte.
fn head(string: &[u8]) -> &[u8] {
    memchr::memchr(0, string).and_then(|end| string.get(..end)).unwrap_or(string)
}

/// P. J. Weinberger's hash function, in 32 bits.
fn hash(message: &[u8]) -> u32 {
    message.iter().fold(0, |hash: u32, &byte| {
        let sum = (hash << 4).wrapping_add(byte.into());
        let high = sum & 0xf000_0000;
        sum ^ high ^ (high >> 24)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGES: &[(&str, &str)] = &[
        ("", "Plural-Forms: nplurals=3; plural=n==1?0:n==2?1:2;\n"),
        ("%d file\0%d files", "one\0two\0many"),
        ("hello", "salve"),
        ("menu\u{4}open", "aperi"),
    ];

    fn catalogue(big: bool, with_hashes: bool) -> Vec<u8> {
        let word = |value: u32| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        let count = MESSAGES.len() as u32;
        let buckets = if with_hashes { 7 } else { 0 };
        let mut file = Vec::new();
        for value in [MAGIC, 0, count, 28, 28 + 8 * count, buckets, 28 + 16 * count] {
            file.extend(word(value));
        }
        let mut at = 28 + 16 * count + 4 * buckets;
        let mut strings = Vec::new();
        let texts = MESSAGES.iter().map(|pair| pair.0).chain(MESSAGES.iter().map(|pair| pair.1));
        for text in texts {
            file.extend(word(text.len() as u32));
            file.extend(word(at));
            at += text.len() as u32 + 1;
            strings.extend(text.bytes().chain([0]));
        }
        if with_hashes {
            let mut table = [0; 7];
            for (index, (message, _)) in MESSAGES.iter().enumerate() {
                let hash = hash(head(message.as_bytes()));
                let mut bucket = hash % 7;
                while table[bucket as usize] != 0 {
                    bucket = (bucket + 1 + hash % 5) % 7;
                }
                table[bucket as usize] = index as u32 + 1;
            }
            table.iter().for_each(|&entry| file.extend(word(entry)));
        }
        file.extend(strings);
        file
    }

    fn variants() -> impl Iterator<Item = Vec<u8>> {
        [(false, false), (false, true), (true, false), (true, true)].into_iter().map(|(big, hash)| catalogue(big, hash))
    }

    #[test]
    fn finds_what_is_there() {
        for bytes in variants() {
            let file = Catalogue::parse(&bytes).unwrap();
            assert_eq!(file.translation(b"hello"), Some(&b"salve"[..]));
            assert_eq!(file.translation(b"menu\x04open"), Some(&b"aperi"[..]));
            assert_eq!(file.translation(b"%d file"), Some(&b"one"[..]));
            for absent in [&b"hell"[..], b"hello!", b"%d files", b"zzz"] {
                assert_eq!(file.translation(absent), None);
            }
            let forms: Vec<_> = (0..4).map(|n| file.plural(b"%d file", n).unwrap()).collect();
            assert_eq!(forms, [b"many".as_slice(), b"one", b"two", b"many"]);
            // This message has but one form.
            assert_eq!((file.plural(b"hello", 1), file.plural(b"hello", 2)), (Some(&b"salve"[..]), None));
        }
    }

    #[test]
    fn the_hash_of_gettext() {
        assert_eq!(hash(b"hello"), 0x6e_c32f);
        assert_eq!(hash(b""), 0);
    }

    #[test]
    fn every_truncation_and_every_changed_byte_is_harmless() {
        let use_it = |bytes: &[u8]| {
            if let Some(file) = Catalogue::parse(bytes) {
                for (message, _) in MESSAGES.iter().chain(&[("absent", "")]) {
                    file.translation(head(message.as_bytes()));
                    for n in 0..4 {
                        file.plural(head(message.as_bytes()), n);
                    }
                }
            }
        };
        for bytes in variants() {
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

    #[test]
    fn a_full_hash_table_ends() {
        let mut bytes = catalogue(false, true);
        let table = 28 + 16 * MESSAGES.len();
        bytes[table..table + 28].chunks_mut(4).for_each(|entry| entry.copy_from_slice(&3u32.to_le_bytes()));
        assert_eq!(Catalogue::parse(&bytes).unwrap().translation(b"absent"), None);
    }
}
