//! Classes of bytes that a program does not tell apart.

use super::error::Error;
use super::program::{Instruction, Program};
use super::text;
use super::tree::Kind;
use crate::wchar::encoding::Encoding;

/// The class of each byte.
pub struct Classes {
    of: [u8; 256],
    count: usize,
}

impl Classes {
    /// The classes for a program.
    pub fn new(program: &Program) -> Result<Self, Error> {
        let mut classes = Self { of: [0; 256], count: 1 };
        let first_wide = if program.encoding == Encoding::Utf8 { 0x80 } else { 256 };
        let mut codes = [0; 256];
        for byte in 0..=255u8 {
            codes[usize::from(byte)] = text::next(program.encoding, &[byte], 0).map_or(0, |(code, _)| code);
        }
        for number in 0..program.tree.len() {
            let instruction = match program.tree.get(number).kind {
                Kind::Character(literal) => Instruction::Character(literal),
                Kind::Folded(literal) => Instruction::Folded(literal),
                Kind::Any => Instruction::Any,
                Kind::Set(set) => Instruction::Set(set),
                _ => continue,
            };
            if let Instruction::Character(literal @ 0..0x80) = instruction {
                classes.single_out(literal as usize, first_wide);
                continue;
            }
            classes.split(first_wide, |byte| u8::from(program.matches(instruction, codes[byte])));
        }
        if program.looks_at != [0, 0] {
            classes.split(first_wide, |byte| program.kind(codes[byte]));
        }
        if first_wide == 0x80 {
            classes.of.split_at_mut(0x80).1.fill(classes.count as u8);
            classes.count += 1;
        }
        Ok(classes)
    }

    /// Gives a byte a class of its own.
    fn single_out(&mut self, byte: usize, end: usize) {
        let class = self.of[byte & 255];
        let others = self.of.iter().take(end).filter(|&&other| other == class).count();
        if others > 1 {
            self.of[byte & 255] = self.count as u8;
            self.count += 1;
        }
    }

    /// Divides the classes by what `key`, below 4, says of their bytes.
    fn split(&mut self, end: usize, key: impl Fn(usize) -> u8) {
        // For each class and key, the new class and 1.
        let mut new = [0u16; 1024];
        let mut seen = [false; 256];
        for byte in 0..end {
            let old = self.of[byte & 255];
            let slot = &mut new[usize::from(old) << 2 | usize::from(key(byte) & 3)];
            if *slot == 0 {
                let keeps = !seen[usize::from(old)];
                seen[usize::from(old)] = true;
                *slot = if keeps { u16::from(old) } else { self.count as u16 } + 1;
                self.count += usize::from(!keeps);
            }
            self.of[byte & 255] = (*slot - 1) as u8;
        }
    }

    /// The class of a byte; those of longer characters have one that is in no transition.
    #[inline]
    pub fn of(&self, byte: u8) -> usize {
        usize::from(self.of[usize::from(byte)])
    }

    /// What stands for the end of the text, which is the boundary of a line or not.
    pub fn edge(&self, line: bool) -> usize {
        self.count + usize::from(line)
    }

    /// How many there are, with those.
    pub fn len(&self) -> usize {
        self.count + 2
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn as_the_instructions_see() {
        for encoding in [Encoding::Utf8, Encoding::Bytes] {
            for pattern in ["a[b-y]|[[:alpha:]_]x\\b", "[^a]^b", "é.", "[[:upper:]]+|abc"] {
                let program = Program::new(parse(pattern.as_bytes(), 5, encoding).unwrap(), 5, encoding).unwrap();
                let classes = Classes::new(&program).unwrap();
                let end = if encoding == Encoding::Utf8 { 128u8 } else { 255 };
                let code = |byte| text::next(encoding, &[byte], 0).unwrap().0;
                for one in 0..end {
                    for two in 0..end {
                        let same = program.code.iter().all(|&instruction| {
                            program.matches(instruction, code(one)) == program.matches(instruction, code(two))
                        }) && program.kind(code(one)) == program.kind(code(two));
                        assert_eq!(same, classes.of(one) == classes.of(two), "{pattern} {one} {two}");
                    }
                }
            }
        }
    }
}
