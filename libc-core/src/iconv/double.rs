//! Sets of two-byte characters, by rows and columns.
//!
//! To find a character's place takes a byte for each: the row. In the row it is looked for.

use super::members::Members;

/// A set of two-byte characters.
pub struct Double {
    columns: usize,
    /// Where, among the stored rows, a row is; 0xff if it is empty.
    rows: &'static [u8],
    /// The lower halves of the stored rows' characters; 0 where there is none.
    cells: &'static [[u8; 2]],
    /// A bit for each cell, whether its character is in plane 2; empty if none is.
    planes: &'static [u8],
    members: Members,
    /// The row of each member.
    places: &'static [u8],
}

/// A character's row and column, which counts from 0.
pub type Place = (u8, u8);

impl Double {
    /// The set whose parts end at these positions in `bytes`.
    pub const fn new(columns: usize, bytes: &'static [u8], ends: [usize; 4]) -> Self {
        let [rows, cells, planes, groups] = ends;
        let (bytes, places) = bytes.split_at(groups);
        let (bytes, groups) = bytes.split_at(planes);
        let (bytes, planes) = bytes.split_at(cells);
        let (rows, cells) = bytes.split_at(rows);
        Self { columns, rows, cells: cells.as_chunks().0, planes, members: Members::new(groups), places }
    }

    /// The members.
    pub fn members(&self) -> &Members {
        &self.members
    }

    /// The index of a row's first cell.
    fn start(&self, row: u8) -> Option<usize> {
        let stored = *self.rows.get(usize::from(row))?;
        (stored != u8::MAX).then(|| usize::from(stored) * self.columns)
    }

    fn is_in_plane_2(&self, cell: usize) -> bool {
        self.planes.get(cell / 8).is_some_and(|bits| bits >> (cell % 8) & 1 != 0)
    }

    /// The character at a place.
    pub fn decode(&self, (row, column): Place) -> Option<u32> {
        let column = usize::from(column);
        let cell = self.start(row).filter(|_| column < self.columns)? + column;
        let character = u16::from_le_bytes(*self.cells.get(cell)?);
        (character != 0).then(|| u32::from(character) | u32::from(self.is_in_plane_2(cell)) << 17)
    }

    /// The place of a character.
    pub fn encode(&self, character: u32) -> Option<Place> {
        let (rank, true) = self.members.rank(character) else { return None };
        let row = *self.places.get(rank as usize)?;
        let start = self.start(row)?;
        let wanted = (character as u16).to_le_bytes();
        let cells = self.cells.get(start..start + self.columns)?;
        let column = (0..).zip(cells).find_map(|(column, cell)| {
            (*cell == wanted && self.is_in_plane_2(start + column) == (character >> 16 != 0)).then_some(column)
        })?;
        Some((row, u8::try_from(column).ok()?))
    }
}
