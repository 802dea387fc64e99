//! A regular expression as a program: a nondeterministic automaton, whose instructions stand in the order of the tree, so
//! that each node's are a range of their own.

use super::assertion::{Assertion, LINE, TEXT, WORD};
use super::error::Error;
use super::parse::{self, Parsed};
use super::set::{Ranges, Set};
use super::text::{self, STRAY};
use super::tree::{Kind, NONE, Tree, UNBOUNDED, copy_of};
use crate::malloc::Buffer;
use crate::wchar::encoding::Encoding;
use crate::wchar::{case, class};

/// An instruction. Those that match a character, and a failing assertion's success, go on with the next one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Instruction {
    /// One character.
    Character(u32),
    /// One character in any case.
    Folded(u32),
    /// Any character.
    Any,
    /// A character of a set.
    Set(u16),
    /// Goes on where it holds.
    Assertion(Assertion),
    /// What a group matched.
    Reference(u8),
    /// A group begins.
    Open(u8),
    /// A group ends.
    Close(u8),
    /// Goes on with the next one, and here.
    Split(u16),
    /// Goes on here.
    Jump(u16),
    /// All is matched.
    Accept,
}

impl Instruction {
    /// Whether it matches one character.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Character(_) | Self::Folded(_) | Self::Any | Self::Set(_))
    }
}

/// A program and what belongs to it.
pub struct Program {
    /// The instructions; the last one accepts.
    pub code: Buffer<Instruction>,
    /// The tree it was made from.
    pub tree: Tree,
    /// How many groups there are.
    pub groups: u32,
    /// There is a back-reference.
    pub refers: bool,
    /// `REG_NOSUB`
    pub silent: bool,
    /// The encoding of pattern and texts.
    pub encoding: Encoding,
    /// `REG_NEWLINE`
    pub newline: bool,
    /// `REG_ICASE`
    pub fold: bool,
    sets: Buffer<Set>,
    ranges: Ranges,
    /// The jumps and splits by their target: those to `i` are `sources[heads[i]..heads[i + 1]]`.
    heads: Buffer<u16>,
    sources: Buffer<u16>,
    /// The bits before and behind a place that some assertion looks at.
    pub looks_at: [u8; 2],
}

impl Program {
    /// The program of a regular expression.
    pub fn new(parsed: Parsed, flags: u32, encoding: Encoding) -> Result<Self, Error> {
        let mut program = Self {
            code: emit(&parsed.tree)?,
            tree: parsed.tree,
            groups: parsed.groups,
            refers: parsed.refers,
            silent: flags & parse::NOSUB != 0,
            encoding,
            newline: flags & parse::NEWLINE != 0,
            fold: flags & parse::ICASE != 0,
            sets: parsed.sets,
            ranges: parsed.ranges,
            heads: Buffer::new(),
            sources: Buffer::new(),
            looks_at: [0; 2],
        };
        program.link()?;
        for instruction in program.code.iter() {
            if let Instruction::Assertion(assertion) = instruction {
                let [before, after] = assertion.looks_at();
                program.looks_at = [program.looks_at[0] | before, program.looks_at[1] | after];
            }
        }
        Ok(program)
    }

    /// Finds the sources of all jumps.
    fn link(&mut self) -> Result<(), Error> {
        self.heads.fill(self.code.len() + 1, 0)?;
        let targets = || {
            self.code.iter().enumerate().filter_map(|(at, instruction)| match instruction {
                Instruction::Jump(to) | Instruction::Split(to) => Some((at as u16, usize::from(*to))),
                _ => None,
            })
        };
        let mut total = 0usize;
        for (_, to) in targets() {
            if let Some(head) = self.heads.get_mut(to + 1) {
                *head += 1;
            }
            total += 1;
        }
        let mut sum = 0;
        for head in self.heads.iter_mut() {
            sum += *head;
            *head = sum;
        }
        self.sources.fill(total, 0)?;
        // Each head moves to the next one's place, and all are moved back below.
        for (at, to) in targets() {
            if let Some(head) = self.heads.get_mut(to) {
                if let Some(slot) = self.sources.get_mut(usize::from(*head)) {
                    *slot = at;
                }
                *head += 1;
            }
        }
        let length = self.heads.len();
        self.heads.copy_within(..length - 1, 1);
        self.heads[0] = 0;
        Ok(())
    }

    /// The jumps and splits to `to`.
    pub fn jumps_to(&self, to: u16) -> &[u16] {
        let head = |index: usize| self.heads.get(index).map_or(0, |&head| usize::from(head));
        self.sources.get(head(usize::from(to))..head(usize::from(to) + 1)).unwrap_or_default()
    }

    /// The instruction at `at`.
    #[inline]
    pub fn get(&self, at: u16) -> Instruction {
        self.code.get(usize::from(at)).copied().unwrap_or(Instruction::Accept)
    }

    /// The number of the instruction that accepts.
    pub fn accept(&self) -> u16 {
        (self.code.len() - 1) as u16
    }

    /// Whether `instruction` matches the character `code`.
    #[inline]
    pub fn matches(&self, instruction: Instruction, code: u32) -> bool {
        match instruction {
            Instruction::Character(literal) => literal == code,
            Instruction::Folded(literal) => {
                literal == code || case::to_lower(literal) == code || case::to_upper(literal) == code
            }
            Instruction::Any => code & STRAY == 0 && !(self.newline && code == u32::from(b'\n')),
            Instruction::Set(set) => {
                self.sets.get(usize::from(set)).is_some_and(|set| set.contains(&self.ranges, code))
            }
            _ => false,
        }
    }

