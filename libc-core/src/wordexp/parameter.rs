//! Parameter expansion. POSIX.1-2024 XCU 2.6.2.

use super::expand::{Around, Error, Expander, name_length, pattern_of, plain};
use super::world::World;
use crate::malloc::Buffer;
use crate::pattern::shell::{Flags, Text, matches};
use crate::wchar::encoding::Encoding;

impl<W: World> Expander<'_, W> {
    /// Adds the value of a parameter without braces.
    pub(super) fn parameter(&mut self, name: &[u8], quoted: bool) -> Result<(), Error> {
        match self.value(name)? {
            Some(value) => self.add(&value, quoted),
            None if self.no_undefined => Err(Error::Value),
            None => Ok(()),
        }
    }

    /// The value of a variable or a special parameter. There are no positional ones.
    fn value(&self, name: &[u8]) -> Result<Option<Buffer<u8>>, Error> {
        let mut value = Buffer::new();
        match name {
            b"#" | b"?" => value.push(b'0')?,
            b"@" | b"*" | b"-" => {}
            b"0" => value.extend(b"sh")?,
            b"$" => {
                let mut rest = self.world.process();
                while rest > 0 {
                    value.push(b'0' + (rest % 10) as u8)?;
                    rest /= 10;
                }
                value.reverse();
            }
            [b'!' | b'1'..=b'9', ..] => return Ok(None),
            _ => match self.variable(name) {
                Some(text) => value.extend(text)?,
                None => return Ok(None),
            },
        }
        Ok(Some(value))
    }

    /// Expands what is between `${` and `}`.
    pub(super) fn braces(&mut self, text: &[u8], quoted: bool) -> Result<(), Error> {
        if let [b'#', name @ ..] = text
            && !name.is_empty()
            && name_length(name, true) == name.len()
        {
            let value = match self.value(name)? {
                None if self.no_undefined => return Err(Error::Value),
                value => value.unwrap_or_default(),
            };
            return self.add_number(characters(&value) as i64, quoted);
        }
        let (name, rest) = text.split_at(name_length(text, true));
        if name.is_empty() {
            return Err(Error::Syntax);
        }
        let value = self.value(name)?;
        let (colon, rest) = match rest {
            [b':', rest @ ..] => (true, rest),
            _ => (false, rest),
        };
        let (operator, word) = match rest {
            [] if !colon => return self.parameter(name, quoted),
            [operator @ (b'-' | b'=' | b'?' | b'+'), word @ ..] => (*operator, word),
            [operator @ (b'%' | b'#'), word @ ..] if !colon => return self.cut(value, *operator, word, quoted),
            _ => return Err(Error::Syntax),
        };
        let around = if quoted { Around::Quotes } else { Around::Braces };
        let is_set = value.as_ref().is_some_and(|value| !colon || !value.is_empty());
        match (operator, value) {
            (b'+', _) if is_set => self.expand(word, around),
            (b'+', _) => Ok(()),
            (_, Some(value)) if is_set => self.add(&value, quoted),
            (b'-', _) => self.expand(word, around),
            (b'=', _) => {
                if !name.first().is_some_and(|byte| *byte == b'_' || byte.is_ascii_alphabetic()) {
                    return Err(Error::Syntax);
                }
                let word = self.expand_apart(word, around)?;
                let word = plain(&word)?;
                self.assign(name, &word)?;
                self.add(&word, quoted)
            }
            _ => {
                let word = self.expand_apart(word, around)?;
                let message = plain(&word)?;
                self.world.complain(name, if message.is_empty() { b"not set" } else { &message });
                Err(if self.no_undefined { Error::Value } else { Error::Syntax })
            }
        }
    }

    /// Adds a value without the shortest, or with the operator twice the longest, end or beginning that `word` matches.
    fn cut(&mut self, value: Option<Buffer<u8>>, operator: u8, word: &[u8], quoted: bool) -> Result<(), Error> {
        let value = match value {
            None if self.no_undefined => return Err(Error::Value),
            value => value.unwrap_or_default(),
        };
        let (longest, word) = match word {
            [first, word @ ..] if *first == operator => (true, word),
            _ => (false, word),
        };
        // Quotes around the whole do not quote the pattern.
        let pattern = self.expand_apart(word, Around::Braces)?;
        let pattern = pattern_of(&pattern)?;
        let fits = |part: &[u8]| {
            let [pattern, part] = [&pattern, part].map(|bytes| Text { bytes, encoding: Encoding::Utf8 });
            matches(pattern, part, Flags(0))
        };
        let places = (0..=value.len()).filter(|&at| value.get(at).is_none_or(|byte| byte & 0xc0 != 0x80));
        let kept = if operator == b'#' {
            let mut fitting = places.filter(|&at| fits(value.get(..at).unwrap_or_default()));
            let end = if longest { fitting.next_back() } else { fitting.next() };
            value.get(end.unwrap_or(0)..)
        } else {
            let mut fitting = places.filter(|&at| fits(value.get(at..).unwrap_or_default()));
            let start = if longest { fitting.next() } else { fitting.next_back() };
            value.get(..start.unwrap_or(value.len()))
        };
        self.add(kept.unwrap_or_default(), quoted)
    }
}

/// The number of characters; in the "C" locale too those of UTF-8, as most shells have it.
fn characters(value: &[u8]) -> usize {
    value.iter().filter(|byte| *byte & 0xc0 != 0x80).count()
}
