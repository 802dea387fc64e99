//! From the text of a regular expression to its tree. POSIX.1-2024 XBD 9.3 (basic) and 9.4 (extended), with what musl
//! and glibc add: `\+`, `\?` and `\|` in basic ones, back-references in extended ones, empty alternatives, `{,n}`,
//! `\w \W \s \S \d \D \< \> \b \B`, the ends of the text by `` \` `` and `\'`, and `\t \n \r \f \a \e \xHH \x{H...}`.

use super::assertion::Assertion;
use super::bracket;
use super::error::Error;
use super::set::{Ranges, Set};
use super::text::next;
use super::tree::{Kind, NONE, Tree, UNBOUNDED};
use crate::malloc::Buffer;
use crate::wchar::case;
use crate::wchar::encoding::Encoding;

/// `REG_EXTENDED`
pub const EXTENDED: u32 = 1;
/// `REG_ICASE`
pub const ICASE: u32 = 2;
/// `REG_NEWLINE`
pub const NEWLINE: u32 = 4;
/// `REG_NOSUB`
pub const NOSUB: u32 = 8;

/// The largest bound between braces.
const RE_DUP_MAX: u16 = 255;

/// A group, or the whole, while it is read.
#[derive(Clone, Copy)]
struct Level {
    group: u32,
    alternatives: [u32; 2],
    sequence: [u32; 2],
}

impl Level {
    fn new(group: u32) -> Self {
        Self { group, alternatives: [NONE; 2], sequence: [NONE; 2] }
    }
}

/// What was read.
pub struct Parsed {
    /// The tree.
    pub tree: Tree,
    /// The sets.
    pub sets: Buffer<Set>,
    /// Their ranges.
    pub ranges: Ranges,
    /// How many groups there are.
    pub groups: u32,
    /// There is a back-reference.
    pub refers: bool,
}

/// Reads.
pub struct Parser<'a> {
    pub(super) pattern: &'a [u8],
    pub(super) at: usize,
    pub(super) encoding: Encoding,
    pub(super) flags: u32,
    extended: bool,
    levels: Buffer<Level>,
    /// Which of the first nine groups are complete.
    complete: u16,
    out: Parsed,
}

/// Reads the regular expression `pattern`.
pub fn parse(pattern: &[u8], flags: u32, encoding: Encoding) -> Result<Parsed, Error> {
    let may_refer = pattern.windows(2).any(|two| two[0] == b'\\' && two[1].is_ascii_digit());
    let out =
        Parsed { tree: Tree::new(may_refer), sets: Buffer::new(), ranges: Ranges::new(), groups: 0, refers: false };
    let extended = flags & EXTENDED != 0;
    let mut parser = Parser { pattern, at: 0, encoding, flags, extended, levels: Buffer::new(), complete: 0, out };
    parser.levels.push(Level::new(0))?;
    while parser.step()? {}
    Ok(parser.out)
}

