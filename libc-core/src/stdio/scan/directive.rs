//! The directives of a format: their grammar.

use super::source::Unit;
use crate::errno::Errno;
use crate::stdio::format::text::Text;

/// One directive.
pub struct Directive<U> {
    /// `*`: nothing is stored.
    pub suppressed: bool,
    /// `m`: memory is allocated.
    pub allocated: bool,
    /// The position of its argument, from 1 on; 0 for the next one.
    pub position: usize,
    /// The width; 0 for none.
    pub width: usize,
    /// The bits of an integer.
    pub bits: u8,
    /// The length that was written: `l`, `L`, or 0 for the others.
    pub length: u8,
    /// The conversion, `C` and `S` as `lc` and `ls`.
    pub conversion: u8,
    /// The set of `[`.
    pub set: Set<U>,
}

/// A set of characters, as it stands in the format.
#[derive(Clone, Copy)]
pub struct Set<U> {
    /// Whether those that are named are not in it.
    pub negated: bool,
    /// Behind the `[` and the `^`.
    pub start: Text<U>,
    /// How many elements there are up to the `]` that ends it.
    pub length: usize,
}

impl<U: Unit> Directive<U> {
    /// One that says nothing yet.
    #[inline]
    pub fn new(text: Text<U>) -> Self {
        Directive {
            suppressed: false,
            allocated: false,
            position: 0,
            width: 0,
            bits: 32,
            length: 0,
            conversion: 0,
            set: Set { negated: false, start: text, length: 0 },
        }
    }

    /// Reads one into a new one, `text` being behind the `%`. `EINVAL` if it is malformed, `EOVERFLOW` if a number in it
    /// is no `int`.
    pub fn parse(&mut self, text: &mut Text<U>) -> Result<(), Errno> {
        // All that may stand before `m`, a length or a conversion is below the letters.
        if text.peek() < 0x40 {
            self.parse_prelude(text)?;
        }
        self.allocated = text.accept(b'm');
        (self.bits, self.length) = text.length_modifier()?;
        self.conversion = u8::try_from(text.peek()).unwrap_or(0);
        text.advance();
        match self.conversion {
            b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'b' | b'n' | b'%' => {}
            b'a' | b'A' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'c' | b's' => {}
            b'p' => self.bits = usize::BITS as u8,
            b'C' | b'S' => {
                self.length = b'l';
                self.conversion |= 0x20;
            }
            b'[' => self.parse_set(text)?,
            _ => return Err(Errno::EINVAL),
        }
        if self.allocated && !matches!(self.conversion, b'c' | b's' | b'[') {
            return Err(Errno::EINVAL);
        }
        Ok(())
    }

    /// Position, `*` and width.
    fn parse_prelude(&mut self, text: &mut Text<U>) -> Result<(), Errno> {
        let mut number = 0;
        if text.accept(b'*') {
            self.suppressed = true;
        } else {
            number = text.number()?;
            if number > 0 && text.accept(b'$') {
                self.position = number as usize;
                self.suppressed = text.accept(b'*');
                number = 0;
            }
        }
        if number <= 0 {
            number = text.number()?;
        }
        self.width = number.max(0) as usize;
        Ok(())
    }

    fn parse_set(&mut self, text: &mut Text<U>) -> Result<(), Errno> {
        self.set.negated = text.accept(b'^');
        self.set.start = *text;
        // A `]` at the beginning is one of the set.
        loop {
            if text.peek() == 0 {
                return Err(Errno::EINVAL);
            }
            text.advance();
            self.set.length += 1;
            if text.accept(b']') {
                return Ok(());
            }
        }
    }
}
