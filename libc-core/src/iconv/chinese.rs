//! Encodings of GB 2312 and its supersets, and of Big5.

use super::double::Place;
use super::encoding::{Decoded, Unencoded, put};
use super::tables::{BIG5, GB_2312, GB18030_RANGES, GBK_OTHERS};
use core::ops::RangeInclusive;

/// The ideographs that GBK has in Unicode's order, but for those of GB 2312; how many they are.
const IDEOGRAPHS: (u32, u32) = (0x4e00, 0x9fa5);
const ORDERED: u32 = 14139;
/// So many of them are in the rows before GB 2312's plane, of 190 columns; the others behind it, in rows of 96 columns
/// that begin with this one.
const BEFORE: u32 = 32 * 190;
const BEHIND: u8 = 0xaa;

/// Rows for private characters: the first one, the first column, how many columns, the first character and how many.
const PRIVATE: [(u8, u8, u32, u32, u32); 3] =
    [(0xaa, 0xa1, 94, 0xe000, 564), (0xf8, 0xa1, 94, 0xe234, 658), (0xa1, 0x40, 96, 0xe4c6, 672)];

fn two(character: Option<u32>) -> Decoded {
    character.map_or(Decoded::Invalid, |character| Decoded::Character(character, 2))
}

/// The number of a trail byte's column, from 0x40 on without 0x7f.
fn column(trail: u8) -> u32 {
    u32::from(trail - 0x40 - u8::from(trail > 0x7f))
}

fn trail(column: u32) -> u8 {
    0x40 + column as u8 + u8::from(column > 0x3e)
}

fn gbk(lead: u8, trail: u8) -> Option<u32> {
    if !matches!((lead, trail), (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe)) {
        return None;
    }
    let private = PRIVATE.iter().find_map(|&(row, first, columns, start, count)| {
        let (row, column) = (
            lead.checked_sub(row)?,
            match first {
                0x40 => column(trail),
                _ => trail.checked_sub(first)?.into(),
            },
        );
        let index = u32::from(row) * columns + column;
        (column < columns && index < count).then_some(start + index)
    });
    if private.is_some() {
        return private;
    }
    let ordered = match lead {
        0xa1.. if trail >= 0xa1 => return GB_2312.decode((lead - 0xa0, trail - 0xa1)),
        ..0xa1 => u32::from(lead - 0x81) * 190 + column(trail),
        BEHIND.. => BEFORE + u32::from(lead - BEHIND) * 96 + column(trail),
        _ => ORDERED,
    };
    if ordered < ORDERED {
        return GB_2312.members().absent(IDEOGRAPHS.0, ordered);
    }
    let code = u16::from_be_bytes([lead, trail]);
    GBK_OTHERS.last_up_to(code).filter(|(found, _)| *found == code).map(|(_, character)| character.into())
}

/// What GBK, and later the euro, added to the rows of GB 2312.
fn is_addition((row, column): Place, character: u32) -> bool {
    matches!((row, column), (2, ..16 | 66) | (6, 56..) | (8, 26..36)) || (0xe000..0xf900).contains(&character)
}

pub fn decode_gb_2312(lead: u8, rest: &[u8]) -> Decoded {
    match (lead, rest) {
        (0xa1..=0xf7, []) => Decoded::Incomplete,
        (0xa1..=0xf7, [trail @ 0xa1..=0xfe, ..]) => {
            let place = (lead - 0xa0, trail - 0xa1);
            two(GB_2312.decode(place).filter(|&character| !is_addition(place, character)))
        }
        _ => Decoded::Invalid,
    }
}

pub fn encode_gb_2312(character: u32) -> Option<[u8; 2]> {
    let place = GB_2312.encode(character).filter(|&place| !is_addition(place, character))?;
    Some([0xa0 + place.0, 0xa1 + place.1])
}

/// The euro sign, for which GBK has one byte, besides GB 18030's two.
const EURO: (u8, u32) = (0x80, 0x20ac);

pub fn decode_gbk(lead: u8, rest: &[u8]) -> Decoded {
    let (byte, character) = EURO;
    if lead == byte { Decoded::Character(character, 1) } else { decode_two(lead, rest) }
}

pub fn encode_gbk(character: u32, output: &mut [u8]) -> Result<usize, Unencoded> {
    if character == EURO.1 {
        return put(output, &[EURO.0]);
    }
    put(output, &encode_two(character).ok_or(Unencoded::Unknown)?)
}

/// GBK's codes, which GB 18030 has as well.
fn decode_two(lead: u8, rest: &[u8]) -> Decoded {
    match (lead, rest) {
        (0x81..=0xfe, []) => Decoded::Incomplete,
        (_, [trail, ..]) => two(gbk(lead, *trail)),
        _ => Decoded::Invalid,
    }
}