    /// Whether `instruction` may match a character beyond ASCII's.
    pub fn is_wide(&self, instruction: Instruction) -> bool {
        match instruction {
            Instruction::Character(literal) => literal >= 0x80,
            Instruction::Set(set) => self.sets.get(usize::from(set)).is_some_and(|set| set.is_wide(&self.ranges)),
            _ => true,
        }
    }

    /// What assertions see of a character.
    #[inline]
    pub fn kind(&self, code: u32) -> u8 {
        let seen = self.looks_at[0] | self.looks_at[1];
        let line = seen & LINE != 0 && self.newline && code == u32::from(b'\n');
        let word = seen & WORD != 0 && (code == u32::from(b'_') || class::is_alphanumeric(code));
        u8::from(line) * LINE | u8::from(word) * WORD
    }

    /// Whether assertions see more than the ends of the text.
    fn sees_characters(&self) -> bool {
        self.newline || (self.looks_at[0] | self.looks_at[1]) & WORD != 0
    }

    /// What assertions see before `at`. `edge` says whether a line begins at the beginning of the text.
    pub fn before(&self, bytes: &[u8], at: usize, edge: bool) -> u8 {
        let kind = match self.looks_at[0] {
            0 => 0,
            _ if at > 0 && !self.sees_characters() => 0,
            _ => match text::previous(self.encoding, bytes, at) {
                Some((code, _)) => self.kind(code),
                None => edge_kind(edge),
            },
        };
        kind & self.looks_at[0]
    }

    /// What assertions see behind `at`. `edge` says whether a line ends at the end of the text.
    pub fn after(&self, bytes: &[u8], at: usize, edge: bool) -> u8 {
        let kind = match self.looks_at[1] {
            0 => 0,
            _ if at < bytes.len() && !self.sees_characters() => 0,
            _ => match text::next(self.encoding, bytes, at) {
                Some((code, _)) => self.kind(code),
                None => edge_kind(edge),
            },
        };
        kind & self.looks_at[1]
    }
}

/// What assertions see at an end of the text.
pub fn edge_kind(line: bool) -> u8 {
    TEXT | u8::from(line) * LINE
}

/// The instructions of a tree.
fn emit(tree: &Tree) -> Result<Buffer<Instruction>, Error> {
    let total = tree.get(tree.root).size;
    let mut code = Buffer::new();
    code.fill(total as usize + 1, Instruction::Accept)?;
    let mut put = |at: u32, instruction| {
        if let Some(slot) = code.get_mut(at as usize) {
            *slot = instruction;
        }
    };
    // What is to be done: a node, and where its instructions begin.
    let mut work = Buffer::new();
    work.push((tree.root, 0u32))?;
    while let Some((number, base)) = work.pop() {
        let node = tree.get(number);
        // However often nothing is repeated, there is nothing to do.
        if node.size == 0 {
            continue;
        }
        let child = tree.get(node.child);
        match node.kind {
            Kind::Empty => {}
            Kind::Character(literal) => put(base, Instruction::Character(literal)),
            Kind::Folded(literal) => put(base, Instruction::Folded(literal)),
            Kind::Any => put(base, Instruction::Any),
            Kind::Set(set) => put(base, Instruction::Set(set)),
            Kind::Assertion(assertion) => put(base, Instruction::Assertion(assertion)),
            Kind::Reference(group) => put(base, Instruction::Reference(group)),
            Kind::Group(group) => {
                let mark = tree.mark(group);
                if mark != 0 {
                    put(base, Instruction::Open(group as u8));
                    put(base + node.size - 1, Instruction::Close(group as u8));
                }
                work.push((node.child, base + mark))?;
            }
            Kind::Sequence => {
                let (mut at, mut next) = (base, node.child);
                while next != NONE {
                    work.push((next, at))?;
                    at += tree.get(next).size;
                    next = tree.get(next).next;
                }
            }
            Kind::Alternatives => {
                let (mut at, mut next) = (base, node.child);
                while next != NONE {
                    let way = tree.get(next);
                    if way.next != NONE {
                        put(at, Instruction::Split((at + way.size + 2) as u16));
                        put(at + way.size + 1, Instruction::Jump((base + node.size) as u16));
                        work.push((next, at + 1))?;
                        at += way.size + 2;
                    } else {
                        work.push((next, at))?;
                    }
                    next = way.next;
                }
            }
            Kind::Repeat { least, most } => {
                let one = child.size;
                let end = (base + node.size) as u16;
                let copies = if most == UNBOUNDED { least.max(1) } else { most };
                for index in 0..u32::from(copies) {
                    let at = copy_of(base, one, least, most, index);
                    if index >= u32::from(least) {
                        put(at - 1, Instruction::Split(end));
                    }
                    work.push((node.child, at))?;
                }
                if most == UNBOUNDED {
                    let last = copy_of(base, one, least, most, u32::from(copies) - 1);
                    let back =
                        if least == 0 { Instruction::Jump(base as u16) } else { Instruction::Split(last as u16) };
                    put(base + node.size - 1, back);
                }
            }
        }
    }
    Ok(code)
}
