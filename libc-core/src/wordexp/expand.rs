//! The expansion of words.

use super::arithmetic::{self, Variables};
use super::skip::{closing_backquote, closing_brace, closing_parenthesis, is_arithmetic};
use super::world::World;
use crate::errno::Errno;
use crate::malloc::Buffer;

/// What can be wrong, by its number in `<wordexp.h>`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub enum Error {
    /// `WRDE_NOSPACE`
    Space = 1,
    /// `WRDE_BADCHAR`
    Character = 2,
    /// `WRDE_BADVAL`
    Value = 3,
    /// `WRDE_CMDSUB`
    Command = 4,
    /// `WRDE_SYNTAX`
    Syntax = 5,
}

impl From<Errno> for Error {
    fn from(_: Errno) -> Self {
        Self::Space
    }
}

/// Added to a byte that was quoted.
pub const QUOTED: u16 = 0x100;

/// How deep expansions may be nested.
const DEEPEST: u32 = 50;

/// An expansion under way.
pub struct Expander<'a, W> {
    pub(super) world: &'a W,
    /// `WRDE_NOCMD`
    pub(super) no_commands: bool,
    /// `WRDE_UNDEF`
    pub(super) no_undefined: bool,
    /// The words so far, each with a 0 behind it.
    pub words: Buffer<u8>,
    /// How many they are.
    pub count: usize,
    /// The word that is being made.
    pub(super) word: Buffer<u16>,
    /// It is one even if it is empty, as quotes were in it.
    pub(super) is_word: bool,
    /// What is unquoted is not split at spaces.
    pub(super) whole: bool,
    /// What `=` assigned: a name, its value, and a 0 behind each.
    assigned: Buffer<u8>,
    pub(super) depth: u32,
}

/// What surrounds a text.
#[derive(Clone, Copy, PartialEq)]
pub enum Around {
    /// Nothing.
    Nothing,
    /// Double quotes.
    Quotes,
    /// Braces behind `$`, themselves not in quotes.
    Braces,
}

impl<'a, W: World> Expander<'a, W> {
    /// Nothing expanded yet.
    pub fn new(world: &'a W, no_commands: bool, no_undefined: bool) -> Self {
        Self {
            world,
            no_commands,
            no_undefined,
            words: Buffer::new(),
            count: 0,
            word: Buffer::new(),
            is_word: false,
            whole: false,
            assigned: Buffer::new(),
            depth: 0,
        }
    }

    /// Expands `text`.
    pub fn run(&mut self, text: &[u8]) -> Result<(), Error> {
        self.expand(text, Around::Nothing)?;
        self.end_word()
    }

