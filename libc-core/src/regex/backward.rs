//! The search backwards, by a deterministic automaton over the same program: from the end of a match, or of a part of one,
//! it finds from which instructions the end can be reached, place by place.

use super::classes::Classes;
use super::error::Error;
use super::forward::{Edges, class_of};
use super::program::{Instruction, Program, edge_kind};
use super::sparse::Sparse;
use super::states::{DEAD, IDLE, MATCH, ROW, States, Transition};
use super::text::previous;
use crate::malloc::Buffer;
use core::ops::Range;

/// The bytes that states may take before they are forgotten, where nothing refers to them.
const LIMIT: usize = 512 << 10;
/// The bytes that they may take at all.
const MOST: usize = 64 << 20;
/// A place where the end cannot be reached from.
const NOWHERE: u32 = u32::MAX;

/// The automaton for a range of instructions, whose end is the goal. A state has the instructions that match the
/// character behind the place, so that the goal can be reached; its mark is what is behind the place.
pub struct Backward {
    states: States,
    /// The instructions of a node.
    range: Range<u16>,
    seen: Sparse,
    stack: Buffer<u16>,
    out: Buffer<u16>,
    /// For each state, and for each kind of place if there are assertions: the instructions from which the goal can be
    /// reached there, in ascending order, as a part of `closures`; or nothing yet.
    known: Buffer<Option<(u32, u32)>>,
    closures: Buffer<u16>,
    /// The row of the state at each place, from `start` on.
    rows: Buffer<u32>,
    start: usize,
    /// The last answer of [`Self::reaches`], for a row, a kind of place, and an instruction.
    last: (u32, u8, u16, bool),
}

impl Backward {
    /// For a program.
    pub fn new(program: &Program, classes: &Classes) -> Result<Self, Error> {
        Ok(Self {
            states: States::new(classes.len()),
            range: 0..0,
            seen: Sparse::new(program.code.len())?,
            stack: Buffer::new(),
            out: Buffer::new(),
            known: Buffer::new(),
            closures: Buffer::new(),
            rows: Buffer::new(),
            start: 0,
            last: (NOWHERE, 0, 0, false),
        })
    }

    fn clear(&mut self) {
        self.states.clear();
        self.known.truncate(0);
        self.closures.truncate(0);
        self.last = (NOWHERE, 0, 0, false);
    }

    /// Chooses the range of instructions. What is known of the same one stays.
    fn choose(&mut self, range: Range<u16>) {
        if self.range != range || self.size() > LIMIT {
            self.clear();
        }
        self.range = range;
    }

    fn size(&self) -> usize {
        self.states.size() + self.closures.len() * 2 + self.known.len() * 12
    }

    /// Whether it takes much memory.
    pub fn is_large(&self) -> bool {
        self.size() + self.rows.len() * 4 > LIMIT
    }

    /// Where the leftmost of the matches begins that end at `end`.
    pub fn start_of(
        &mut self,
        program: &Program,
        classes: &Classes,
        bytes: &[u8],
        edges: Edges,
        end: usize,
    ) -> Result<Option<usize>, Error> {
        self.choose(0..program.accept());
        let mut row = self.states.row(&[program.accept()], program.after(bytes, end, edges.end))?;
        let (mut at, mut start) = (end, None);
        loop {
            let transitions = self.states.transitions();
            while let Some(&byte) = bytes.get(at.wrapping_sub(1)) {
                let Some(&next) = transitions.get(row as usize + classes.of(byte)) else { break };
                if next >= IDLE {
                    break;
                }
                if next & MATCH != 0 {
                    start = Some(at);
                }
                row = next & ROW;
                at -= 1;
            }
            let before = previous(program.encoding, bytes, at);
            let next = self.transition(program, classes, row, before.map(|(code, _)| code), edges.start)?;
            if next & MATCH != 0 {
                start = Some(at);
            }
            let Some((_, length)) = before.filter(|_| next & DEAD == 0) else { return Ok(start) };
            at -= length;
            row = next & ROW;
            if self.size() > LIMIT {
                let (instructions, mark) = self.states.get(row);
                self.out.truncate(0);
                self.out.extend(instructions)?;
                self.clear();
                row = self.states.row(&self.out, mark)?;
            }
        }
    }

