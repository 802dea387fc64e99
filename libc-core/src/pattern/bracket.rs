//! Bracket expressions of the shell's patterns. POSIX.1-2024 XCU 2.14.1 and XBD 9.3.5. Ranges go by code points.

use super::shell::{Flags, Text};
use crate::wchar::{case, class};

/// One end of a range, or a whole element.
enum Element<'a> {
    Character(u32),
    Class(&'a [u8]),
}

/// Whether the character `code` is in the bracket expression whose text begins at `start`, behind the `[`, and where the
/// pattern goes on behind it. `None` if there is no bracket expression, but an ordinary `[`.
pub fn matches(pattern: Text, start: usize, code: u32, flags: Flags) -> Option<(bool, usize)> {
    let mut at = start;
    let negated = matches!(pattern.byte(at), Some(b'!' | b'^'));
    if negated {
        at += 1;
    }
    let first = at;
    let mut found = false;
    loop {
        if pattern.byte(at)? == b']' && at != first {
            return Some((found != negated, at + 1));
        }
        let (element, next) = element(pattern, at, flags)?;
        at = next;
        match element {
            Element::Class(name) => found |= is_in_class(name, code, flags)?,
            Element::Character(low) => {
                let mut high = low;
                if pattern.byte(at)? == b'-' && pattern.byte(at + 1)? != b']' {
                    let (Element::Character(end), next) = self::element(pattern, at + 1, flags)? else { return None };
                    high = end;
                    at = next;
                }
                let within = |code| low <= code && code <= high;
                found |= within(code)
                    || flags.has(Flags::CASEFOLD) && (within(case::to_lower(code)) || within(case::to_upper(code)));
            }
        }
    }
}

/// The element at `at`, and where the next one is.
fn element<'a>(pattern: Text<'a>, at: usize, flags: Flags) -> Option<(Element<'a>, usize)> {
    let byte = pattern.byte(at)?;
    if byte == b'['
        && let Some(kind @ (b':' | b'.' | b'=')) = pattern.byte(at + 1)
    {
        let inside = pattern.bytes.get(at + 2..)?;
        // A collating symbol may be the closing bracket itself.
        let length = inside.windows(2).skip(usize::from(kind == b'.')).position(|two| two == [kind, b']']);
        let length = length? + usize::from(kind == b'.');
        let name = inside.get(..length)?;
        let next = at + 2 + length + 2;
        if kind == b':' {
            return Some((Element::Class(name), next));
        }
        // There are no collating elements of several characters.
        let symbol = Text { bytes: name, encoding: pattern.encoding };
        let (code, length) = symbol.character(0)?;
        return (length == name.len()).then_some((Element::Character(code), next));
    }
    let escaped = byte == b'\\' && !flags.has(Flags::NOESCAPE);
    let at = at + usize::from(escaped);
    let (code, length) = pattern.character(at)?;
    // A slash cannot be in one where it separates.
    let slash = code == u32::from(b'/') && flags.has(Flags::PATHNAME);
    (!slash).then_some((Element::Character(code), at + length))
}

fn is_in_class(name: &[u8], code: u32, flags: Flags) -> Option<bool> {
    let is = class::CLASSES.iter().find(|class| class.0 == name)?.1;
    Some(is(code) || flags.has(Flags::CASEFOLD) && (is(case::to_lower(code)) || is(case::to_upper(code))))
}
