//! Bracket expressions. POSIX.1-2024 XBD 9.3.5. Ranges go by code points; no collating element has several characters,
//! and no two characters are equivalent.

use super::error::Error;
use super::parse::Parser;
use super::set::Set;
use super::text::next;

/// What stands in a bracket expression.
enum Element {
    Character(u32),
    Class,
}

/// Reads what follows a `[`.
pub fn read(parser: &mut Parser) -> Result<Set, Error> {
    let negated = parser.peek(0) == Some(b'^');
    parser.at += usize::from(negated);
    let mut set = parser.new_set(negated);
    let first = parser.at;
    loop {
        match parser.peek(0).ok_or(Error::Bracket)? {
            b']' if parser.at != first => {
                parser.at += 1;
                return Ok(set);
            }
            // A hyphen in the middle is no element, unless it begins a range.
            b'-' if parser.at != first
                && parser.peek(1) != Some(b']')
                && (parser.peek(1).ok_or(Error::Bracket)? != b'-' || parser.peek(2) == Some(b']')) =>
            {
                return Err(Error::Range);
            }
            _ => {}
        }
        let element = element(parser, &mut set)?;
        let is_range = parser.peek(0) == Some(b'-') && parser.peek(1).ok_or(Error::Bracket)? != b']';
        let Element::Character(low) = element else {
            if is_range {
                return Err(Error::Range);
            }
            continue;
        };
        let mut high = low;
        if is_range {
            parser.at += 1;
            let Element::Character(end) = self::element(parser, &mut set)? else { return Err(Error::Range) };
            high = end;
        }
        if low > high {
            return Err(Error::Range);
        }
        set.add(parser.ranges(), low, high)?;
    }
}

/// Reads an element; a class goes into the set.
fn element(parser: &mut Parser, set: &mut Set) -> Result<Element, Error> {
    if parser.peek(0) == Some(b'[')
        && let Some(kind @ (b':' | b'.' | b'=')) = parser.peek(1)
    {
        let inside = parser.pattern.get(parser.at + 2..).unwrap_or_default();
        // A collating symbol may be the closing bracket or the period itself.
        let skipped = usize::from(kind != b':');
        let length = inside.windows(2).skip(skipped).position(|two| two == [kind, b']']).ok_or(Error::Bracket)?;
        let name = inside.get(..length + skipped).unwrap_or_default();
        parser.at += 2 + name.len() + 2;
        if kind == b':' {
            return if set.add_class(name) { Ok(Element::Class) } else { Err(Error::Class) };
        }
        return match next(parser.encoding, name, 0) {
            Some((code, length)) if length == name.len() => Ok(Element::Character(code)),
            _ => Err(Error::Collating),
        };
    }
    let (code, length) = next(parser.encoding, parser.pattern, parser.at).ok_or(Error::Bracket)?;
    parser.at += length;
    Ok(Element::Character(code))
}
