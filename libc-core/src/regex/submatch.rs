//! What the groups of a match matched. POSIX.1-2024 XBD 9.1 and regexec: within what a part of the expression matches, each
//! of its parts, from left to right, matches the longest string that lets the others match the rest; a null string counts
//! as longer than no match; of a repetition the last iteration counts, and it is a null string only if it must be.
//!
//! That is done as it is said, from the top of the tree down: for each node that has groups and whose place in the text is
//! known, a search backwards tells at each place from which instructions the node's end can still be reached, and a search
//! forwards from child to child, over these only, finds each child's longest match. Both take time in proportion to the
//! text's length, and so does the whole for each level of the tree.

use super::backward::Backward;
use super::classes::Classes;
use super::error::Error;
use super::forward::Edges;
use super::program::{Instruction, Program};
use super::sparse::Sparse;
use super::text::next;
use super::tree::{Kind, NONE, Node, UNBOUNDED, copy_of};
use crate::malloc::Buffer;
use core::ops::Range;

/// Where a group matched.
pub type Span = Option<(usize, usize)>;

/// A node whose place in the text is known.
#[derive(Clone, Copy)]
struct Known {
    node: u32,
    base: u32,
    start: usize,
    end: usize,
}

/// What is needed while groups are found.
pub struct Finder {
    backward: Backward,
    seen: Sparse,
    targets: Sparse,
    stack: Buffer<u16>,
    threads: Buffer<u16>,
    work: Buffer<Known>,
}

/// A match whose groups are looked for.
pub struct Match<'a> {
    /// The program.
    pub program: &'a Program,
    /// Its classes.
    pub classes: &'a Classes,
    /// The text.
    pub bytes: &'a [u8],
    /// The ends of the text.
    pub edges: Edges,
}

impl Match<'_> {
    /// What assertions see before `at`.
    pub fn before(&self, at: usize) -> u8 {
        self.program.before(self.bytes, at, self.edges.start)
    }

    /// What assertions see behind `at`.
    pub fn after(&self, at: usize) -> u8 {
        self.program.after(self.bytes, at, self.edges.end)
    }

    /// The character at `at`.
    pub fn next(&self, at: usize) -> Option<(u32, usize)> {
        next(self.program.encoding, self.bytes, at)
    }
}

impl Finder {
    /// For a program.
    pub fn new(program: &Program, classes: &Classes) -> Result<Self, Error> {
        let size = program.code.len();
        Ok(Self {
            backward: Backward::new(program, classes)?,
            seen: Sparse::new(size)?,
            targets: Sparse::new(size)?,
            stack: Buffer::new(),
            threads: Buffer::new(),
            work: Buffer::new(),
        })
    }

    /// Whether it takes much memory.
    pub fn is_large(&self) -> bool {
        self.backward.is_large()
    }

