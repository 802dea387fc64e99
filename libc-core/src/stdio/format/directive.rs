//! The directives of a format: their grammar.

use super::text::{Text, Unit};
use crate::errno::Errno;
use core::ffi::c_int;

/// The flags, a bit for each.
pub struct Flags;

impl Flags {
    /// `-`
    pub const LEFT: u8 = 1;
    /// `+`
    pub const PLUS: u8 = 2;
    /// space
    pub const SPACE: u8 = 4;
    /// `#`
    pub const ALTERNATE: u8 = 8;
    /// `0`
    pub const ZERO: u8 = 16;

    fn of(code: u32) -> Option<u8> {
        Some(match u8::try_from(code).ok()? {
            b'-' => Self::LEFT,
            b'+' => Self::PLUS,
            b' ' => Self::SPACE,
            b'#' => Self::ALTERNATE,
            b'0' => Self::ZERO,
            // The locales there are have no grouping.
            b'\'' => 0,
            _ => return None,
        })
    }
}

/// The most arguments that can be named by position.
pub const POSITIONS: usize = 64;

/// Where an argument is: the next one, or the one at this position (from 1 on).
pub type Position = Option<u8>;

/// A width or a precision as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Amount(c_int);

impl Amount {
    /// None is written.
    pub const NONE: Self = Self(-1);

    /// `*`
    fn argument(position: Position) -> Self {
        Self(-2 - c_int::from(position.unwrap_or(0)))
    }

    /// The argument that says it; or the number, -1 for none.
    pub fn get(self) -> Result<c_int, Position> {
        if self.0 >= -1 {
            return Ok(self.0);
        }
        let position = -2 - self.0;
        Err(if position == 0 { None } else { Some(position as u8) })
    }
}

/// What argument a conversion takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// None.
    Nothing,
    /// An integer or a pointer: each occupies a 64-bit word, whose upper bits are unspecified where it is shorter.
    Word,
    /// A `double`.
    Double,
    /// A `long double`.
    LongDouble,
}

/// One directive.
#[derive(Clone, Copy, Debug)]
pub struct Directive {
    pub(super) flags: u8,
    /// The bits of the integer argument.
    pub(super) bits: u8,
    /// What length was written: `l`, `L`, or 0 for the others.
    pub(super) length: u8,
    pub(super) conversion: u8,
    pub(super) position: Position,
    pub(super) written_width: Amount,
    pub(super) written_precision: Amount,
    /// The width, from the argument if it is one.
    pub(super) width: usize,
    /// The precision, from the argument if it is one.
    pub(super) precision: Option<usize>,
}

impl Directive {
    pub(super) fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// What argument it takes.
    pub(super) fn kind(&self) -> Kind {
        match self.conversion | 0x20 {
            _ if self.conversion == b'%' || self.conversion == b'm' => Kind::Nothing,
            b'a' | b'e' | b'f' | b'g' if self.length == b'L' => Kind::LongDouble,
            b'a' | b'e' | b'f' | b'g' => Kind::Double,
            _ => Kind::Word,
        }
    }

    /// Sets width and precision, each a number, an argument's value or -1 for none. `EOVERFLOW` for a width that is no `int`.
    pub(super) fn set_amounts(&mut self, width: c_int, precision: c_int) -> Result<(), Errno> {
        if self.written_width != Amount::NONE {
            if width < 0 {
                self.flags |= Flags::LEFT;
            }
            self.width = width.checked_abs().ok_or(Errno::EOVERFLOW)? as usize;
        }
        self.precision = usize::try_from(precision).ok();
        Ok(())
    }

    /// One that says nothing yet.
    #[inline]
    pub(super) fn new() -> Self {
        Directive {
            flags: 0,
            bits: 32,
            length: 0,
            conversion: 0,
            position: None,
            written_width: Amount::NONE,
            written_precision: Amount::NONE,
            width: 0,
            precision: None,
        }
    }

    /// Reads one into a new one, `text` being behind the `%`. `EINVAL` if it is malformed, `EOVERFLOW` if a number in it
    /// is no `int`.
    pub(super) fn parse<U: Unit>(&mut self, text: &mut Text<U>) -> Result<(), Errno> {
        // All that may stand before a length or a conversion is below the letters.
        if text.peek() < 0x40 {
            self.parse_prelude(text)?;
        }
        (self.bits, self.length) = text.length_modifier()?;
        self.conversion = u8::try_from(text.peek()).unwrap_or(0);
        match self.conversion {
            b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'b' | b'B' | b'n' => {}
            b'a' | b'A' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'c' | b's' | b'p' | b'm' | b'%' => {}
            b'C' | b'S' => {
                self.length = b'l';
                self.conversion |= 0x20;
            }
            _ => return Err(Errno::EINVAL),
        }
        text.advance();
        Ok(())
    }

    /// Position, flags, width and precision.
    fn parse_prelude<U: Unit>(&mut self, text: &mut Text<U>) -> Result<(), Errno> {
        let mut behind = *text;
        let first = behind.number()?;
        if first > 0 && behind.accept(b'$') {
            self.position = position(first)?;
            *text = behind;
        }
        while let Some(flag) = Flags::of(text.peek()) {
            self.flags |= flag;
            text.advance();
        }
        self.written_width = amount(text)?;
        if text.accept(b'.') {
            self.written_precision = match amount(text)? {
                Amount::NONE => Amount(0),
                amount => amount,
            };
        }
        Ok(())
    }
}

/// A number (-1 if there is none) or `*`.
fn amount<U: Unit>(text: &mut Text<U>) -> Result<Amount, Errno> {
    if !text.accept(b'*') {
        return text.number().map(Amount);
    }
    let number = text.number()?;
    if number < 0 {
        return Ok(Amount::argument(None));
    }
    if text.accept(b'$') { position(number).map(Amount::argument) } else { Err(Errno::EINVAL) }
}

fn position(number: c_int) -> Result<Position, Errno> {
    match number {
        1.. if number as usize <= POSITIONS => Ok(Some(number as u8)),
        _ => Err(Errno::EINVAL),
    }
}
