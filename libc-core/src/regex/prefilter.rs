//! What tells, without the automaton, where a match may begin.

use super::assertion::Assertion;
use super::error::Error;
use super::program::{Instruction, Program};
use super::text::{STRAY, Source, next};
use super::tree::{Kind, NONE, Node};
use crate::malloc::Buffer;
use crate::wchar::case;
use crate::wchar::encoding::Encoding;
use memchr::{memchr, memchr2, memchr3};

/// The bytes of a literal beginning that are kept.
const LONGEST: usize = 16;

/// A necessary condition for a match to begin at a place.
pub struct Prefilter {
    /// A match begins at the beginning of the text only.
    pub is_anchored: bool,
    /// The bytes that it may begin with; all if it may be empty or begins at an edge.
    begins: [u64; 4],
    /// They, if they are few.
    first: [u8; 3],
    count: usize,
    /// What it begins with, if that is a literal, and which byte of it is the rarest in most texts.
    literal: [u8; LONGEST],
    length: usize,
    rarest: usize,
    /// The literal is all.
    is_whole: bool,
}

impl Prefilter {
    /// For a program.
    pub fn new(program: &Program) -> Result<Self, Error> {
        let mut this = Self {
            is_anchored: false,
            begins: [u64::MAX; 4],
            first: [0; 3],
            count: 0,
            literal: [0; LONGEST],
            length: 0,
            rarest: 0,
            is_whole: false,
        };
        this.literal_beginning(program);
        let (mut bytes, mut accepts) = ([false; 256], false);
        let mut seen = super::sparse::Sparse::new(program.code.len())?;
        let mut stack = Buffer::new();
        stack.push(0)?;
        let (mut begins, mut anchored) = (false, false);
        while let Some(at) = stack.pop() {
            if !seen.insert(at) {
                continue;
            }
            let instruction = program.get(at);
            match instruction {
                Instruction::Split(to) => {
                    stack.push(to)?;
                    stack.push(at + 1)?;
                }
                Instruction::Jump(to) => stack.push(to)?,
                Instruction::Open(_) | Instruction::Close(_) => stack.push(at + 1)?,
                Instruction::Assertion(assertion) => {
                    // These two hold behind no character, but the former behind a newline.
                    let fails = match assertion {
                        Assertion::LineStart => !program.newline,
                        Assertion::TextStart => true,
                        _ => false,
                    };
                    // What begins there is not to be overlooked, though.
                    anchored |= fails;
                    if !fails {
                        stack.push(at + 1)?;
                    }
                }
                Instruction::Accept | Instruction::Reference(_) => accepts = true,
                _ => {
                    begins = true;
                    add_first(program, instruction, &mut bytes);
                }
            }
        }
        this.is_anchored = !accepts && !begins;
        if !accepts && !anchored {
            this.begins = [0; 4];
            for (byte, _) in bytes.iter().enumerate().filter(|(_, is)| **is) {
                this.begins[byte / 64] |= 1 << (byte % 64);
            }
        }
        let first = bytes.iter().filter(|&&is| is).count();
        // A byte that is no character may stand inside of one: looking for it is not enough.
        let inside = program.encoding == Encoding::Utf8 && bytes[0x80..0xc0].contains(&true);
        if !accepts && !anchored && !inside && first <= 3 {
            let numbers = (0..=255u8).filter(|&byte| bytes[usize::from(byte)]);
            for (slot, byte) in this.first.iter_mut().zip(numbers) {
                *slot = byte;
            }
            this.count = first;
        } else {
            (this.length, this.is_whole) = (0, false);
        }
        Ok(this)
    }