    /// Finds the groups of the match at `place` and stores the first ones in `groups`, which has their present value: none.
    pub fn find(&mut self, found: &Match, place: Range<usize>, groups: &mut [Span]) -> Result<(), Error> {
        let tree = &found.program.tree;
        self.work.truncate(0);
        self.work.push(Known { node: tree.root, base: 0, start: place.start, end: place.end })?;
        while let Some(known) = self.work.pop() {
            let node = tree.get(known.node);
            if node.group as usize > groups.len() {
                continue;
            }
            match node.kind {
                Kind::Group(number) => {
                    if let Some(slot) = groups.get_mut(number as usize - 1) {
                        *slot = Some((known.start, known.end));
                    }
                    self.work.push(Known { node: node.child, base: known.base + tree.mark(number), ..known })?;
                }
                Kind::Sequence => self.sequence(found, known, node, groups.len())?,
                Kind::Alternatives => self.alternatives(found, known, node)?,
                Kind::Repeat { least, most } => self.repetition(found, known, node, least, most)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Makes known from where the end of a node can be reached.
    fn reach(&mut self, found: &Match, known: Known, node: Node) -> Result<(), Error> {
        let range = known.base as u16..(known.base + node.size) as u16;
        self.backward.reach(found.program, found.classes, found.bytes, found.edges, range, known.start..known.end)
    }

    fn sequence(&mut self, found: &Match, known: Known, node: Node, wanted: usize) -> Result<(), Error> {
        let tree = &found.program.tree;
        let mut last = NONE;
        let mut number = node.child;
        while number != NONE {
            if tree.get(number).group as usize <= wanted {
                last = number;
            }
            number = tree.get(number).next;
        }
        let (mut number, mut base, mut at, mut reached) = (node.child, known.base, known.start, false);
        while number != NONE {
            let child = tree.get(number);
            let end = if child.next == NONE {
                known.end
            } else if let Some(length) = self.fixed(found, child, at) {
                at + length
            } else {
                if !reached {
                    self.reach(found, known, node)?;
                    reached = true;
                }
                self.longest(found, child, base, at, known.end)?
            };
            self.work.push(Known { node: number, base, start: at, end })?;
            if number == last {
                return Ok(());
            }
            base += child.size;
            at = end;
            number = child.next;
        }
        Ok(())
    }

    /// The length of what a node matches at `at`, if it is the same whatever follows.
    fn fixed(&self, found: &Match, node: Node, at: usize) -> Option<usize> {
        match node.kind {
            Kind::Group(_) => {
                let child = found.program.tree.get(node.child);
                if matches!(child.kind, Kind::Group(_)) { None } else { self.fixed(found, child, at) }
            }
            Kind::Empty | Kind::Assertion(_) => Some(0),
            Kind::Character(_) | Kind::Folded(_) | Kind::Any | Kind::Set(_) => found.next(at).map(|(_, length)| length),
            _ => None,
        }
    }

    fn alternatives(&mut self, found: &Match, known: Known, node: Node) -> Result<(), Error> {
        self.reach(found, known, node)?;
        let tree = &found.program.tree;
        let before = found.before(known.start);
        let (mut number, mut at) = (node.child, known.base);
        while number != NONE {
            let way = tree.get(number);
            let (base, size) = if way.next == NONE { (at, way.size) } else { (at + 1, way.size + 2) };
            if self.backward.reaches(found.program, known.start, before, base as u16)? {
                self.work.push(Known { node: number, base, ..known })?;
                return Ok(());
            }
            at += size;
            number = way.next;
        }
        Ok(())
    }

    fn repetition(&mut self, found: &Match, known: Known, node: Node, least: u16, most: u16) -> Result<(), Error> {
        let child = found.program.tree.get(node.child);
        if most == 0 {
            return Ok(());
        }
        self.reach(found, known, node)?;
        let (mut at, mut last) = (known.start, None);
        let copies = if most == UNBOUNDED { u32::MAX } else { u32::from(most) };
        for index in 0..copies {
            if at == known.end && index >= u32::from(least) && last.is_some() {
                break;
            }
            let base = copy_of(known.base, child.size, least, most, index);
            let end = match self.longest_if_any(found, child, base, at, known.end)? {
                Some(end) => end,
                // It cannot be empty, and nothing is left.
                None => break,
            };
            last = Some(Known { node: node.child, base, start: at, end });
            at = end;
        }
        if let Some(last) = last {
            self.work.push(last)?;
        }
        Ok(())
    }

    fn longest(&mut self, found: &Match, node: Node, base: u32, start: usize, end: usize) -> Result<usize, Error> {
        Ok(self.longest_if_any(found, node, base, start, end)?.unwrap_or(start))
    }

    /// The last place where what `node` matches from `start` on may end, so that the goal can be reached from there.
    fn longest_if_any(
        &mut self,
        found: &Match,
        node: Node,
        base: u32,
        start: usize,
        end: usize,
    ) -> Result<Option<usize>, Error> {
        let tree = &found.program.tree;
        let exit = (base + node.size) as u16;
        let (mut core, mut at) = (node, base);
        while let Kind::Group(number) = core.kind {
            at += tree.mark(number);
            core = tree.get(core.child);
        }
        if let Kind::Repeat { least, most } = core.kind
            && found.program.get(copy_of(at, 1, least, most, 0) as u16).is_single()
            && tree.get(core.child).size == 1
        {
            let instruction = found.program.get(copy_of(at, 1, least, most, 0) as u16);
            return self.longest_row(found, instruction, [least, most], exit, start, end);
        }
        self.longest_of_any(found, base as u16..exit, start, end)
    }

    /// [`Self::longest`] for a character's repetition.
    fn longest_row(
        &mut self,
        found: &Match,
        instruction: Instruction,
        [least, most]: [u16; 2],
        exit: u16,
        start: usize,
        end: usize,
    ) -> Result<Option<usize>, Error> {
        let (mut at, mut count, mut best) = (start, 0usize, None);
        loop {
            if count >= usize::from(least) && self.backward.reaches(found.program, at, found.before(at), exit)? {
                best = Some(at);
            }
            if at >= end || most != UNBOUNDED && count >= usize::from(most) {
                return Ok(best);
            }
            match found.next(at) {
                Some((code, length)) if found.program.matches(instruction, code) => at += length,
                _ => return Ok(best),
            }
            count += 1;
        }
    }

    fn longest_of_any(
        &mut self,
        found: &Match,
        range: Range<u16>,
        start: usize,
        end: usize,
    ) -> Result<Option<usize>, Error> {
        let program = found.program;
        let (mut at, mut best) = (start, None);
        self.threads.truncate(0);
        self.threads.push(range.start)?;
        loop {
            let (before, after) = (found.before(at), found.after(at));
            let next = if at < end { found.next(at) } else { None };
            self.seen.clear();
            self.targets.clear();
            self.stack.truncate(0);
            self.stack.extend(&self.threads)?;
            while let Some(thread) = self.stack.pop() {
                if !self.seen.insert(thread) {
                    continue;
                }
                if thread == range.end {
                    if self.backward.reaches(program, at, before, thread)? {
                        best = Some(at);
                    }
                    continue;
                }
                let instruction = program.get(thread);
                match instruction {
                    Instruction::Split(to) => {
                        self.stack.push(to)?;
                        self.stack.push(thread + 1)?;
                    }
                    Instruction::Jump(to) => self.stack.push(to)?,
                    Instruction::Open(_) | Instruction::Close(_) => self.stack.push(thread + 1)?,
                    Instruction::Assertion(assertion) => {
                        if assertion.holds(before, after) {
                            self.stack.push(thread + 1)?;
                        }
                    }
                    _ => {
                        if let Some((code, _)) = next
                            && program.matches(instruction, code)
                            && self.backward.reaches(program, at, before, thread)?
                        {
                            self.targets.insert(thread + 1);
                        }
                    }
                }
            }
            let Some((_, length)) = next else { return Ok(best) };
            if self.targets.numbers().is_empty() {
                return Ok(best);
            }
            self.threads.truncate(0);
            self.threads.extend(self.targets.numbers())?;
            at += length;
        }
    }
}