    /// Expands a text. In quotes, all of it is.
    pub(super) fn expand(&mut self, text: &[u8], around: Around) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Error::Space);
        }
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            let quoted = around == Around::Quotes;
            let mark = if quoted { QUOTED } else { 0 };
            at += 1;
            match byte {
                b'$' => at = self.dollar(text, at, quoted)?,
                b'`' => {
                    let end = closing_backquote(text, at)?;
                    let command = unescape(text.get(at..end).unwrap_or_default(), quoted)?;
                    self.substitute_command(&command, quoted)?;
                    at = end + 1;
                }
                b'\\' => {
                    let next = *text.get(at).ok_or(Error::Syntax)?;
                    at += 1;
                    let is_special = matches!(next, b'$' | b'`' | b'"' | b'\\');
                    if next == b'\n' {
                        continue;
                    }
                    if quoted && !is_special {
                        self.push(u16::from(b'\\') | QUOTED)?;
                    }
                    self.push(u16::from(next) | QUOTED)?;
                }
                b'"' if quoted => {}
                b'"' => {
                    let end = end_of_quotes(text, at, self.no_commands)?;
                    self.is_word = true;
                    self.expand(text.get(at..end).unwrap_or_default(), Around::Quotes)?;
                    at = end + 1;
                }
                b'\'' if !quoted => {
                    let rest = text.get(at..).unwrap_or_default();
                    let length = rest.iter().position(|&byte| byte == b'\'').ok_or(Error::Syntax)?;
                    self.is_word = true;
                    for &byte in rest.iter().take(length) {
                        self.push(u16::from(byte) | QUOTED)?;
                    }
                    at += length + 1;
                }
                b'~' if !quoted && at == 1 + self.start_of_word(text, at - 1) && self.is_fresh() => {
                    at = self.tilde(text, at)?;
                }
                b' ' | b'\t' if !quoted => self.unquoted(byte)?,
                b'\n' | b'|' | b'&' | b';' | b'<' | b'>' | b'(' | b')' | b'{' | b'}' if around == Around::Nothing => {
                    return Err(Error::Character);
                }
                b'\n' if !quoted => self.unquoted(byte)?,
                _ => self.push(u16::from(byte) | mark)?,
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// `at`, if nothing of a word stands before it in the text.
    fn start_of_word(&self, text: &[u8], at: usize) -> usize {
        match at.checked_sub(1).and_then(|before| text.get(before)) {
            None | Some(b' ' | b'\t' | b'\n') => at,
            Some(_) => usize::MAX - 1,
        }
    }

    /// Whether no word has begun.
    fn is_fresh(&self) -> bool {
        self.word.is_empty() && !self.is_word
    }

    pub(super) fn push(&mut self, byte: u16) -> Result<(), Error> {
        Ok(self.word.push(byte)?)
    }

    /// Adds a byte that ends the word if it is a space.
    fn unquoted(&mut self, byte: u8) -> Result<(), Error> {
        if !self.whole && matches!(byte, b' ' | b'\t' | b'\n') { self.end_word() } else { self.push(u16::from(byte)) }
    }

    /// Adds what an expansion gave.
    pub(super) fn add(&mut self, value: &[u8], quoted: bool) -> Result<(), Error> {
        for &byte in value {
            if quoted {
                self.push(u16::from(byte) | QUOTED)?;
            } else {
                self.unquoted(byte)?;
            }
        }
        Ok(())
    }

    /// Expands what is behind a `~` at the beginning of a word.
    fn tilde(&mut self, text: &[u8], start: usize) -> Result<usize, Error> {
        let rest = text.get(start..).unwrap_or_default();
        let is_end = |byte: &u8| matches!(byte, b'/' | b' ' | b'\t' | b'\n');
        let end = start + rest.iter().position(is_end).unwrap_or(rest.len());
        let user = text.get(start..end).unwrap_or_default();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        if !user.iter().all(is_name) {
            self.push(u16::from(b'~'))?;
            return Ok(start);
        }
        match self.world.home(user)? {
            Some(home) => {
                self.is_word = true;
                self.add(&home, true)?;
            }
            None => {
                self.push(u16::from(b'~'))?;
                self.add(user, true)?;
            }
        }
        Ok(end)
    }

    /// Expands what is behind a `$`.
    fn dollar(&mut self, text: &[u8], start: usize, quoted: bool) -> Result<usize, Error> {
        let Some(&first) = text.get(start) else {
            self.push(u16::from(b'$') | QUOTED)?;
            return Ok(start);
        };
        match first {
            b'{' => {
                let end = closing_brace(text, start + 1, self.no_commands, quoted)?;
                self.braces(text.get(start + 1..end).unwrap_or_default(), quoted)?;
                Ok(end + 1)
            }
            b'(' if is_arithmetic(text, start + 1) => {
                let end = closing_parenthesis(text, start + 2, self.no_commands)?;
                if text.get(end + 1) != Some(&b')') {
                    return Err(Error::Syntax);
                }
                self.arithmetic(text.get(start + 2..end).unwrap_or_default(), quoted)?;
                Ok(end + 2)
            }
            b'(' => {
                if self.no_commands {
                    return Err(Error::Command);
                }
                let end = closing_parenthesis(text, start + 1, false)?;
                let mut command = Buffer::new();
                command.extend(text.get(start + 1..end).unwrap_or_default())?;
                self.substitute_command(&command, quoted)?;
                Ok(end + 1)
            }
            _ => {
                let name = name_length(text.get(start..).unwrap_or_default(), false);
                if name == 0 {
                    // It means nothing.
                    self.push(u16::from(b'$') | QUOTED)?;
                    return Ok(start);
                }
                self.parameter(text.get(start..start + name).unwrap_or_default(), quoted)?;
                Ok(start + name)
            }
        }
    }

    fn substitute_command(&mut self, command: &[u8], quoted: bool) -> Result<(), Error> {
        if self.no_commands {
            return Err(Error::Command);
        }
        let mut output = self.world.output_of(command)?;
        while output.last() == Some(&b'\n') {
            output.pop();
        }
        // Words cannot have null characters.
        for piece in output.split(|&byte| byte == 0) {
            self.add(piece, quoted)?;
        }
        Ok(())
    }

    /// Expands a text to one, with quotes removed but noted.
    pub(super) fn expand_apart(&mut self, text: &[u8], around: Around) -> Result<Buffer<u16>, Error> {
        let outer = core::mem::take(&mut self.word);
        let (is_word, whole) = (self.is_word, self.whole);
        (self.is_word, self.whole) = (false, true);
        self.expand(text, around)?;
        (self.is_word, self.whole) = (is_word, whole);
        Ok(core::mem::replace(&mut self.word, outer))
    }

    fn arithmetic(&mut self, expression: &[u8], quoted: bool) -> Result<(), Error> {
        let expanded = self.expand_apart(expression, Around::Quotes)?;
        let expanded = plain(&expanded)?;
        let value = arithmetic::evaluate(&expanded, self)?;
        self.add_number(value, quoted)
    }

    pub(super) fn add_number(&mut self, value: i64, quoted: bool) -> Result<(), Error> {
        let text = decimal(value);
        let start = text.iter().position(|&byte| byte != 0).unwrap_or(0);
        self.add(text.get(start..).unwrap_or_default(), quoted)
    }

    /// Ends the word, if there is one: replaces a pattern by the paths that it matches.
    fn end_word(&mut self) -> Result<(), Error> {
        if self.is_fresh() {
            return Ok(());
        }
        let word = core::mem::take(&mut self.word);
        self.is_word = false;
        let before = self.count;
        if word.iter().any(|&byte| matches!(u8::try_from(byte), Ok(b'*' | b'?' | b'['))) {
            let pattern = pattern_of(&word)?;
            let Self { world, words, count, .. } = self;
            world.paths(&pattern, &mut |path| {
                *count += 1;
                words.extend(path)?;
                words.push(0)
            })?;
        }
        if self.count == before {
            self.words.extend(&plain(&word)?)?;
            self.words.push(0)?;
            self.count += 1;
        }
        Ok(())
    }

    /// The value of a variable.
    pub(super) fn variable(&self, name: &[u8]) -> Option<&[u8]> {
        let mut parts = self.assigned.split(|&byte| byte == 0);
        let mut found = None;
        while let (Some(assigned), Some(value)) = (parts.next(), parts.next()) {
            if assigned == name {
                found = Some(value);
            }
        }
        found.or_else(|| self.world.variable(name))
    }

    /// Assigns one, for the rest of this expansion.
    pub(super) fn assign(&mut self, name: &[u8], value: &[u8]) -> Result<(), Error> {
        for part in [name, value] {
            self.assigned.extend(part)?;
            self.assigned.push(0)?;
        }
        Ok(())
    }
}

