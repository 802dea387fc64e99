//! Text to integers: the grammar of `strtol` (C23 7.24.1.8).

use super::characters::{Characters, Reader, digit};

/// An integer that was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Integer {
    /// Has a minus sign.
    pub negative: bool,
    /// Its magnitude, 2^64 - 1 if that is no more than a bound of it.
    pub magnitude: u64,
    /// Whether the magnitude is 2^64 or more.
    pub overflow: bool,
    /// The characters up to its end; 0 if there is none.
    pub length: usize,
}

impl Integer {
    /// As a signed integer of 64 bits, and whether it is one; the nearest one if not.
    pub fn signed(&self) -> (i64, bool) {
        let least = 1u64 << 63;
        match self.negative {
            true if self.magnitude <= least => ((self.magnitude as i64).wrapping_neg(), true),
            true => (i64::MIN, false),
            false if self.magnitude < least => (self.magnitude as i64, true),
            false => (i64::MAX, false),
        }
    }

    /// As an unsigned integer of 64 bits, a minus sign negating it there, and whether its magnitude is one; the greatest
    /// one if not.
    pub fn unsigned(&self) -> (u64, bool) {
        match self.overflow {
            true => (u64::MAX, false),
            false if self.negative => (self.magnitude.wrapping_neg(), true),
            false => (self.magnitude, true),
        }
    }
}

/// A magnitude that has room for another digit of any base.
const SAFE: u64 = (u64::MAX - 35) / 36;

/// Reads an integer to `base` (0, or 2 to 36), behind any white space. Takes as much as may belong to one, which is
/// more than its length for `0x` without digits.
#[inline]
pub fn scan<C: Characters>(reader: &mut Reader<C>, mut base: u32) -> Integer {
    let negative = reader.sign();
    let mut integer = Integer { negative, magnitude: 0, overflow: false, length: 0 };
    if matches!(base, 0 | 2 | 16) && reader.peek() == 0x30 {
        reader.advance();
        integer.length = reader.taken;
        // A prefix counts if a digit comes behind it.
        if base != 2 && reader.accept_letter(b'x') {
            base = 16;
        } else if base != 16 && reader.accept_letter(b'b') {
            base = 2;
        } else if base == 0 {
            base = 8;
        }
    }
    if base == 0 {
        base = 10;
    }
    loop {
        let digit = digit(reader.peek());
        if digit >= base {
            return integer;
        }
        reader.advance();
        integer.length = reader.taken;
        if integer.magnitude <= SAFE {
            integer.magnitude = integer.magnitude * u64::from(base) + u64::from(digit);
            continue;
        }
        let wide = u128::from(integer.magnitude) * u128::from(base) + u128::from(digit);
        integer.magnitude = wide as u64;
        if integer.overflow || wide >> 64 != 0 {
            integer.overflow = true;
            integer.magnitude = u64::MAX;
        }
    }
}
