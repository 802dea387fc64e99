//! Matching with back-references: by trying all ways, each combination of an instruction, a place and what the groups that
//! are referred to matched once. That takes time and memory in proportion to the number of such combinations, which are
//! bounded: beyond the bound matching fails with `REG_ESPACE`.
//!
//! Groups are found as in `submatch`; only here a part's place in the text is not enough, as the rest depends on what the
//! groups in it matched: the ways that are left open, its targets, are known too.

use super::error::Error;
use super::prefilter::Prefilter;
use super::program::Instruction;
use super::submatch::{Match, Span};
use super::text::next;
use super::tree::{Kind, NONE, Node, UNBOUNDED, copy_of};
use crate::malloc::Buffer;
use crate::wchar::case;
use core::cell::Cell;

/// The combinations that are remembered in one search.
const MOST: usize = 1 << 20;
/// A group that has not matched, or whose end is not known yet.
const UNSET: u32 = u32::MAX;

/// A place, and what the groups that are referred to matched: two words for each.
type Way = [u32];

/// The ways that a part of a program can go. All are as long.
struct Ways {
    words: Buffer<u32>,
    width: usize,
}

impl Ways {
    fn new(width: usize) -> Self {
        Self { words: Buffer::new(), width }
    }

    fn all(&self) -> impl Iterator<Item = &Way> {
        self.words.chunks_exact(self.width)
    }

    fn len(&self) -> usize {
        self.words.len() / self.width
    }

    fn get(&self, index: usize) -> &Way {
        self.words.get(index * self.width..(index + 1) * self.width).unwrap_or_default()
    }
}

/// A search's combinations: an instruction's number, then a way.
struct Visited {
    ways: Ways,
    /// Open addressing: an index and 1, or 0. The length is a power of 2.
    table: Buffer<u32>,
}

impl Visited {
    fn insert(&mut self, entry: &[u32]) -> Result<bool, Error> {
        if self.ways.len() >= MOST {
            return Err(Error::Space);
        }
        if (self.ways.len() + 1) * 2 > self.table.len() {
            let length = (self.table.len() * 2).max(64);
            self.table.truncate(0);
            self.table.fill(length, 0)?;
            for index in 0..self.ways.len() {
                let slot = Self::slot(&self.table, &self.ways, self.ways.get(index)).0;
                if let Some(place) = self.table.get_mut(slot) {
                    *place = index as u32 + 1;
                }
            }
        }
        let (slot, found) = Self::slot(&self.table, &self.ways, entry);
        if found {
            return Ok(false);
        }
        self.ways.words.extend(entry)?;
        if let Some(place) = self.table.get_mut(slot) {
            *place = self.ways.len() as u32;
        }
        Ok(true)
    }

    /// The slot for an entry, and whether it is there.
    fn slot(table: &[u32], ways: &Ways, entry: &[u32]) -> (usize, bool) {
        let mask = table.len() - 1;
        let sum = entry
            .iter()
            .fold(0xcbf2_9ce4_8422_2325u64, |sum, &word| (sum ^ u64::from(word)).wrapping_mul(0x100_0000_01b3));
        let mut slot = (sum ^ sum >> 29) as usize & mask;
        loop {
            match table.get(slot).copied().unwrap_or(0) {
                0 => return (slot, false),
                index if ways.get(index as usize - 1) == entry => return (slot, true),
                _ => slot = (slot + 1) & mask,
            }
        }
    }
}

/// What a search for ways needs.
struct Room {
    visited: Visited,
    /// Entries like those of `visited`.
    stack: Buffer<u32>,
}

impl Room {
    fn new(width: usize) -> Self {
        Self { visited: Visited { ways: Ways::new(width + 1), table: Buffer::new() }, stack: Buffer::new() }
    }

    fn clear(&mut self) {
        self.stack.truncate(0);
        if self.visited.ways.len() > 0 {
            self.visited.ways.words.truncate(0);
            self.visited.table.truncate(0);
        }
    }
}

/// The search.
pub struct Search<'a> {
    found: &'a Match<'a>,
    /// Where matches may begin.
    prefilter: &'a Prefilter,
    room: Cell<Option<Room>>,
    /// The place of each of the first nine groups in a way, or 0: nothing refers to it.
    places: [u8; 10],
    width: usize,
}

/// What is still to be done for the groups of a match.
#[derive(Clone, Copy)]
enum Task {
    /// A node, all of whose ways go to one place.
    Node { node: u32, base: u32, targets: u32 },
    /// A group's child has been done.
    Close { group: u32, start: u32 },
    /// A sequence from this child on.
    Sequence { child: u32, base: u32, end: u32, targets: u32 },
    /// A repetition from this iteration on.
    Repeat { node: u32, base: u32, index: u32, targets: u32, last: bool },
}