    /// Finds the characters that all matches begin with.
    fn literal_beginning(&mut self, program: &Program) {
        let tree = &program.tree;
        let mut node: Node = tree.get(tree.root);
        let all = node.size as usize;
        let (mut count, mut strays) = (0, false);
        while let Kind::Group(_) = node.kind {
            node = tree.get(node.child);
        }
        if node.kind == Kind::Sequence {
            node = tree.get(node.child);
        }
        while let Kind::Character(code) = node.kind {
            let mut bytes = [0; 4];
            let length = encode(program, code, &mut bytes);
            let end = self.length + length;
            let Some(room) = self.literal.get_mut(self.length..end) else { break };
            room.copy_from_slice(bytes.get(..length).unwrap_or_default());
            self.length = end;
            count += 1;
            strays |= code & STRAY != 0;
            self.is_whole = count == all && program.groups == 0 && !strays;
            if node.next == NONE {
                break;
            }
            node = tree.get(node.next);
        }
        let beginning = self.literal.iter().take(self.length).enumerate();
        self.rarest = beginning.min_by_key(|(_, byte)| frequency(**byte)).map_or(0, |(index, _)| index);
    }

    /// Whether a match may begin with this byte, or at the end.
    pub fn may_begin(&self, byte: Option<u8>) -> bool {
        match byte {
            Some(byte) => self.begins[usize::from(byte / 64)] >> (byte % 64) & 1 != 0,
            None => self.begins[0] & 1 != 0,
        }
    }

    /// The length of what matches, if that is always the same text.
    pub fn whole(&self) -> Option<usize> {
        self.is_whole.then_some(self.length)
    }

    /// Whether it tells anything.
    pub fn is_useful(&self) -> bool {
        self.count != 0
    }

    /// The first place from `at` on where a match may begin; `None` if there is none.
    pub fn find(&self, source: &mut impl Source, at: usize) -> Option<usize> {
        let offset = if self.length > 1 { self.rarest } else { 0 };
        let mut at = at;
        loop {
            let bytes = source.bytes();
            let rest = bytes.get(at + offset..).unwrap_or_default();
            let [one, two, three] = self.first;
            let found = match self.count {
                _ if self.length > 1 => memchr(*self.literal.get(offset)?, rest),
                1 => memchr(one, rest),
                2 => memchr2(one, two, rest),
                _ => memchr3(one, two, three, rest),
            };
            match found {
                None => {
                    at = at.max(bytes.len().saturating_sub(offset));
                    if !source.extend() {
                        return None;
                    }
                }
                Some(found) if self.length > 1 => {
                    let literal = self.literal.get(..self.length)?;
                    match bytes.get(at + found..at + found + self.length) {
                        Some(same) if same == literal => return Some(at + found),
                        Some(_) => at += found + 1,
                        None => {
                            at += found;
                            if !source.extend() {
                                return None;
                            }
                        }
                    }
                }
                Some(found) => return Some(at + found),
            }
        }
    }
}

/// The bytes of a character of the pattern.
fn encode(program: &Program, code: u32, bytes: &mut [u8; 4]) -> usize {
    if code & STRAY != 0 {
        bytes[0] = code as u8;
        return 1;
    }
    program.encoding.encode(code, bytes).unwrap_or(0)
}

/// Adds the bytes that what `instruction` matches begins with.
fn add_first(program: &Program, instruction: Instruction, first: &mut [bool; 256]) {
    let mut add = |code| {
        let mut bytes = [0; 4];
        if encode(program, code, &mut bytes) > 0 {
            first[usize::from(bytes[0])] = true;
        }
    };
    match instruction {
        Instruction::Character(code) => add(code),
        Instruction::Folded(code) => {
            add(code);
            add(case::to_lower(code));
            add(case::to_upper(code));
        }
        _ => {
            if program.encoding == Encoding::Utf8 {
                for byte in 0..0x80 {
                    first[byte] |= program.matches(instruction, byte as u32);
                }
                if program.is_wide(instruction) {
                    first[0x80..].fill(true);
                }
                return;
            }
            for byte in 0..=255u8 {
                let code = next(program.encoding, &[byte], 0).map_or(0, |(code, _)| code);
                first[usize::from(byte)] |= program.matches(instruction, code);
            }
        }
    }
}

/// How frequent a byte is, roughly.
fn frequency(byte: u8) -> u8 {
    match byte {
        b' ' | b'e' | b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' => 4,
        b'a'..=b'z' => 3,
        0x80..=0xff => 2,
        b'0'..=b'9' | b'_' | b'.' | b',' | b'-' | b'/' | b'\n' => 2,
        b'A'..=b'Z' => 1,
        _ => 0,
    }
}
