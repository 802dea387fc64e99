//! Encodings of JIS X 0201, 0208 and 0212.

use super::double::Place;
use super::encoding::{Decoded, Unencoded, put};
use super::tables::{JIS_X_0208, JIS_X_0212};

/// Characters that Microsoft takes for others than the standard's mapping does: Microsoft's, and the standard's.
const MICROSOFT: [(u32, u32); 6] =
    [(0xff5e, 0x301c), (0x2225, 0x2016), (0xff0d, 0x2212), (0xffe0, 0xa2), (0xffe1, 0xa3), (0xffe2, 0xac)];

/// Characters of one mapping that the other has as another one; and those that take the place of US-ASCII's in JIS X 0201,
/// and a dash.
pub fn similar(character: u32, microsoft: bool) -> Option<u32> {
    let pair = MICROSOFT.iter().find(|(ours, standard)| character == if microsoft { *standard } else { *ours });
    match (character, pair) {
        (_, Some((ours, standard))) => Some(if microsoft { *ours } else { *standard }),
        (YEN, _) => Some(b'\\'.into()),
        (OVERLINE, _) => Some(b'~'.into()),
        (0x2014, _) => Some(0x2015),
        _ => None,
    }
}

/// The half-width katakana of JIS X 0201: the first and last byte, and the first character.
const KATAKANA: (u8, u8, u32) = (0xa1, 0xdf, 0xff61);

fn katakana(byte: u8) -> Option<u32> {
    let (first, last, character) = KATAKANA;
    (first..=last).contains(&byte).then(|| character + u32::from(byte - first))
}

fn katakana_byte(character: u32) -> Option<u8> {
    let (first, last, start) = KATAKANA;
    let index = character.checked_sub(start).filter(|&index| index <= u32::from(last - first))?;
    Some(first + index as u8)
}

/// What the standard itself has: rows 1 to 8 and 16 to 84.
fn is_standard((row, _): Place) -> bool {
    matches!(row, 1..=8 | 16..=84)
}

fn jis_x_0208(place: Place) -> Option<u32> {
    let found = JIS_X_0208.decode(place).filter(|_| is_standard(place))?;
    Some(MICROSOFT.iter().find(|(microsoft, _)| *microsoft == found).map_or(found, |(_, standard)| *standard))
}

fn jis_x_0208_place(character: u32) -> Option<Place> {
    let character = match MICROSOFT.iter().find(|(a, b)| *a == character || *b == character) {
        Some((microsoft, standard)) if *standard == character => *microsoft,
        Some(_) => return None,
        None => character,
    };
    JIS_X_0208.encode(character).filter(|place| is_standard(*place))
}

fn two(character: Option<u32>) -> Decoded {
    character.map_or(Decoded::Invalid, |character| Decoded::Character(character, 2))
}

pub fn decode_euc_jp(lead: u8, rest: &[u8]) -> Decoded {
    match (lead, rest) {
        (0x8e | 0x8f | 0xa1..=0xfe, []) => Decoded::Incomplete,
        (0x8e, [trail, ..]) => two(katakana(*trail)),
        (0x8f, [0xa1..=0xfe]) => Decoded::Incomplete,
        (0x8f, [row @ 0xa1..=0xfe, column @ 0xa1..=0xfe, ..]) => match JIS_X_0212.decode((row - 0xa0, column - 0xa1)) {
            Some(character) => Decoded::Character(character, 3),
            None => Decoded::Invalid,
        },
        (0xa1..=0xfe, [column @ 0xa1..=0xfe, ..]) => two(jis_x_0208((lead - 0xa0, column - 0xa1))),
        _ => Decoded::Invalid,
    }
}

pub fn encode_euc_jp(character: u32, output: &mut [u8]) -> Result<usize, Unencoded> {
    if let Some(byte) = katakana_byte(character) {
        return put(output, &[0x8e, byte]);
    }
    if let Some((row, column)) = jis_x_0208_place(character) {
        return put(output, &[0xa0 + row, 0xa1 + column]);
    }
    let (row, column) = JIS_X_0212.encode(character).ok_or(Unencoded::Unknown)?;
    put(output, &[0x8f, 0xa0 + row, 0xa1 + column])
}

/// The first of Microsoft's rows for private characters, and the first character; there are 20 rows.
const PRIVATE: (u8, u32) = (95, 0xe000);

/// Shift_JIS, with Microsoft's mapping and extensions if asked for.
pub fn decode_shift_jis(lead: u8, rest: &[u8], microsoft: bool) -> Decoded {
    if let Some(character) = katakana(lead) {
        return Decoded::Character(character, 1);
    }
    // Two rows share a lead byte.
    let pair = match lead {
        0x81..=0x9f => lead - 0x81,
        0xe0..=0xef => lead - 0xc1,
        0xf0..=0xfc if microsoft => lead - 0xc1,
        _ => return Decoded::Invalid,
    };
    let Some(&trail) = rest.first() else { return Decoded::Incomplete };
    let place = match trail {
        0x40..=0x7e => (2 * pair + 1, trail - 0x40),
        0x80..=0x9e => (2 * pair + 1, trail - 0x41),
        0x9f..=0xfc => (2 * pair + 2, trail - 0x9f),
        _ => return Decoded::Invalid,
    };
    if !microsoft {
        return two(jis_x_0208(place));
    }
    let (row, first) = PRIVATE;
    match place.0.checked_sub(row) {
        Some(index @ 0..20) => two(Some(first + u32::from(index) * 94 + u32::from(place.1))),
        _ => two(JIS_X_0208.decode(place)),
    }
}