    /// Finds, for the instructions `range` and each place of `text`, from which of them the end of both can be reached.
    pub fn reach(
        &mut self,
        program: &Program,
        classes: &Classes,
        bytes: &[u8],
        edges: Edges,
        range: Range<u16>,
        text: Range<usize>,
    ) -> Result<(), Error> {
        let goal = range.end;
        self.choose(range);
        self.start = text.start;
        self.rows.truncate(0);
        self.rows.fill(text.len() + 1, NOWHERE)?;
        let mut row = self.states.row(&[goal], program.after(bytes, text.end, edges.end))?;
        let mut at = text.end;
        loop {
            let transitions = self.states.transitions();
            while at > text.start
                && let Some(&byte) = bytes.get(at.wrapping_sub(1))
                && let Some(&next) = transitions.get(row as usize + classes.of(byte))
                && next < IDLE
            {
                if let Some(slot) = self.rows.get_mut(at - text.start) {
                    *slot = row;
                }
                row = next & ROW;
                at -= 1;
            }
            if let Some(slot) = self.rows.get_mut(at - text.start) {
                *slot = row;
            }
            if at <= text.start {
                return Ok(());
            }
            let Some((code, length)) = previous(program.encoding, bytes, at) else { return Ok(()) };
            let next = self.transition(program, classes, row, Some(code), edges.start)?;
            if next & DEAD != 0 {
                return Ok(());
            }
            row = next & ROW;
            at -= length;
            if self.size() > MOST {
                return Err(Error::Space);
            }
        }
    }

    /// Whether the goal can be reached from `instruction` at the place `at`, as the last [`Self::reach`] found. `before` is
    /// what assertions see before the place.
    pub fn reaches(&mut self, program: &Program, at: usize, before: u8, instruction: u16) -> Result<bool, Error> {
        match self.rows.get(at.wrapping_sub(self.start)) {
            None | Some(&NOWHERE) => Ok(false),
            Some(&row) if (row, before, instruction) == (self.last.0, self.last.1, self.last.2) => Ok(self.last.3),
            Some(&row) => {
                let (start, end) = self.closure(program, row, before)?;
                let closure = self.closures.get(start as usize..end as usize).unwrap_or_default();
                let reaches = closure.binary_search(&instruction).is_ok();
                self.last = (row, before, instruction, reaches);
                Ok(reaches)
            }
        }
    }

    /// The instructions from which the goal can be reached at a place, as a part of `closures`.
    fn closure(&mut self, program: &Program, row: u32, before: u8) -> Result<(u32, u32), Error> {
        let kinds = if program.looks_at == [0, 0] { 1 } else { 8 };
        let index = self.states.number(row) * kinds + usize::from(before);
        self.known.fill(index + 1, None)?;
        if let Some(Some(known)) = self.known.get(index) {
            return Ok(*known);
        }
        let Self { states, range, seen, stack, .. } = self;
        let (instructions, after) = states.get(row);
        seen.clear();
        stack.extend(instructions)?;
        while let Some(at) = stack.pop() {
            if !seen.insert(at) {
                continue;
            }
            for &source in program.jumps_to(at) {
                if range.contains(&source) {
                    stack.push(source)?;
                }
            }
            let Some(previous) = at.checked_sub(1).filter(|previous| range.contains(previous)) else { continue };
            let passes = match program.get(previous) {
                Instruction::Split(_) | Instruction::Open(_) | Instruction::Close(_) => true,
                Instruction::Assertion(assertion) => assertion.holds(before, after),
                _ => false,
            };
            if passes {
                stack.push(previous)?;
            }
        }
        let start = self.closures.len() as u32;
        self.seen.numbers().sort_unstable();
        self.closures.extend(self.seen.numbers())?;
        let found = (start, self.closures.len() as u32);
        if let Some(slot) = self.known.get_mut(index) {
            *slot = Some(found);
        }
        Ok(found)
    }

    fn transition(
        &mut self,
        program: &Program,
        classes: &Classes,
        row: u32,
        code: Option<u32>,
        line_start: bool,
    ) -> Result<Transition, Error> {
        let class = match code {
            None => Some(classes.edge(line_start)),
            Some(code) => class_of(program, classes, code),
        };
        let known = match (class, code) {
            (Some(class), _) => self.states.transition(row, class),
            (None, code) => self.states.wide_transition(row, code.unwrap_or(0)),
        };
        if let Some(next) = known {
            return Ok(next);
        }
        let before = code.map_or(edge_kind(line_start), |code| program.kind(code)) & program.looks_at[0];
        let (start, end) = self.closure(program, row, before)?;
        let closure = self.closures.get(start as usize..end as usize).unwrap_or_default();
        let mut next = if closure.first() == Some(&self.range.start) { MATCH } else { 0 };
        self.out.truncate(0);
        if let Some(code) = code {
            for &at in closure {
                if let Some(previous) = at.checked_sub(1).filter(|previous| self.range.contains(previous)) {
                    let instruction = program.get(previous);
                    if instruction.is_single() && program.matches(instruction, code) {
                        self.out.push(previous)?;
                    }
                }
            }
        }
        next |= match (self.out.is_empty(), code) {
            (false, Some(code)) => self.states.row(&self.out, program.kind(code) & program.looks_at[1])?,
            _ => DEAD,
        };
        match (class, code) {
            (Some(class), _) => self.states.set_transition(row, class, next),
            (None, code) => self.states.set_wide_transition(row, code.unwrap_or(0), next)?,
        }
        Ok(next)
    }
}
