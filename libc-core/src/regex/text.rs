//! Characters of a text, forwards and backwards, in the encoding of a locale.

use crate::wchar::encoding::Encoding;
use crate::wchar::partial::{Partial, Step};

/// Added to a byte that is part of no character: it is like no character, but itself.
pub const STRAY: u32 = 0x8000_0000;

/// What stands at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A character and its length in bytes.
    Character(u32, usize),
    /// The bytes end before the character does.
    Incomplete,
    /// The bytes end here.
    End,
}

/// What stands at `at`.
#[inline]
pub fn place(encoding: Encoding, bytes: &[u8], at: usize) -> Place {
    let Some(&first) = bytes.get(at) else { return Place::End };
    if first < 0x80 {
        return Place::Character(u32::from(first), 1);
    }
    let mut partial = Partial::INITIAL;
    for (index, &byte) in bytes.get(at..).unwrap_or_default().iter().enumerate() {
        match encoding.step(partial, byte) {
            Step::Complete(code) => return Place::Character(code, index + 1),
            Step::Incomplete(more) => partial = more,
            Step::Invalid => return Place::Character(STRAY | u32::from(first), 1),
        }
    }
    Place::Incomplete
}

/// The character at `at` of a whole text, and its length; `None` at the end.
#[inline]
pub fn next(encoding: Encoding, bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    match place(encoding, bytes, at) {
        Place::Character(code, length) => Some((code, length)),
        Place::Incomplete => bytes.get(at).map(|&first| (STRAY | u32::from(first), 1)),
        Place::End => None,
    }
}

/// The character that ends at `at`, and its length; `None` at the beginning. Characters are the same as forwards: the
/// first byte of one is never inside another.
#[inline]
pub fn previous(encoding: Encoding, bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let last = *bytes.get(at.checked_sub(1)?)?;
    if last < 0x80 || encoding == Encoding::Bytes {
        return next(encoding, bytes, at - 1);
    }
    for length in 1..=4.min(at) {
        if bytes.get(at - length).is_some_and(|byte| byte & 0xc0 != 0x80) {
            match place(encoding, bytes, at - length) {
                Place::Character(code, found) if found == length => return Some((code, length)),
                _ => break,
            }
        }
    }
    Some((STRAY | u32::from(last), 1))
}

/// A text whose end is not known yet.
pub trait Source {
    /// What is known of it.
    fn bytes(&self) -> &[u8];
    /// Makes more of it known; false if there is no more.
    fn extend(&mut self) -> bool;
}

/// A text that is all there, for the tests.
#[cfg(test)]
pub struct Whole<'a>(pub &'a [u8]);

#[cfg(test)]
impl Source for Whole<'_> {
    fn bytes(&self) -> &[u8] {
        self.0
    }

    fn extend(&mut self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        for text in ["aé€😀b".as_bytes(), b"\xe2\x82a\x80\xc3\xa9\xff\xc3", b"\xf0\x9f\x98\xe2\x82\xac\xc3\xc3\xa9"]
        {
            for encoding in [Encoding::Utf8, Encoding::Bytes] {
                let (mut forwards, mut at) = (Vec::new(), 0);
                while let Some((code, length)) = next(encoding, text, at) {
                    forwards.push((at, code, length));
                    at += length;
                }
                let mut backwards = Vec::new();
                while let Some((code, length)) = previous(encoding, text, at) {
                    at -= length;
                    backwards.push((at, code, length));
                }
                backwards.reverse();
                assert_eq!(forwards, backwards);
            }
        }
    }
}
