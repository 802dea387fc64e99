//! Encodings of KS X 1001.

use super::double::Place;
use super::encoding::Decoded;
use super::tables::{HANGUL, KS_X_1001};

/// Where the Hangul syllables of KS X 1001 begin and end: rows and the number of columns.
const SYLLABLES: (u8, u8, u32) = (16, 40, 94);
/// The first Hangul syllable, and the last.
const FIRST: u32 = 0xac00;
const LAST: u32 = 0xd7a3;

fn ks_x_1001((row, column): Place) -> Option<u32> {
    let (first, last, columns) = SYLLABLES;
    if (first..=last).contains(&row) {
        return HANGUL.member(u32::from(row - first) * columns + u32::from(column));
    }
    KS_X_1001.decode((row, column))
}

/// The other syllables are before and beside: in so many rows there are so many columns, then fewer.
const ROWS: u32 = 32;
const COLUMNS: u32 = 178;
const FEWER: u32 = 84;
const OTHERS: u32 = 8822;

fn others(lead: u8, trail: u8) -> Option<u32> {
    let column = match trail {
        0x41..=0x5a => trail - 0x41,
        0x61..=0x7a => trail - 0x61 + 26,
        0x81..=0xfe => trail - 0x81 + 52,
        _ => return None,
    };
    let row = u32::from(lead.checked_sub(0x81)?);
    let (start, columns) = match row.checked_sub(ROWS) {
        None => (row * COLUMNS, COLUMNS),
        Some(row) => (ROWS * COLUMNS + row * FEWER, FEWER),
    };
    let index = start + u32::from(column);
    (u32::from(column) < columns && index < OTHERS).then(|| HANGUL.absent(FIRST, index))?
}

pub fn decode(lead: u8, rest: &[u8]) -> Decoded {
    let found = match (lead, rest) {
        (0x81..=0xfe, []) => return Decoded::Incomplete,
        (0xa1..=0xfe, [trail @ 0xa1..=0xfe, ..]) => ks_x_1001((lead - 0xa0, trail - 0xa1)),
        (0x81..=0xc6, [trail, ..]) => others(lead, *trail),
        _ => None,
    };
    found.map_or(Decoded::Invalid, |character| Decoded::Character(character, 2))
}

/// The code of a character, with Microsoft's superset if asked for.
pub fn encode(character: u32, microsoft: bool) -> Option<[u8; 2]> {
    if !(FIRST..=LAST).contains(&character) {
        let (row, column) = KS_X_1001.encode(character)?;
        return Some([0xa0 + row, 0xa1 + column]);
    }
    let (rank, is_member) = HANGUL.rank(character);
    if is_member {
        let (first, _, columns) = SYLLABLES;
        return Some([0xa0 + first + (rank / columns) as u8, 0xa1 + (rank % columns) as u8]);
    }
    let index = Some(character - FIRST - rank).filter(|_| microsoft)?;
    let (lead, column) = match index.checked_sub(ROWS * COLUMNS) {
        None => (index / COLUMNS, index % COLUMNS),
        Some(index) => (ROWS + index / FEWER, index % FEWER),
    };
    let column = column as u8;
    let trail = match column {
        0..26 => 0x41 + column,
        26..52 => 0x61 + (column - 26),
        _ => 0x81 + (column - 52),
    };
    Some([0x81 + lead as u8, trail])
}
