//! What can be wrong with a regular expression.

use crate::errno::Errno;

/// An error, by its number in `<regex.h>`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub enum Error {
    /// `REG_BADPAT`
    Pattern = 2,
    /// `REG_ECOLLATE`
    Collating = 3,
    /// `REG_ECTYPE`
    Class = 4,
    /// `REG_EESCAPE`
    Escape = 5,
    /// `REG_ESUBREG`
    Reference = 6,
    /// `REG_EBRACK`
    Bracket = 7,
    /// `REG_EPAREN`
    Parenthesis = 8,
    /// `REG_EBRACE`
    Brace = 9,
    /// `REG_BADBR`
    Bounds = 10,
    /// `REG_ERANGE`
    Range = 11,
    /// `REG_ESPACE`
    Space = 12,
    /// `REG_BADRPT`
    Repetition = 13,
}

impl From<Errno> for Error {
    fn from(_: Errno) -> Self {
        Self::Space
    }
}

/// The text for an error's number.
pub fn message(number: i32) -> &'static [u8] {
    match number {
        0 => b"Success",
        1 => b"The text does not match",
        2 => b"Malformed regular expression",
        3 => b"Collating element does not exist",
        4 => b"Character class does not exist",
        5 => b"Backslash at the end",
        6 => b"Back-reference to no group",
        7 => b"Bracket is not closed",
        8 => b"Parenthesis without its partner",
        9 => b"Brace is not closed",
        10 => b"Malformed bounds between braces",
        11 => b"Range ends before it begins",
        12 => b"Too large, or out of memory",
        13 => b"Nothing to repeat",
        _ => b"No such error of regular expressions",
    }
}
