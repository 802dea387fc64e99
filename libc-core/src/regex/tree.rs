//! A regular expression as a tree.

use super::assertion::Assertion;
use super::error::Error;
use crate::malloc::Buffer;

/// No node, no group.
pub const NONE: u32 = u32::MAX;

/// The most instructions of a program: each has a number of 16 bits, and two numbers mean something else.
pub const MOST_INSTRUCTIONS: u32 = 0xfff0;

/// The upper bound of `*` and `+`.
pub const UNBOUNDED: u16 = u16::MAX;

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Matches the empty string.
    Empty,
    /// One character.
    Character(u32),
    /// One character in any case.
    Folded(u32),
    /// Any character.
    Any,
    /// A character of the set with this number.
    Set(u16),
    /// An empty string at certain places.
    Assertion(Assertion),
    /// What the group with this number matched.
    Reference(u8),
    /// A group, numbered from 1.
    Group(u32),
    /// The children, one after the other.
    Sequence,
    /// One of the children.
    Alternatives,
    /// The child so many times.
    Repeat {
        /// At least.
        least: u16,
        /// At most.
        most: u16,
    },
}

/// A node.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// The first child.
    pub child: u32,
    /// The next sibling.
    pub next: u32,
    /// How many instructions it becomes.
    pub size: u32,
    /// The lowest number of a group in it.
    pub group: u32,
}

/// The nodes.
pub struct Tree {
    nodes: Buffer<Node>,
    /// The root.
    pub root: u32,
    /// Groups are instructions too, as there are references to them.
    pub marks_groups: bool,
}

impl Tree {
    /// No nodes.
    pub fn new(marks_groups: bool) -> Self {
        Self { nodes: Buffer::new(), root: NONE, marks_groups }
    }

    /// A node.
    pub fn get(&self, node: u32) -> Node {
        let none = Node { kind: Kind::Empty, child: NONE, next: NONE, size: 0, group: NONE };
        self.nodes.get(node as usize).copied().unwrap_or(none)
    }

    /// How many nodes there are.
    pub fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Adds a node and returns its number.
    pub fn add(&mut self, kind: Kind, child: u32) -> Result<u32, Error> {
        let node = self.made(kind, child)?;
        self.nodes.push(node)?;
        Ok(self.len() - 1)
    }

    /// Makes `node` a repetition of what it was.
    pub fn repeat(&mut self, node: u32, least: u16, most: u16) -> Result<(), Error> {
        let old = self.get(node);
        self.nodes.push(Node { next: NONE, ..old })?;
        let new = self.made(Kind::Repeat { least, most }, self.len() - 1)?;
        self.set(node, Node { next: old.next, ..new });
        Ok(())
    }

    /// Makes `next` the sibling of `node`.
    pub fn link(&mut self, node: u32, next: u32) {
        self.set(node, Node { next, ..self.get(node) });
    }

    fn set(&mut self, node: u32, value: Node) {
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            *slot = value;
        }
    }

    /// A group's own instructions, at each side of its child's.
    pub fn mark(&self, group: u32) -> u32 {
        u32::from(self.marks_groups && group < 10)
    }

    fn made(&self, kind: Kind, child: u32) -> Result<Node, Error> {
        let inner = self.get(child);
        let (mut size, mut group) = (0u32, NONE);
        match kind {
            Kind::Empty => {}
            Kind::Group(number) => {
                size = inner.size + 2 * self.mark(number);
                group = number;
            }
            Kind::Sequence | Kind::Alternatives => {
                let mut at = child;
                while at != NONE {
                    let node = self.get(at);
                    let ways = if kind == Kind::Alternatives && node.next != NONE { 2 } else { 0 };
                    size = size.saturating_add(node.size + ways);
                    group = group.min(node.group);
                    at = node.next;
                }
            }
            Kind::Repeat { least, most } => {
                let (least, most) = (u32::from(least), u32::from(most));
                let one = inner.size;
                size = match (least, most == u32::from(UNBOUNDED)) {
                    (0, true) => one + 2,
                    (_, true) => one.saturating_mul(least) + 1,
                    _ => one.saturating_mul(least).saturating_add((one + 1).saturating_mul(most - least)),
                };
                group = inner.group;
            }
            _ => size = 1,
        }
        if size > MOST_INSTRUCTIONS {
            return Err(Error::Space);
        }
        Ok(Node { kind, child, next: NONE, size, group })
    }
}

/// Where the instructions of a repetition's copies are: the `index`th iteration's, for a repetition whose own begin at
/// `base`.
pub fn copy_of(base: u32, one: u32, least: u16, most: u16, index: u32) -> u32 {
    let least = u32::from(least);
    match (least, most == UNBOUNDED) {
        (0, true) => base + 1,
        (_, true) => base + one * index.min(least - 1),
        _ if index < least => base + one * index,
        _ => base + one * least + (one + 1) * (index - least) + 1,
    }
}