impl<W: World> Variables for Expander<'_, W> {
    fn value(&mut self, name: &[u8]) -> Result<i64, Error> {
        match self.variable(name) {
            None if self.no_undefined => Err(Error::Value),
            None => Ok(0),
            Some(text) => match text.trim_ascii() {
                b"" => Ok(0),
                [b'-', digits @ ..] => arithmetic::number(digits).map(i64::wrapping_neg),
                [b'+', digits @ ..] | digits => arithmetic::number(digits),
            },
        }
    }

    fn set(&mut self, name: &[u8], value: i64) -> Result<(), Error> {
        let text = decimal(value);
        let start = text.iter().position(|&byte| byte != 0).unwrap_or(0);
        self.assign(name, text.get(start..).unwrap_or_default())
    }
}

/// A number's text, behind zero bytes.
fn decimal(value: i64) -> [u8; 20] {
    let mut text = [0; 20];
    let mut rest = value.unsigned_abs();
    let mut digits = text.iter_mut().rev();
    loop {
        if let Some(slot) = digits.next() {
            *slot = b'0' + (rest % 10) as u8;
        }
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0
        && let Some(slot) = digits.next()
    {
        *slot = b'-';
    }
    text
}

/// The length of the parameter's name that `text` begins with.
pub fn name_length(text: &[u8], in_braces: bool) -> usize {
    match text.first() {
        Some(byte) if byte.is_ascii_digit() && in_braces => {
            text.iter().take_while(|byte| byte.is_ascii_digit()).count()
        }
        Some(b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!' | b'0'..=b'9') => 1,
        _ => text.iter().take_while(|&&byte| byte == b'_' || byte.is_ascii_alphanumeric()).count(),
    }
}

/// Where the double quotes close that are open at `start`.
fn end_of_quotes(text: &[u8], start: usize, no_commands: bool) -> Result<usize, Error> {
    let mut at = start;
    loop {
        match text.get(at).ok_or(Error::Syntax)? {
            b'"' => return Ok(at),
            b'\\' => at += 1,
            b'`' if no_commands => return Err(Error::Command),
            b'`' => at = closing_backquote(text, at + 1)?,
            b'$' => match text.get(at + 1) {
                Some(b'{') => at = closing_brace(text, at + 2, no_commands, true)?,
                Some(b'(') => at = closing_parenthesis(text, at + 2, false)?,
                _ => {}
            },
            _ => {}
        }
        at += 1;
    }
}

/// A command between backquotes, whose backslashes are removed where they mean something.
fn unescape(text: &[u8], quoted: bool) -> Result<Buffer<u8>, Error> {
    let mut command = Buffer::new();
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let next = text.get(at + 1).copied();
        let escapes = matches!(next, Some(b'$' | b'`' | b'\\')) || quoted && next == Some(b'"');
        at += usize::from(byte == b'\\' && escapes);
        command.push(text.get(at).copied().unwrap_or(byte))?;
        at += 1;
    }
    Ok(command)
}

/// A word without the notes of what was quoted.
pub fn plain(word: &[u16]) -> Result<Buffer<u8>, Error> {
    let mut text = Buffer::new();
    text.reserve(word.len())?;
    for &byte in word {
        text.push(byte as u8)?;
    }
    Ok(text)
}

/// A word as a pattern: what was quoted in it is escaped.
pub fn pattern_of(word: &[u16]) -> Result<Buffer<u8>, Error> {
    let mut pattern = Buffer::new();
    for &byte in word {
        let is_special = matches!(byte as u8, b'*' | b'?' | b'[' | b']' | b'\\' | b'-' | b'!' | b'^' | b'~');
        if byte & QUOTED != 0 && is_special || byte == u16::from(b'\\') {
            pattern.push(b'\\')?;
        }
        pattern.push(byte as u8)?;
    }
    Ok(pattern)
}
