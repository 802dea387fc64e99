//! TZif files. Everything is checked before it is used: a damaged file is refused or gives some time, never a read
//! outside of it. Source: RFC 9636.

use super::LocalType;
use super::rule::Rule;

/// A checked file: its 64-bit block if it has one, else its 32-bit block.
#[derive(Clone, Copy)]
pub struct File<'a> {
    /// Transition times, big-endian, `width` bytes each.
    times: &'a [u8],
    width: usize,
    /// The type after each transition.
    indices: &'a [u8],
    /// Types, 6 bytes each: offset, daylight flag, index of the abbreviation.
    types: &'a [u8],
    names: &'a [u8],
    /// What holds after the last transition.
    rule: Option<Rule<'a>>,
}

const HEADER: usize = 44;

struct Header {
    version: u8,
    is_ut: usize,
    is_std: usize,
    leaps: usize,
    times: usize,
    types: usize,
    chars: usize,
}

impl Header {
    fn parse(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        if !header.starts_with(b"TZif") {
            return None;
        }
        let count = |index: usize| Some(word(header.get(20 + 4 * index..24 + 4 * index)?)? as usize);
        let header = Self {
            version: *header.get(4)?,
            is_ut: count(0)?,
            is_std: count(1)?,
            leaps: count(2)?,
            times: count(3)?,
            types: count(4)?,
            chars: count(5)?,
        };
        Some((header, rest))
    }

    /// The bytes of the block, with times of `width` bytes.
    fn block(&self, width: usize) -> usize {
        self.times * (width + 1) + self.types * 6 + self.chars + self.leaps * (width + 4) + self.is_std + self.is_ut
    }
}

fn word(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

impl<'a> File<'a> {
    /// Checks a file.
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (mut header, mut rest) = Header::parse(bytes)?;
        let mut width = 4;
        if header.version >= b'2' {
            rest = rest.get(header.block(4)..)?;
            (header, rest) = Header::parse(rest)?;
            width = 8;
        }
        let (block, footer) = rest.split_at_checked(header.block(width))?;
        let (times, block) = block.split_at_checked(header.times * width)?;
        let (indices, block) = block.split_at_checked(header.times)?;
        let (types, block) = block.split_at_checked(header.types * 6)?;
        let names = block.get(..header.chars)?;
        let valid = header.types != 0
            && indices.iter().all(|&index| usize::from(index) < header.types)
            && types.chunks(6).all(|entry| {
                let start = entry.get(5).copied().map_or(usize::MAX, usize::from);
                names.get(start..).is_some_and(|name| name.contains(&0))
            });
        if !valid {
            return None;
        }
        let rule = footer
            .strip_prefix(b"\n")
            .and_then(|footer| footer.split(|&byte| byte == b'\n').next())
            .filter(|_| width == 8)
            .and_then(Rule::parse);
        Some(Self { times, width, indices, types, names, rule })
    }

    fn count(&self) -> usize {
        self.indices.len()
    }

    fn time(&self, index: usize) -> i64 {
        let bytes = self.times.get(index * self.width..(index + 1) * self.width).unwrap_or_default();
        match <[u8; 8]>::try_from(bytes) {
            Ok(bytes) => i64::from_be_bytes(bytes),
            Err(_) => word(bytes).map_or(0, |word| i64::from(word as i32)),
        }
    }

    fn local_type(&self, index: usize) -> LocalType<'a> {
        let entry = self.types.get(index * 6..index * 6 + 6).unwrap_or(&[0; 6]);
        let offset = entry.get(..4).and_then(word).map_or(0, |word| i64::from(word as i32));
        let (is_dst, start) = (entry.get(4) == Some(&1), entry.get(5).copied().unwrap_or(0));
        let name = self.names.get(usize::from(start)..).and_then(|name| name.split(|&byte| byte == 0).next());
        LocalType { offset, is_dst, name: name.unwrap_or_default() }
    }

    fn after_transition(&self, index: usize) -> LocalType<'a> {
        self.local_type(usize::from(self.indices.get(index).copied().unwrap_or(0)))
    }

    /// The local type at an instant.
    pub fn at(&self, seconds: i64) -> LocalType<'a> {
        // How many transitions came before or at the instant.
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.time(middle) <= seconds {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        match (low.checked_sub(1), &self.rule) {
            (last, Some(rule)) if last.map_or(0, |last| last + 1) == self.count() => rule.at(seconds),
            (Some(last), _) => self.after_transition(last),
            (None, _) => self.local_type(0),
        }
    }

    /// Standard and daylight saving time: the rule's, or else the latest ones.
    pub fn names(&self) -> (LocalType<'a>, Option<LocalType<'a>>) {
        if let Some(rule) = &self.rule {
            let (standard, daylight) = rule.names();
            // A zone that had daylight saving time once keeps its name.
            return (standard, daylight.or_else(|| self.latest(true)));
        }
        (self.latest(false).unwrap_or_else(|| self.local_type(0)), self.latest(true))
    }

    fn latest(&self, is_dst: bool) -> Option<LocalType<'a>> {
        (0..self.count())
            .rev()
            .map(|index| self.after_transition(index))
            .chain([self.local_type(0)])
            .find(|found| found.is_dst == is_dst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(version: u8, footer: &[u8]) -> Vec<u8> {
        let block = |width: usize| {
            let mut block = b"TZif".to_vec();
            block.push(version);
            block.extend([0; 15]);
            for count in [0u32, 0, 0, 2, 2, 8] {
                block.extend(count.to_be_bytes());
            }
            for time in [1000i64, 2000] {
                block.extend(&time.to_be_bytes()[8 - width..]);
            }
            block.extend([1, 0]);
            block.extend(3600i32.to_be_bytes());
            block.extend([0, 0]);
            block.extend(7200i32.to_be_bytes());
            block.extend([1, 4]);
            block.extend(b"CET\0EST\0");
            block
        };
        let mut file = block(4);
        if version >= b'2' {
            file.extend(block(8));
            file.extend(footer);
        }
        file
    }

    #[test]
    fn both_versions() {
        for (version, footer) in [(0, &b""[..]), (b'2', b"\n\n"), (b'3', b"\nCET-1\n")] {
            let bytes = sample(version, footer);
            let file = File::parse(&bytes).unwrap();
            let seen: Vec<_> = [0, 999, 1000, 1999, 2000, 1 << 40].iter().map(|&at| file.at(at).offset).collect();
            assert_eq!(seen, [3600, 3600, 7200, 7200, 3600, 3600]);
            assert_eq!(file.at(1500).name, b"EST");
            assert!(file.names().1.is_some());
        }
    }

    #[test]
    fn every_truncation_and_every_changed_byte_is_harmless() {
        let bytes = sample(b'2', b"\nCET-1CEST,M3.5.0,M10.5.0/3\n");
        for length in 0..bytes.len() {
            if let Some(file) = File::parse(&bytes[..length]) {
                file.at(1500);
                file.names();
            }
        }
        for position in 0..bytes.len() {
            for value in [0, 1, 0x7f, 0x80, 0xff] {
                let mut damaged = bytes.clone();
                damaged[position] = value;
                if let Some(file) = File::parse(&damaged) {
                    for at in [i64::MIN, -1, 1500, i64::MAX] {
                        file.at(at);
                    }
                    file.names();
                }
            }
        }
    }
}