fn encode_two(character: u32) -> Option<[u8; 2]> {
    if let Some((row, column)) = GB_2312.encode(character) {
        return Some([0xa0 + row, 0xa1 + column]);
    }
    if (IDEOGRAPHS.0..=IDEOGRAPHS.1).contains(&character) {
        let members = GB_2312.members();
        let present = members.rank(character).0 - members.rank(IDEOGRAPHS.0).0;
        let ordered = character - IDEOGRAPHS.0 - present;
        return Some(match ordered.checked_sub(BEFORE) {
            None => [0x81 + (ordered / 190) as u8, trail(ordered % 190)],
            Some(behind) => [BEHIND + (behind / 96) as u8, trail(behind % 96)],
        });
    }
    for (row, first, columns, start, count) in PRIVATE {
        if let Some(index) = character.checked_sub(start).filter(|&index| index < count) {
            let column = index % columns;
            return Some([
                row + (index / columns) as u8,
                if first == 0x40 { trail(column) } else { first + column as u8 },
            ]);
        }
    }
    let found = GBK_OTHERS.iter().find(|(_, other)| u32::from(*other) == character);
    found.map(|(code, _)| code.to_be_bytes())
}

/// GB 18030's codes of four bytes in order: how many are for the first plane's characters, and where the others begin.
const FIRST_PLANE: u32 = 39420;
const OTHER_PLANES: u32 = 189_000;

pub fn decode_gb_18030(lead: u8, rest: &[u8]) -> Decoded {
    match (lead, rest) {
        (0x81..=0xfe, [0x30..=0x39] | [0x30..=0x39, 0x81..=0xfe]) => Decoded::Incomplete,
        (0x81..=0xfe, [second @ 0x30..=0x39, third @ 0x81..=0xfe, fourth @ 0x30..=0x39, ..]) => {
            let [a, b, c, d] = [lead - 0x81, second - 0x30, third - 0x81, fourth - 0x30].map(u32::from);
            match four_bytes(((a * 10 + b) * 126 + c) * 10 + d) {
                Some(character) => Decoded::Character(character, 4),
                None => Decoded::Invalid,
            }
        }
        _ => decode_two(lead, rest),
    }
}

/// The character of a code of four bytes.
fn four_bytes(index: u32) -> Option<u32> {
    match index {
        ..FIRST_PLANE => {
            let index = index as u16;
            let (start, character) = GB18030_RANGES.last_up_to(index)?;
            Some(u32::from(character) + u32::from(index - start))
        }
        OTHER_PLANES.. => Some(0x1_0000 + index - OTHER_PLANES).filter(|&character| character < 0x11_0000),
        _ => None,
    }
}

pub fn encode_gb_18030(character: u32, output: &mut [u8]) -> Result<usize, Unencoded> {
    if let Some(code) = encode_two(character) {
        return put(output, &code);
    }
    let index = match character.checked_sub(0x1_0000) {
        Some(index) => OTHER_PLANES + index,
        None => {
            let ends = GB18030_RANGES.iter().skip(1).map(|(start, _)| u32::from(start)).chain([FIRST_PLANE]);
            let found = GB18030_RANGES.iter().zip(ends).find_map(|((start, first), end)| {
                let index = u32::from(start) + character.checked_sub(first.into())?;
                (index < end).then_some(index)
            });
            found.ok_or(Unencoded::Unknown)?
        }
    };
    let [a, b, c, d] = [index / 12600, index / 1260 % 10, index / 10 % 126, index % 10].map(|digit| digit as u8);
    put(output, &[0x81 + a, 0x30 + b, 0x81 + c, 0x30 + d])
}

/// The lead byte of the first row.
const HONG_KONG: u8 = 0x87;
/// The lead bytes of the rows that are not Hong Kong's alone.
const TAIWAN: RangeInclusive<u8> = 0xa1..=0xf9;

/// Codes of Hong Kong's that are two characters.
const COMBINED: [([u8; 2], [u32; 2]); 4] = [
    ([0x88, 0x62], [0xca, 0x304]),
    ([0x88, 0x64], [0xca, 0x30c]),
    ([0x88, 0xa3], [0xea, 0x304]),
    ([0x88, 0xa5], [0xea, 0x30c]),
];

pub fn decode_big5(lead: u8, rest: &[u8]) -> Decoded {
    let Some(row) = lead.checked_sub(HONG_KONG).filter(|_| lead != 0xff) else { return Decoded::Invalid };
    let Some(&trail) = rest.first() else { return Decoded::Incomplete };
    let column = match trail {
        0x40..=0x7e => trail - 0x40,
        0xa1..=0xfe => trail - 0xa1 + 63,
        _ => return Decoded::Invalid,
    };
    match COMBINED.iter().find(|(code, _)| *code == [lead, trail]) {
        Some((_, both)) => Decoded::Two(*both, 2),
        None => two(BIG5.decode((row, column))),
    }
}

pub fn encode_big5(character: u32, hong_kong: bool) -> Option<[u8; 2]> {
    let (row, column) = BIG5.encode(character)?;
    let lead = HONG_KONG + row;
    let trail = if column < 63 { 0x40 + column } else { 0xa1 + (column - 63) };
    (hong_kong || TAIWAN.contains(&lead)).then_some([lead, trail])
}