impl<'a> Search<'a> {
    /// A search for matches of `found`'s program.
    pub fn new(found: &'a Match<'a>, prefilter: &'a Prefilter) -> Result<Self, Error> {
        if u32::try_from(found.bytes.len()).is_err() {
            return Err(Error::Space);
        }
        let mut this = Self { found, prefilter, room: Cell::new(None), places: [0; 10], width: 1 };
        for number in 0..found.program.tree.len() {
            if let Kind::Reference(group) = found.program.tree.get(number).kind
                && let Some(place @ 0) = this.places.get_mut(usize::from(group))
            {
                *place = this.width as u8;
                this.width += 2;
            }
        }
        Ok(this)
    }

    /// The leftmost-longest match, or any one if `any` is set.
    pub fn search(&self, any: bool) -> Result<Option<(usize, usize)>, Error> {
        let mut start = 0;
        loop {
            if self.prefilter.may_begin(self.found.bytes.get(start).copied()) {
                let mut way = [UNSET; 20];
                way[0] = start as u32;
                let way = way.get(..self.width).unwrap_or_default();
                let ways = self.ways(0, self.found.program.accept(), way, any)?;
                if let Some(end) = ways.all().map(|way| way[0]).max() {
                    return Ok(Some((start, end as usize)));
                }
            }
            match next(self.found.program.encoding, self.found.bytes, start) {
                Some((_, length)) if !self.prefilter.is_anchored => start += length,
                _ => return Ok(None),
            }
        }
    }

    fn span(&self, way: &Way, group: u8) -> Option<(u32, u32)> {
        let place = usize::from(*self.places.get(usize::from(group))?);
        match (way.get(place), way.get(place + 1)) {
            (Some(&start), Some(&end)) if end != UNSET => Some((start, end)),
            _ => None,
        }
    }

    /// Notes a group's beginning, or its end.
    fn mark(&self, way: &mut Way, group: u32, end: bool, value: u32) {
        if let Some(&place @ 1..) = self.places.get(group as usize) {
            if let Some(slot) = way.get_mut(usize::from(place) + usize::from(end)) {
                *slot = value;
            }
            if let Some(slot) = way.get_mut(usize::from(place) + 1).filter(|_| !end) {
                *slot = UNSET;
            }
        }
    }

    /// All ways from `from`, at the instruction `first`, to the instruction `goal`; the first one if `any` is set.
    fn ways(&self, first: u16, goal: u16, from: &Way, any: bool) -> Result<Ways, Error> {
        let mut room = self.room.take().unwrap_or_else(|| Room::new(self.width));
        room.clear();
        let ways = self.ways_in(&mut room, [first, goal], from, any);
        self.room.set(Some(room));
        ways
    }

    fn ways_in(&self, room: &mut Room, [first, goal]: [u16; 2], from: &Way, any: bool) -> Result<Ways, Error> {
        let program = self.found.program;
        let mut results = Ways::new(self.width);
        let Room { visited, stack } = room;
        let mut entry = [0; 21];
        let entry = entry.get_mut(..self.width + 1).unwrap_or_default();
        stack.push(u32::from(first))?;
        stack.extend(from)?;
        while !stack.is_empty() {
            let top = stack.len() - entry.len();
            entry.copy_from_slice(stack.get(top..).unwrap_or_default());
            stack.truncate(top);
            loop {
                let at = entry[0] as u16;
                // Whatever comes together, does so at the goal or at the target of a jump.
                if (at == goal || !program.jumps_to(at).is_empty()) && !visited.insert(entry)? {
                    break;
                }
                if at == goal {
                    results.words.extend(&entry[1..])?;
                    if any {
                        return Ok(results);
                    }
                    break;
                }
                let instruction = program.get(at);
                entry[0] += 1;
                let place = entry[1] as usize;
                match instruction {
                    Instruction::Split(to) => {
                        stack.push(u32::from(to))?;
                        stack.extend(&entry[1..])?;
                    }
                    Instruction::Jump(to) => entry[0] = u32::from(to),
                    Instruction::Open(group) => self.mark(&mut entry[1..], u32::from(group), false, place as u32),
                    Instruction::Close(group) => self.mark(&mut entry[1..], u32::from(group), true, place as u32),
                    Instruction::Assertion(assertion) => {
                        if !assertion.holds(self.found.before(place), self.found.after(place)) {
                            break;
                        }
                    }
                    Instruction::Reference(group) => {
                        let Some(end) = self.repeated(&entry[1..], group, place) else { break };
                        entry[1] = end as u32;
                    }
                    Instruction::Accept => break,
                    _ => match self.found.next(place) {
                        Some((code, length)) if program.matches(instruction, code) => entry[1] += length as u32,
                        _ => break,
                    },
                }
            }
        }
        Ok(results)
    }

