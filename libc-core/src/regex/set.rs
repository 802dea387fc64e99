//! Sets of characters: what a bracket expression stands for.

use super::text::STRAY;
use crate::errno::Errno;
use crate::malloc::Buffer;
use crate::wchar::{case, class};

/// Ranges of characters, both ends included: the sets' parts.
pub type Ranges = Buffer<[u32; 2]>;

/// A set, whose ranges are a part of a common list.
#[derive(Clone, Copy)]
pub struct Set {
    /// Its part of the list of ranges.
    first: u32,
    last: u32,
    /// The classes in it, by their index in `CLASSES`.
    classes: u16,
    negated: bool,
    fold: bool,
    /// A newline is not in it though it is negated.
    not_newline: bool,
    /// The first 128 characters.
    low: [u64; 2],
}

impl Set {
    /// An empty set whose ranges will be behind those of `ranges`.
    pub fn new(ranges: &Ranges, negated: bool, fold: bool, not_newline: bool) -> Self {
        let first = ranges.len() as u32;
        Self { first, last: first, classes: 0, negated, fold, not_newline, low: [0; 2] }
    }

    /// Adds a range.
    pub fn add(&mut self, ranges: &mut Ranges, low: u32, high: u32) -> Result<(), Errno> {
        ranges.push([low, high])?;
        self.last = ranges.len() as u32;
        Ok(())
    }

    /// Adds a class; false if there is none of this name.
    pub fn add_class(&mut self, name: &[u8]) -> bool {
        let found = class::CLASSES.iter().position(|class| class.0 == name);
        self.classes |= found.map_or(0, |index| 1 << index);
        found.is_some()
    }

    /// To be called when all is in it.
    pub fn finish(&mut self, ranges: &Ranges) {
        let mut low = 0u128;
        for &[first, last] in self.ranges(ranges) {
            for code in first..=last.min(127) {
                low |= 1 << code;
            }
        }
        let classes = class::CLASSES.iter().enumerate().filter(|(index, _)| self.classes >> index & 1 != 0);
        for code in 0..128 {
            if classes.clone().any(|(_, class)| class.1(code)) {
                low |= 1 << code;
            }
        }
        if self.fold {
            const SMALL: u128 = 0x3ff_ffff << 97;
            low |= (low & SMALL) >> 32 | (low & SMALL >> 32) << 32;
        }
        if self.negated {
            low = !low;
        }
        if self.not_newline {
            low &= !(1 << b'\n');
        }
        self.low = [low as u64, (low >> 64) as u64];
    }

    /// Whether `code` is in it.
    pub fn contains(&self, ranges: &Ranges, code: u32) -> bool {
        match self.low.get(code as usize / 64) {
            Some(bits) => bits >> (code % 64) & 1 != 0,
            None => self.search(ranges, code),
        }
    }

    /// Whether it may have characters beyond ASCII's.
    pub fn is_wide(&self, ranges: &Ranges) -> bool {
        self.negated || self.fold || self.classes != 0 || self.ranges(ranges).iter().any(|range| range[1] >= 0x80)
    }

    fn ranges<'a>(&self, ranges: &'a Ranges) -> &'a [[u32; 2]] {
        ranges.get(self.first as usize..self.last as usize).unwrap_or_default()
    }

    fn search(&self, ranges: &Ranges, code: u32) -> bool {
        if code & STRAY != 0 {
            // A byte that is no character is in no complement.
            return !self.negated && self.ranges(ranges).contains(&[code, code]);
        }
        let mut found = self.has(ranges, code);
        if self.fold && !found {
            found = self.has(ranges, case::to_lower(code)) || self.has(ranges, case::to_upper(code));
        }
        found != self.negated && !(self.not_newline && code == u32::from(b'\n'))
    }

    fn has(&self, ranges: &Ranges, code: u32) -> bool {
        self.ranges(ranges).iter().any(|range| range[0] <= code && code <= range[1])
            || self.classes != 0
                && class::CLASSES
                    .iter()
                    .enumerate()
                    .any(|(index, class)| self.classes >> index & 1 != 0 && class.1(code))
    }
}