pub fn encode_shift_jis(character: u32, output: &mut [u8], microsoft: bool) -> Result<usize, Unencoded> {
    if let Some(byte) = katakana_byte(character) {
        return put(output, &[byte]);
    }
    let (row, first) = PRIVATE;
    let place = match character.checked_sub(first) {
        _ if !microsoft => jis_x_0208_place(character),
        Some(index @ 0..1880) => Some((row + (index / 94) as u8, (index % 94) as u8)),
        _ => JIS_X_0208.encode(character),
    };
    let (row, column) = place.ok_or(Unencoded::Unknown)?;
    let pair = (row - 1) / 2;
    let lead = if pair < 0x1f { 0x81 + pair } else { 0xc1 + pair };
    let trail = if row % 2 == 0 { 0x9f + column } else { 0x40 + column + u8::from(column > 0x3e) };
    put(output, &[lead, trail])
}

const ASCII: u8 = 0;
/// JIS X 0201's half that is almost US-ASCII.
const ROMAN: u8 = 1;
/// JIS X 0208, of 1978 or 1983, which is all the same.
const KANJI: u8 = 2;
const HALF_WIDTH: u8 = 3;

/// What chooses the set of each state; behind it is another way for the third.
const ESCAPES: [(&[u8], u8); 5] =
    [(b"\x1b(B", ASCII), (b"\x1b(J", ROMAN), (b"\x1b$B", KANJI), (b"\x1b(I", HALF_WIDTH), (b"\x1b$@", KANJI)];

const YEN: u32 = 0xa5;
const OVERLINE: u32 = 0x203e;

pub fn decode_iso_2022_jp(state: &mut u8, input: &[u8]) -> Decoded {
    let one = |character: u32| Decoded::Character(character, 1);
    match (*state, input) {
        (_, [0x1b, ..]) => match ESCAPES.iter().find(|(escape, _)| input.starts_with(escape)) {
            Some((escape, new)) => {
                *state = *new;
                Decoded::Shift(escape.len())
            }
            None if ESCAPES.iter().any(|(escape, _)| escape.starts_with(input)) => Decoded::Incomplete,
            None => Decoded::Invalid,
        },
        (_, [byte @ (0..=0x20 | 0x7f), ..]) => one((*byte).into()),
        (ROMAN, [b'\\', ..]) => one(YEN),
        (ROMAN, [b'~', ..]) => one(OVERLINE),
        (ASCII | ROMAN, [byte @ 0..0x80, ..]) => one((*byte).into()),
        (KANJI, [0x21..=0x7e]) => Decoded::Incomplete,
        (KANJI, [row @ 0x21..=0x7e, column @ 0x21..=0x7e, ..]) => two(jis_x_0208((row - 0x20, column - 0x21))),
        (HALF_WIDTH, [byte @ 0x21..=0x5f, ..]) => katakana(byte | 0x80).map_or(Decoded::Invalid, one),
        _ => Decoded::Invalid,
    }
}

/// Writes what chooses the set `new`, if it is not chosen, and the bytes.
fn put_in(state: &mut u8, new: u8, bytes: &[u8], output: &mut [u8]) -> Result<usize, Unencoded> {
    let escape = match ESCAPES.get(usize::from(new)) {
        Some((escape, _)) if *state != new => *escape,
        _ => b"",
    };
    if output.len() < escape.len() + bytes.len() {
        return Err(Unencoded::NoRoom);
    }
    let start = put(output, escape)?;
    let length = start + put(output.get_mut(start..).unwrap_or_default(), bytes)?;
    *state = new;
    Ok(length)
}

pub fn encode_iso_2022_jp(state: &mut u8, character: u32, output: &mut [u8]) -> Result<usize, Unencoded> {
    match character {
        0..0x80 => return put_in(state, ASCII, &[character as u8], output),
        YEN => return put_in(state, ROMAN, b"\\", output),
        OVERLINE => return put_in(state, ROMAN, b"~", output),
        _ => {}
    }
    if let Some(byte) = katakana_byte(character) {
        return put_in(state, HALF_WIDTH, &[byte & 0x7f], output);
    }
    let (row, column) = jis_x_0208_place(character).ok_or(Unencoded::Unknown)?;
    put_in(state, KANJI, &[0x20 + row, 0x21 + column], output)
}

pub fn reset_iso_2022_jp(state: &mut u8, output: &mut [u8]) -> Result<usize, Unencoded> {
    put_in(state, ASCII, b"", output)
}