impl Parser<'_> {
    /// The byte `offset` behind the present place.
    pub(super) fn peek(&self, offset: usize) -> Option<u8> {
        self.pattern.get(self.at + offset).copied()
    }

    fn level(&mut self) -> Result<&mut Level, Error> {
        self.levels.last_mut().ok_or(Error::Parenthesis)
    }

    /// Reads one element; false at the end.
    fn step(&mut self) -> Result<bool, Error> {
        let Some(byte) = self.peek(0) else { return self.finish().map(|()| false) };
        if byte == b'\\' {
            let escaped = self.peek(1).ok_or(Error::Escape)?;
            self.at += 2;
            self.escape(escaped)?;
            return Ok(true);
        }
        self.at += 1;
        match byte {
            b'[' => {
                let set = bracket::read(self)?;
                self.set(set)?;
            }
            b'.' => self.append(Kind::Any)?,
            b'^' if self.extended || self.is_start() => self.append(Kind::Assertion(Assertion::LineStart))?,
            b'$' if self.extended || self.is_end() => self.append(Kind::Assertion(Assertion::LineEnd))?,
            // Behind a leading anchor too it is no operator.
            b'*' if self.extended || !self.is_start() && !self.is_behind_anchor() => self.repeat(0, UNBOUNDED)?,
            b'+' if self.extended => self.repeat(1, UNBOUNDED)?,
            b'?' if self.extended => self.repeat(0, 1)?,
            b'{' if self.extended => self.bounds()?,
            b'|' if self.extended => self.alternative()?,
            b'(' if self.extended => self.open()?,
            b')' if self.extended && self.levels.len() > 1 => self.close()?,
            _ => {
                self.at -= 1;
                self.character()?;
            }
        }
        Ok(true)
    }

    /// Reads what follows a backslash.
    fn escape(&mut self, byte: u8) -> Result<(), Error> {
        let basic = !self.extended;
        let assertion = match byte {
            b'(' if basic => return self.open(),
            b')' if basic && self.levels.len() > 1 => return self.close(),
            b')' if basic => return Err(Error::Parenthesis),
            b'{' if basic => return self.bounds(),
            b'|' if basic => return self.alternative(),
            b'+' if basic => return self.repeat(1, UNBOUNDED),
            b'?' if basic => return self.repeat(0, 1),
            b'1'..=b'9' => return self.reference(byte - b'0'),
            b'w' => return self.class(b"alnum", false, true),
            b'W' => return self.class(b"alnum", true, true),
            b's' => return self.class(b"space", false, false),
            b'S' => return self.class(b"space", true, false),
            b'd' => return self.class(b"digit", false, false),
            b'D' => return self.class(b"digit", true, false),
            b't' => return self.literal(9),
            b'n' => return self.literal(10),
            b'r' => return self.literal(13),
            b'f' => return self.literal(12),
            b'a' => return self.literal(7),
            b'e' => return self.literal(27),
            b'x' => return self.hexadecimal(),
            b'<' => Assertion::WordStart,
            b'>' => Assertion::WordEnd,
            b'b' => Assertion::WordEdge,
            b'B' => Assertion::NoWordEdge,
            b'`' => Assertion::TextStart,
            b'\'' => Assertion::TextEnd,
            _ => {
                self.at -= 1;
                return self.character();
            }
        };
        self.append(Kind::Assertion(assertion))
    }

    /// Whether nothing of the present alternative has been read.
    fn is_start(&self) -> bool {
        self.levels.last().is_some_and(|level| level.sequence[0] == NONE)
    }

    /// Whether a leading `^` is all that has been read of the present alternative.
    fn is_behind_anchor(&self) -> bool {
        let Some(level) = self.levels.last() else { return false };
        level.sequence[0] == level.sequence[1]
            && self.out.tree.get(level.sequence[0]).kind == Kind::Assertion(Assertion::LineStart)
            && self.pattern.get(self.at.wrapping_sub(2)) == Some(&b'^')
    }

    /// Whether a basic expression's alternative ends here.
    fn is_end(&self) -> bool {
        matches!((self.peek(0), self.peek(1)), (None, _) | (Some(b'\\'), Some(b')' | b'|')))
    }

    fn append(&mut self, kind: Kind) -> Result<(), Error> {
        let node = self.out.tree.add(kind, NONE)?;
        self.append_node(node)
    }

    fn append_node(&mut self, node: u32) -> Result<(), Error> {
        let last = self.level()?.sequence[1];
        self.out.tree.link(last, node);
        let level = self.level()?;
        if last == NONE {
            level.sequence[0] = node;
        }
        level.sequence[1] = node;
        Ok(())
    }

    fn character(&mut self) -> Result<(), Error> {
        let (code, length) = next(self.encoding, self.pattern, self.at).ok_or(Error::Pattern)?;
        self.at += length;
        self.literal(code)
    }

    fn literal(&mut self, code: u32) -> Result<(), Error> {
        let has_case = case::to_lower(code) != code || case::to_upper(code) != code;
        self.append(if self.flags & ICASE != 0 && has_case { Kind::Folded(code) } else { Kind::Character(code) })
    }

    /// `\xHH` or `\x{H...}`: a character by its code; without digits it is the null character, which nothing matches.
    fn hexadecimal(&mut self) -> Result<(), Error> {
        let braced = self.peek(0) == Some(b'{');
        self.at += usize::from(braced);
        let most = if braced { 8 } else { 2 };
        let mut code = 0u32;
        for _ in 0..most {
            let Some(digit) = self.peek(0).and_then(|byte| char::from(byte).to_digit(16)) else { break };
            code = code << 4 | digit;
            self.at += 1;
        }
        if braced {
            if self.peek(0) != Some(b'}') {
                return Err(Error::Brace);
            }
            self.at += 1;
        }
        if self.encoding == Encoding::Bytes {
            // In this encoding a code is a byte.
            code = u8::try_from(code).ok().and_then(|byte| next(self.encoding, &[byte], 0)).ok_or(Error::Pattern)?.0;
        }
        self.literal(code)
    }

    pub(super) fn new_set(&self, negated: bool) -> Set {
        let not_newline = negated && self.flags & NEWLINE != 0;
        Set::new(&self.out.ranges, negated, self.flags & ICASE != 0, not_newline)
    }

    pub(super) fn ranges(&mut self) -> &mut Ranges {
        &mut self.out.ranges
    }

    fn set(&mut self, mut set: Set) -> Result<(), Error> {
        set.finish(&self.out.ranges);
        let number = u16::try_from(self.out.sets.len()).map_err(|_| Error::Space)?;
        self.out.sets.push(set)?;
        self.append(Kind::Set(number))
    }

    fn class(&mut self, name: &[u8], negated: bool, underscore: bool) -> Result<(), Error> {
        let mut set = self.new_set(negated);
        set.add_class(name);
        if underscore {
            set.add(&mut self.out.ranges, u32::from(b'_'), u32::from(b'_'))?;
        }
        self.set(set)
    }

    fn reference(&mut self, number: u8) -> Result<(), Error> {
        if self.complete >> number & 1 == 0 {
            return Err(Error::Reference);
        }
        self.out.refers = true;
        self.append(Kind::Reference(number))
    }

    fn repeat(&mut self, least: u16, most: u16) -> Result<(), Error> {
        let last = self.level()?.sequence[1];
        if last == NONE {
            return Err(Error::Repetition);
        }
        // `x**` is `x*`: without this, rows of them would multiply.
        if self.out.tree.get(last).kind == (Kind::Repeat { least: 0, most: UNBOUNDED }) && least <= 1 && most > 0 {
            return Ok(());
        }
        self.out.tree.repeat(last, least, most)
    }

    /// Reads what follows `{` or `\{`.
    fn bounds(&mut self) -> Result<(), Error> {
        if self.is_start() {
            return Err(Error::Repetition);
        }
        let least = self.bound()?;
        let most = if self.peek(0) == Some(b',') {
            self.at += 1;
            Some(self.bound()?)
        } else {
            None
        };
        if !self.extended {
            match self.peek(0) {
                Some(b'\\') => self.at += 1,
                None => return Err(Error::Brace),
                _ => return Err(Error::Bounds),
            }
        }
        match self.peek(0) {
            Some(b'}') => self.at += 1,
            None => return Err(Error::Brace),
            _ => return Err(Error::Bounds),
        }
        let (least, most) = match (least, most) {
            (Some(least), None) => (least, least),
            (None, None) | (None, Some(None)) => return Err(Error::Bounds),
            (least, Some(most)) => (least.unwrap_or(0), most.unwrap_or(UNBOUNDED)),
        };
        if least > most {
            return Err(Error::Bounds);
        }
        self.repeat(least, most)
    }

    fn bound(&mut self) -> Result<Option<u16>, Error> {
        let mut value = None;
        while let Some(digit @ b'0'..=b'9') = self.peek(0) {
            let more = value.unwrap_or(0) * 10 + u16::from(digit - b'0');
            if more > RE_DUP_MAX {
                return Err(Error::Bounds);
            }
            value = Some(more);
            self.at += 1;
        }
        Ok(value)
    }

    fn open(&mut self) -> Result<(), Error> {
        self.out.groups += 1;
        self.levels.push(Level::new(self.out.groups))?;
        Ok(())
    }

    /// Ends the present alternative.
    fn end_sequence(&mut self) -> Result<(), Error> {
        let [first, last] = self.level()?.sequence;
        let node = match first {
            NONE => self.out.tree.add(Kind::Empty, NONE)?,
            _ if first == last => first,
            _ => self.out.tree.add(Kind::Sequence, first)?,
        };
        let previous = self.level()?.alternatives[1];
        self.out.tree.link(previous, node);
        let level = self.level()?;
        level.alternatives = [if previous == NONE { node } else { level.alternatives[0] }, node];
        level.sequence = [NONE; 2];
        Ok(())
    }

    fn alternative(&mut self) -> Result<(), Error> {
        self.end_sequence()
    }

    /// Ends the present level; its node.
    fn end_level(&mut self) -> Result<(u32, u32), Error> {
        self.end_sequence()?;
        let level = self.levels.pop().ok_or(Error::Parenthesis)?;
        let [first, last] = level.alternatives;
        let node = if first == last { first } else { self.out.tree.add(Kind::Alternatives, first)? };
        Ok((node, level.group))
    }

    fn close(&mut self) -> Result<(), Error> {
        let (node, group) = self.end_level()?;
        let node = self.out.tree.add(Kind::Group(group), node)?;
        if group < 10 {
            self.complete |= 1 << group;
        }
        self.append_node(node)
    }

    fn finish(&mut self) -> Result<(), Error> {
        if self.levels.len() != 1 {
            return Err(Error::Parenthesis);
        }
        self.out.tree.root = self.end_level()?.0;
        Ok(())
    }
}
