//! Unicode's own encodings.

use super::encoding::{Decoded, Order, Unencoded, put};
use crate::wchar::encoding::Encoding;
use crate::wchar::partial::{Partial, Step};

/// UTF-8.
pub fn decode_utf8(input: &[u8]) -> Decoded {
    let mut partial = Partial::INITIAL;
    for (index, &byte) in input.iter().enumerate() {
        match partial.step(byte) {
            Step::Complete(character) => return Decoded::Character(character, index + 1),
            Step::Incomplete(more) => partial = more,
            Step::Invalid => return Decoded::Invalid,
        }
    }
    Decoded::Incomplete
}

pub fn encode_utf8(character: u32, output: &mut [u8]) -> Result<usize, Unencoded> {
    let mut bytes = [0; 4];
    let length = Encoding::Utf8.encode(character, &mut bytes).map_err(|_| Unencoded::Unknown)?;
    put(output, bytes.get(..length).unwrap_or_default())
}

/// The order of an input, and how long the mark is that says it. The state remembers it: 1 and up.
enum Known {
    Order(Order),
    Mark(usize),
    Incomplete,
}

const BIG: u8 = 1;
const LITTLE: u8 = 2;

/// `N` bytes make a number.
fn order_of<const N: usize>(order: Order, state: &mut u8, input: &[u8]) -> Known {
    match (order, *state) {
        (Order::Marked, BIG) => Known::Order(Order::Big),
        (Order::Marked, LITTLE) => Known::Order(Order::Little),
        (Order::Marked, _) => {
            let Some(first) = input.first_chunk::<N>() else { return Known::Incomplete };
            let is_mark = |order| number(order, *first) == 0xfeff;
            *state = if is_mark(Order::Little) { LITTLE } else { BIG };
            Known::Mark(if is_mark(Order::Little) || is_mark(Order::Big) { N } else { 0 })
        }
        (known, _) => Known::Order(known),
    }
}

fn number<const N: usize>(order: Order, mut bytes: [u8; N]) -> u32 {
    if order == Order::Little {
        bytes.reverse();
    }
    bytes.iter().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// Decodes the first number of `N` bytes by `decode`.
fn with_order<const N: usize>(
    order: Order,
    state: &mut u8,
    input: &[u8],
    decode: impl FnOnce(u32, Order) -> Decoded,
) -> Decoded {
    match order_of::<N>(order, state, input) {
        Known::Mark(length) => Decoded::Shift(length),
        Known::Incomplete => Decoded::Incomplete,
        Known::Order(order) => match input.first_chunk::<N>() {
            Some(first) => decode(number(order, *first), order),
            None => Decoded::Incomplete,
        },
    }
}

pub fn decode_utf16(order: Order, state: &mut u8, input: &[u8]) -> Decoded {
    with_order::<2>(order, state, input, |first, order| match first {
        0xd800..0xdc00 => {
            let Some(second) = input.get(2..).and_then(<[u8]>::first_chunk::<2>) else { return Decoded::Incomplete };
            match number(order, *second) {
                second @ 0xdc00..0xe000 => Decoded::Character(0x1_0000 + ((first & 0x3ff) << 10 | second & 0x3ff), 4),
                _ => Decoded::Invalid,
            }
        }
        0xdc00..0xe000 => Decoded::Invalid,
        character => Decoded::Character(character, 2),
    })
}

pub fn decode_ucs2(order: Order, state: &mut u8, input: &[u8]) -> Decoded {
    with_order::<2>(order, state, input, |character, _| match character {
        0xd800..0xe000 => Decoded::Invalid,
        character => Decoded::Character(character, 2),
    })
}

pub fn decode_utf32(order: Order, state: &mut u8, input: &[u8]) -> Decoded {
    with_order::<4>(order, state, input, |character, _| match char::from_u32(character) {
        Some(_) => Decoded::Character(character, 4),
        None => Decoded::Invalid,
    })
}

fn put_number<const N: usize>(order: Order, number: u32, output: &mut [u8]) -> Result<usize, Unencoded> {
    let mut bytes = [0; N];
    for (byte, source) in bytes.iter_mut().zip(number.to_le_bytes()) {
        *byte = source;
    }
    if order != Order::Little {
        bytes.reverse();
    }
    put(output, &bytes)
}

pub fn encode_utf16(order: Order, character: u32, output: &mut [u8]) -> Result<usize, Unencoded> {
    let Some(beyond) = character.checked_sub(0x1_0000) else { return put_number::<2>(order, character, output) };
    if output.len() < 4 {
        return Err(Unencoded::NoRoom);
    }
    let first = put_number::<2>(order, 0xd800 | beyond >> 10, output)?;
    let rest = output.get_mut(first..).unwrap_or_default();
    Ok(first + put_number::<2>(order, 0xdc00 | beyond & 0x3ff, rest)?)
}

pub fn encode_ucs2(order: Order, character: u32, output: &mut [u8]) -> Result<usize, Unencoded> {
    if character > 0xffff { Err(Unencoded::Unknown) } else { put_number::<2>(order, character, output) }
}

pub fn encode_utf32(order: Order, character: u32, output: &mut [u8]) -> Result<usize, Unencoded> {
    put_number::<4>(order, character, output)
}
