//! A set of instructions that is emptied in no time. Briggs and Torczon, "An Efficient Representation for Sparse Sets".

use crate::errno::Errno;
use crate::malloc::Buffer;

/// A set of numbers below its capacity.
pub struct Sparse {
    dense: Buffer<u16>,
    places: Buffer<u16>,
}

impl Sparse {
    /// An empty set for numbers below `capacity`.
    pub fn new(capacity: usize) -> Result<Self, Errno> {
        let (mut dense, mut places) = (Buffer::new(), Buffer::new());
        dense.reserve(capacity)?;
        places.fill(capacity, 0)?;
        Ok(Self { dense, places })
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.dense.truncate(0);
    }

    /// Whether `number` is in it.
    pub fn contains(&self, number: u16) -> bool {
        let place = self.places.get(usize::from(number)).map_or(usize::MAX, |&place| usize::from(place));
        self.dense.get(place) == Some(&number)
    }

    /// Adds `number`; false if it was in it.
    pub fn insert(&mut self, number: u16) -> bool {
        if self.contains(number) {
            return false;
        }
        let place = self.dense.len() as u16;
        // There is room for each number once.
        match self.places.get_mut(usize::from(number)) {
            Some(slot) if self.dense.push(number).is_ok() => *slot = place,
            _ => return false,
        }
        true
    }

    /// The numbers, in the order of their coming.
    pub fn numbers(&mut self) -> &mut [u16] {
        &mut self.dense
    }
}
