//! The search forwards, by a deterministic automaton: it finds the end of the leftmost-longest match.
//!
//! A state has the instructions where threads stand, in segments: all threads of a segment began at the same place, and
//! those of an earlier segment further left. When a segment matches, later ones are given up. An instruction that an earlier
//! segment has is left out of later ones. So the last match that is seen is the longest of the leftmost ones. Cox, "Regular
//! Expression Matching in the Wild", has the same for RE2.

use super::classes::Classes;
use super::error::Error;
use super::prefilter::Prefilter;
use super::program::{Instruction, Program, edge_kind};
use super::sparse::Sparse;
use super::states::{DEAD, IDLE, MATCH, ROW, States, Transition};
use super::text::{Place, STRAY, Source, place};
use crate::malloc::Buffer;
use crate::wchar::encoding::Encoding;

/// Between segments.
const GAP: u16 = u16::MAX;
/// In a state's mark, over what is before it: no thread begins any more.
const NO_MORE: u8 = 0x80;
/// The bytes that states may take before they are forgotten.
const LIMIT: usize = 512 << 10;

/// The automaton.
pub struct Forward {
    states: States,
    seen: Sparse,
    targets: Sparse,
    stack: Buffer<u16>,
    out: Buffer<u16>,
}

/// How the ends of the text are to be seen: as boundaries of lines or not.
#[derive(Clone, Copy)]
pub struct Edges {
    /// Without `REG_NOTBOL`.
    pub start: bool,
    /// Without `REG_NOTEOL`.
    pub end: bool,
}

impl Forward {
    /// For a program.
    pub fn new(program: &Program, classes: &Classes) -> Result<Self, Error> {
        let size = program.code.len();
        Ok(Self {
            states: States::new(classes.len()),
            seen: Sparse::new(size)?,
            targets: Sparse::new(size)?,
            stack: Buffer::new(),
            out: Buffer::new(),
        })
    }

    /// The end of the leftmost-longest match in a text, or of any match as soon as there is one if `any` is set.
    pub fn search(
        &mut self,
        program: &Program,
        classes: &Classes,
        prefilter: &Prefilter,
        source: &mut impl Source,
        edges: Edges,
        any: bool,
    ) -> Result<Option<usize>, Error> {
        let mut at = 0;
        let mut end = None;
        if prefilter.is_useful() {
            match prefilter.find(source, at) {
                Some(found) => at = found,
                None => return Ok(None),
            }
        }
        let mut row = self.states.row(&[], program.before(source.bytes(), at, edges.start))?;
        loop {
            let bytes = source.bytes();
            let transitions = self.states.transitions();
            while let Some(&byte) = bytes.get(at) {
                let Some(&next) = transitions.get(row as usize + classes.of(byte)) else { break };
                if next >= IDLE {
                    break;
                }
                if next & MATCH != 0 {
                    end = Some(at);
                    if any {
                        return Ok(end);
                    }
                }
                row = next & ROW;
                at += 1;
            }
            let here = place(program.encoding, bytes, at);
            let (code, length) = match here {
                Place::Character(code, length) => (Some(code), length),
                _ if source.extend() => continue,
                Place::Incomplete => (source.bytes().get(at).map(|&byte| STRAY | u32::from(byte)), 1),
                Place::End => (None, 0),
            };
            let next = self.transition(program, classes, prefilter, row, code, edges.end)?;
            if next & MATCH != 0 {
                end = Some(at);
                if any {
                    return Ok(end);
                }
            }
            if next & DEAD != 0 || code.is_none() {
                return Ok(end);
            }
            at += length;
            row = next & ROW;
            if next & IDLE != 0 {
                match prefilter.find(source, at) {
                    Some(found) => at = found,
                    None => return Ok(end),
                }
                row = self.states.row(&[], program.before(source.bytes(), at, edges.start))?;
            }
            if self.states.size() > LIMIT {
                row = self.forget(row)?;
            }
        }
    }

    /// Forgets all states but one, and returns its new row.
    fn forget(&mut self, row: u32) -> Result<u32, Error> {
        let (instructions, mark) = self.states.get(row);
        self.out.truncate(0);
        self.out.extend(instructions)?;
        self.states.clear();
        self.states.row(&self.out, mark)
    }