    /// Where what a group matched ends that stands at `place` again.
    fn repeated(&self, way: &Way, group: u8, place: usize) -> Option<usize> {
        let (start, end) = self.span(way, group)?;
        let bytes = self.found.bytes;
        let text = bytes.get(start as usize..end as usize)?;
        if bytes.get(place..)?.starts_with(text) {
            return Some(place + text.len());
        }
        if !self.found.program.fold {
            return None;
        }
        let (mut from, mut at) = (start as usize, place);
        while from < end as usize {
            let ((one, length), (two, other)) = (self.found.next(from)?, self.found.next(at)?);
            if case::to_lower(one) != case::to_lower(two) && case::to_upper(one) != case::to_upper(two) {
                return None;
            }
            from += length;
            at += other;
        }
        Some(at)
    }

    /// Finds the groups of the match at `start..end` and stores the first ones in `groups`.
    pub fn find(&self, start: usize, end: usize, groups: &mut [Span]) -> Result<(), Error> {
        let program = self.found.program;
        let tree = &program.tree;
        let mut state = State { current: Buffer::new(), targets: Ways::new(self.width), parts: Buffer::new() };
        state.current.fill(self.width, UNSET)?;
        state.current[0] = start as u32;
        let ways = self.ways(0, program.accept(), &state.current, false)?;
        let targets = state.note(ways.all().filter(|way| way[0] == end as u32))?;
        let mut work = Buffer::new();
        work.push(Task::Node { node: tree.root, base: 0, targets })?;
        while let Some(task) = work.pop() {
            match task {
                Task::Node { node: number, base, targets } => {
                    let node = tree.get(number);
                    match node.kind {
                        Kind::Group(group) => {
                            let (start, end) = (state.current[0], state.end_of(targets));
                            if let Some(slot) = groups.get_mut(group as usize - 1) {
                                *slot = Some((start as usize, end as usize));
                            }
                            // What the group's child leaves is what its end changes.
                            self.mark(&mut state.current, group, false, start);
                            let inner = state.change(targets, |way| self.mark(way, group, false, start))?;
                            work.push(Task::Close { group, start })?;
                            let base = base + tree.mark(group);
                            work.push(Task::Node { node: node.child, base, targets: inner })?;
                        }
                        Kind::Sequence => {
                            let end = base + node.size;
                            work.push(Task::Sequence { child: node.child, base, end, targets })?;
                        }
                        Kind::Alternatives => {
                            if let Some(task) = self.alternative(&mut state, node, base, targets)? {
                                work.push(task)?;
                            }
                        }
                        Kind::Repeat { .. } => {
                            work.push(Task::Repeat { node: number, base, index: 0, targets, last: false })?;
                        }
                        _ => state.settle(targets),
                    }
                }
                Task::Close { group, start } => {
                    let end = state.current[0];
                    self.mark(&mut state.current, group, false, start);
                    self.mark(&mut state.current, group, true, end);
                }
                Task::Sequence { child: number, base, end, targets } => {
                    let child = tree.get(number);
                    if child.next == NONE {
                        work.push(Task::Node { node: number, base, targets })?;
                    } else if let Some(inner) = self.longest(&mut state, child, base, end, targets)? {
                        work.push(Task::Sequence { child: child.next, base: base + child.size, end, targets })?;
                        work.push(Task::Node { node: number, base, targets: inner })?;
                    }
                }
                Task::Repeat { node: number, base, index, targets, last } => {
                    let node = tree.get(number);
                    let Kind::Repeat { least, most } = node.kind else { continue };
                    let done = last && index >= u32::from(least) && state.is_settled(targets);
                    if done || most != UNBOUNDED && index >= u32::from(most) {
                        continue;
                    }
                    let child = tree.get(node.child);
                    let at = copy_of(base, child.size, least, most, index);
                    if let Some(inner) = self.longest(&mut state, child, at, base + node.size, targets)? {
                        // Of the groups in it the last iteration's count.
                        self.forget(child, groups);
                        work.push(Task::Repeat { node: number, base, index: index + 1, targets, last: true })?;
                        work.push(Task::Node { node: node.child, base: at, targets: inner })?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Unsets the groups in a node.
    fn forget(&self, node: Node, groups: &mut [Span]) {
        if node.group == NONE {
            return;
        }
        let tree = &self.found.program.tree;
        // Groups are numbered in the order of their beginnings: those of a node are in a row.
        let mut last = node;
        loop {
            let (mut child, mut lowest) = (last.child, last);
            let mut found = false;
            while child != NONE {
                let next = tree.get(child);
                if next.group != NONE {
                    lowest = next;
                    found = true;
                }
                child = next.next;
            }
            if !found {
                break;
            }
            last = lowest;
        }
        let highest = if last.group == NONE { node.group } else { last.group };
        for slot in groups.iter_mut().take(highest as usize).skip(node.group as usize - 1) {
            *slot = None;
        }
    }

    /// The first alternative that reaches a target.
    fn alternative(&self, state: &mut State, node: Node, base: u32, targets: u32) -> Result<Option<Task>, Error> {
        let tree = &self.found.program.tree;
        let (mut number, mut at) = (node.child, base);
        while number != NONE {
            let way = tree.get(number);
            let (first, size) = if way.next == NONE { (at, way.size) } else { (at + 1, way.size + 2) };
            let ways = self.ways(first as u16, (first + way.size) as u16, &state.current, false)?;
            let inner = state.note_those_in(&ways, targets)?;
            if state.count(inner) > 0 {
                return Ok(Some(Task::Node { node: number, base: first, targets: inner }));
            }
            at += size;
            number = way.next;
        }
        Ok(None)
    }

    /// The ways to the last place where what `node` matches may end, so that a target can be reached from there at `end`.
    fn longest(&self, state: &mut State, node: Node, base: u32, end: u32, targets: u32) -> Result<Option<u32>, Error> {
        let exit = (base + node.size) as u16;
        let ways = self.ways(base as u16, exit, &state.current, false)?;
        let limit = state.end_of(targets);
        let mut at = limit;
        loop {
            let mut good = Ways::new(self.width);
            for way in ways.all().filter(|way| way[0] == at) {
                let rest = self.ways(exit, end as u16, way, false)?;
                if rest.all().any(|way| state.is_target(targets, way)) {
                    good.words.extend(way)?;
                }
            }
            if good.len() > 0 {
                return state.note(good.all()).map(Some);
            }
            match ways.all().map(|way| way[0]).filter(|&place| place < at).max() {
                Some(next) => at = next,
                None => return Ok(None),
            }
        }
    }
}

/// Where a match's groups have been found up to.
struct State {
    current: Buffer<u32>,
    /// The ways of all lists of targets.
    targets: Ways,
    /// Each list: its part of them.
    parts: Buffer<(u32, u32)>,
}

impl State {
    /// Notes a list of targets.
    fn note<'w>(&mut self, ways: impl Iterator<Item = &'w Way>) -> Result<u32, Error> {
        let start = self.targets.len() as u32;
        for way in ways {
            self.targets.words.extend(way)?;
        }
        if self.targets.len() > MOST {
            return Err(Error::Space);
        }
        self.parts.push((start, self.targets.len() as u32))?;
        Ok(self.parts.len() as u32 - 1)
    }

    /// Notes those of `ways` that are targets.
    fn note_those_in(&mut self, ways: &Ways, targets: u32) -> Result<u32, Error> {
        let mut both = Ways::new(ways.width);
        for way in ways.all().filter(|way| self.is_target(targets, way)) {
            both.words.extend(way)?;
        }
        self.note(both.all())
    }

    /// Notes a changed list.
    fn change(&mut self, targets: u32, change: impl Fn(&mut Way)) -> Result<u32, Error> {
        let mut changed = Ways::new(self.targets.width);
        for index in self.part(targets) {
            changed.words.extend(self.targets.get(index))?;
        }
        let width = changed.width;
        changed.words.chunks_exact_mut(width).for_each(change);
        self.note(changed.all())
    }

    fn part(&self, targets: u32) -> core::ops::Range<usize> {
        let (start, end) = self.parts.get(targets as usize).copied().unwrap_or((0, 0));
        start as usize..end as usize
    }

    fn count(&self, targets: u32) -> usize {
        self.part(targets).len()
    }

    /// The place where all targets of a list are.
    fn end_of(&self, targets: u32) -> u32 {
        self.targets.get(self.part(targets).start).first().copied().unwrap_or(0)
    }

    fn is_target(&self, targets: u32, way: &Way) -> bool {
        self.part(targets).any(|index| self.targets.get(index) == way)
    }

    fn is_settled(&self, targets: u32) -> bool {
        self.is_target(targets, &self.current)
    }

    /// Goes to a target of a part that leaves no choice.
    fn settle(&mut self, targets: u32) {
        let target = self.targets.get(self.part(targets).start);
        if target.len() == self.current.len() {
            self.current.copy_from_slice(target);
        }
    }
}
