//! The states of a deterministic automaton, made as they are needed, and their transitions.

use super::error::Error;
use crate::malloc::Buffer;

/// A transition: where the next state's row begins, and what it means.
pub type Transition = u32;
/// A match ends (or begins) before the character of the transition.
pub const MATCH: Transition = 1 << 28;
/// In the next state nothing has begun.
pub const IDLE: Transition = 1 << 29;
/// There is nothing more to find.
pub const DEAD: Transition = 1 << 30;
/// The row of the next state.
pub const ROW: Transition = MATCH - 1;
/// Not known yet.
const UNKNOWN: Transition = u32::MAX;

/// What a state is.
#[derive(Clone, Copy)]
struct State {
    start: u32,
    length: u32,
    /// Whatever the automaton adds to the instructions.
    mark: u8,
}

/// A transition by a character that has no class.
#[derive(Clone, Copy)]
struct Wide {
    row: u32,
    code: u32,
    next: Transition,
}

/// Slots for those.
const WIDE: usize = 512;

/// The states so far.
pub struct States {
    /// Transitions of a state.
    width: usize,
    instructions: Buffer<u16>,
    states: Buffer<State>,
    /// Open addressing: a state's number and 1, or 0. The length is a power of 2.
    table: Buffer<u32>,
    next: Buffer<Transition>,
    wide: Buffer<Wide>,
}

impl States {
    /// None, with `width` transitions each.
    pub fn new(width: usize) -> Self {
        Self {
            width,
            instructions: Buffer::new(),
            states: Buffer::new(),
            table: Buffer::new(),
            next: Buffer::new(),
            wide: Buffer::new(),
        }
    }

    /// The bytes that they take.
    pub fn size(&self) -> usize {
        self.next.len() * 4 + self.instructions.len() * 2 + self.states.len() * 20
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.instructions.truncate(0);
        self.states.truncate(0);
        self.table.truncate(0);
        self.next.truncate(0);
        self.wide.truncate(0);
    }

    /// The row of the state with these instructions and this mark.
    pub fn row(&mut self, instructions: &[u16], mark: u8) -> Result<u32, Error> {
        if (self.states.len() + 1) * 2 > self.table.len() {
            self.rehash()?;
        }
        let mask = self.table.len() - 1;
        let mut slot = hash(instructions, mark) & mask;
        loop {
            let found = self.table.get(slot).copied().unwrap_or(0);
            if found == 0 {
                break;
            }
            if self.is(found as usize - 1, instructions, mark) {
                return Ok((found - 1) * self.width as u32);
            }
            slot = (slot + 1) & mask;
        }
        let number = self.states.len();
        let end = (number + 1) * self.width;
        if end >= ROW as usize {
            return Err(Error::Space);
        }
        let start = self.instructions.len() as u32;
        self.instructions.extend(instructions)?;
        self.next.fill(end, UNKNOWN)?;
        self.states.push(State { start, length: instructions.len() as u32, mark })?;
        if let Some(entry) = self.table.get_mut(slot) {
            *entry = number as u32 + 1;
        }
        Ok((number * self.width) as u32)
    }

    fn is(&self, number: usize, instructions: &[u16], mark: u8) -> bool {
        let (own, own_mark) = self.content(number);
        own_mark == mark && own == instructions
    }

    fn content(&self, number: usize) -> (&[u16], u8) {
        let Some(state) = self.states.get(number) else { return (&[], 0) };
        let start = state.start as usize;
        (self.instructions.get(start..start + state.length as usize).unwrap_or_default(), state.mark)
    }

    fn rehash(&mut self) -> Result<(), Error> {
        let length = (self.table.len() * 2).max(16);
        self.table.truncate(0);
        self.table.fill(length, 0)?;
        for number in 0..self.states.len() {
            let (instructions, mark) = self.content(number);
            let mut slot = hash(instructions, mark) & (length - 1);
            while self.table.get(slot).is_some_and(|&entry| entry != 0) {
                slot = (slot + 1) & (length - 1);
            }
            if let Some(entry) = self.table.get_mut(slot) {
                *entry = number as u32 + 1;
            }
        }
        Ok(())
    }

    /// The number of the state whose row this is.
    pub fn number(&self, row: u32) -> usize {
        row as usize / self.width
    }

    /// The instructions and the mark of the state whose row this is.
    pub fn get(&self, row: u32) -> (&[u16], u8) {
        self.content(self.number(row))
    }

    /// All transitions.
    #[inline]
    pub fn transitions(&self) -> &[Transition] {
        &self.next
    }

    /// The transition by a class, if it is known.
    #[inline]
    pub fn transition(&self, row: u32, class: usize) -> Option<Transition> {
        self.next.get(row as usize + class).copied().filter(|&next| next != UNKNOWN)
    }

    /// Notes it.
    pub fn set_transition(&mut self, row: u32, class: usize, next: Transition) {
        if let Some(slot) = self.next.get_mut(row as usize + class) {
            *slot = next;
        }
    }

    fn wide_slot(row: u32, code: u32) -> usize {
        (code ^ row.wrapping_mul(0x9e37_79b1) >> 20) as usize % WIDE
    }

    /// The transition by a character that has no class, if it is known.
    pub fn wide_transition(&self, row: u32, code: u32) -> Option<Transition> {
        let found = self.wide.get(Self::wide_slot(row, code))?;
        (found.row == row && found.code == code).then_some(found.next)
    }

    /// Notes it.
    pub fn set_wide_transition(&mut self, row: u32, code: u32, next: Transition) -> Result<(), Error> {
        if self.wide.is_empty() {
            self.wide.fill(WIDE, Wide { row: u32::MAX, code: 0, next: 0 })?;
        }
        if let Some(slot) = self.wide.get_mut(Self::wide_slot(row, code)) {
            *slot = Wide { row, code, next };
        }
        Ok(())
    }
}

/// FNV-1a's steps, by instructions.
fn hash(instructions: &[u16], mark: u8) -> usize {
    let start = 0xcbf2_9ce4_8422_2325 ^ u64::from(mark);
    let sum = instructions.iter().fold(start, |sum, &one| (sum ^ u64::from(one)).wrapping_mul(0x100_0000_01b3));
    (sum ^ sum >> 32) as usize
}