    fn transition(
        &mut self,
        program: &Program,
        classes: &Classes,
        prefilter: &Prefilter,
        row: u32,
        code: Option<u32>,
        line_end: bool,
    ) -> Result<Transition, Error> {
        let class = match code {
            None => Some(classes.edge(line_end)),
            Some(code) => class_of(program, classes, code),
        };
        let known = match (class, code) {
            (Some(class), _) => self.states.transition(row, class),
            (None, code) => self.states.wide_transition(row, code.unwrap_or(0)),
        };
        if let Some(next) = known {
            return Ok(next);
        }
        let next = self.step(program, prefilter, row, code, line_end)?;
        match (class, code) {
            (Some(class), _) => self.states.set_transition(row, class, next),
            (None, code) => self.states.set_wide_transition(row, code.unwrap_or(0), next)?,
        }
        Ok(next)
    }

    /// Finds the transition of a state by a character, or by the end of the text.
    fn step(
        &mut self,
        program: &Program,
        prefilter: &Prefilter,
        row: u32,
        code: Option<u32>,
        line_end: bool,
    ) -> Result<Transition, Error> {
        let Self { states, seen, targets, stack, out } = self;
        seen.clear();
        targets.clear();
        out.truncate(0);
        let (instructions, mark) = states.get(row);
        let after = code.map_or(edge_kind(line_end), |code| program.kind(code)) & program.looks_at[1];
        let mut threads = Threads { program, seen, targets, stack, out, code, before: mark & !NO_MORE, after };
        let mut matched = false;
        for segment in instructions.split(|&instruction| instruction == GAP) {
            matched = threads.advance(segment)?;
            if matched {
                break;
            }
        }
        if !matched && mark & NO_MORE == 0 {
            matched = threads.advance(&[0])?;
        }
        let no_more = matched || mark & NO_MORE != 0 || prefilter.is_anchored;
        let mut next = if matched { MATCH } else { 0 };
        let Some(code) = code else { return Ok(next | DEAD) };
        if out.is_empty() {
            if no_more {
                return Ok(next | DEAD);
            }
            if prefilter.is_useful() {
                next |= IDLE;
            }
        }
        let before = program.kind(code) & program.looks_at[0];
        Ok(next | self.states.row(&self.out, before | if no_more { NO_MORE } else { 0 })?)
    }
}

/// The class of a character, if it has one.
pub fn class_of(program: &Program, classes: &Classes, code: u32) -> Option<usize> {
    if program.encoding == Encoding::Bytes {
        // A character's code ends with its byte.
        return Some(classes.of(code as u8));
    }
    u8::try_from(code).ok().filter(u8::is_ascii).map(|byte| classes.of(byte))
}

/// Threads at one place.
struct Threads<'a> {
    program: &'a Program,
    seen: &'a mut Sparse,
    targets: &'a mut Sparse,
    stack: &'a mut Buffer<u16>,
    out: &'a mut Buffer<u16>,
    code: Option<u32>,
    before: u8,
    after: u8,
}

impl Threads<'_> {
    /// Lets the threads of a segment go on to where they match a character, and beyond it. Whether one of them matched all.
    fn advance(&mut self, segment: &[u16]) -> Result<bool, Error> {
        let gap = self.out.len();
        if gap > 0 {
            self.out.push(GAP)?;
        }
        let start = self.out.len();
        let mut matched = false;
        self.stack.extend(segment)?;
        while let Some(at) = self.stack.pop() {
            if !self.seen.insert(at) {
                continue;
            }
            let instruction = self.program.get(at);
            match instruction {
                Instruction::Split(to) => {
                    self.stack.push(to)?;
                    self.stack.push(at + 1)?;
                }
                Instruction::Jump(to) => self.stack.push(to)?,
                Instruction::Open(_) | Instruction::Close(_) => self.stack.push(at + 1)?,
                Instruction::Assertion(assertion) => {
                    if assertion.holds(self.before, self.after) {
                        self.stack.push(at + 1)?;
                    }
                }
                // As if it could match anything: what is found then is a necessary condition.
                Instruction::Reference(_) => {
                    self.stack.push(at + 1)?;
                    if self.targets.insert(at) {
                        self.out.push(at)?;
                    }
                }
                Instruction::Accept => matched = true,
                _ => {
                    if let Some(code) = self.code
                        && self.program.matches(instruction, code)
                        && self.targets.insert(at + 1)
                    {
                        self.out.push(at + 1)?;
                    }
                }
            }
        }
        if self.out.len() == start {
            self.out.truncate(gap);
        } else if let Some(segment) = self.out.get_mut(start..) {
            segment.sort_unstable();
        }
        Ok(matched)
    }
}
