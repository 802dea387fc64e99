//! Assertions: places in the text. What is before and behind a place is a few bits.

/// A line's boundary: a newline with `REG_NEWLINE`, or an end of the text without `REG_NOTBOL` or `REG_NOTEOL`.
pub const LINE: u8 = 1;
/// A character of a word: a letter, a digit or `_`.
pub const WORD: u8 = 2;
/// An end of the text.
pub const TEXT: u8 = 4;

/// What is asserted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Assertion {
    /// `^`
    LineStart,
    /// `$`
    LineEnd,
    /// `` \` ``
    TextStart,
    /// `\'`
    TextEnd,
    /// `\<`
    WordStart,
    /// `\>`
    WordEnd,
    /// `\b`
    WordEdge,
    /// `\B`
    NoWordEdge,
}

impl Assertion {
    /// Whether it holds between what `before` and `after` tell.
    pub fn holds(self, before: u8, after: u8) -> bool {
        let (left, right) = (before & WORD != 0, after & WORD != 0);
        match self {
            Self::LineStart => before & LINE != 0,
            Self::LineEnd => after & LINE != 0,
            Self::TextStart => before & TEXT != 0,
            Self::TextEnd => after & TEXT != 0,
            Self::WordStart => !left && right,
            Self::WordEnd => left && !right,
            Self::WordEdge => left != right,
            Self::NoWordEdge => left == right,
        }
    }

    /// The bits that it looks at, before and behind the place.
    pub fn looks_at(self) -> [u8; 2] {
        match self {
            Self::LineStart => [LINE, 0],
            Self::LineEnd => [0, LINE],
            Self::TextStart => [TEXT, 0],
            Self::TextEnd => [0, TEXT],
            _ => [WORD, WORD],
        }
    }
}
