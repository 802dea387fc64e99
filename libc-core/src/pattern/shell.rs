//! Matching of a shell pattern, POSIX.1-2024 XCU 2.14 and fnmatch(3). Time is at most the product of both lengths: only
//! the last `*` is ever gone back to.

use super::bracket;
use crate::wchar::case;
use crate::wchar::encoding::Encoding;
use crate::wchar::partial::{Partial, Step};

/// The flags of `<fnmatch.h>`.
#[derive(Clone, Copy)]
pub struct Flags(pub u32);

impl Flags {
    /// A slash is matched by a slash only.
    pub const PATHNAME: u32 = 1;
    /// A backslash is an ordinary character.
    pub const NOESCAPE: u32 = 2;
    /// A period at the beginning is matched by a period only.
    pub const PERIOD: u32 = 4;
    /// The pattern may match a beginning that a slash follows.
    pub const LEADING_DIR: u32 = 8;
    /// Case makes no difference.
    pub const CASEFOLD: u32 = 16;

    /// Whether `flag` is set.
    pub fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }
}

/// Text in the encoding of a locale.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What they mean.
    pub encoding: Encoding,
}

/// Added to a byte that is part of no character: it is like no character, but itself.
const STRAY: u32 = 0x8000_0000;

impl Text<'_> {
    /// The byte at `at`.
    pub fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The character at `at` and its length in bytes; `None` at the end.
    pub fn character(&self, at: usize) -> Option<(u32, usize)> {
        let first = self.byte(at)?;
        if first < 0x80 {
            return Some((u32::from(first), 1));
        }
        let mut partial = Partial::INITIAL;
        for (index, &byte) in self.bytes.get(at..)?.iter().enumerate() {
            match self.encoding.step(partial, byte) {
                Step::Complete(code) => return Some((code, index + 1)),
                Step::Incomplete(more) => partial = more,
                Step::Invalid => break,
            }
        }
        Some((STRAY | u32::from(first), 1))
    }
}

const SLASH: u32 = b'/' as u32;
const PERIOD: u32 = b'.' as u32;

/// Whether `pattern` matches the whole of `string`.
pub fn matches(pattern: Text, string: Text, flags: Flags) -> bool {
    let (mut at, mut here) = (0, 0);
    // Behind the last star: the place in the pattern, and the first one in the string not tried yet.
    let mut star: Option<(usize, usize)> = None;
    loop {
        let leading = is_leading_period(string, here, flags);
        let matched = match pattern.byte(at) {
            Some(b'*') if !leading => {
                at += 1;
                star = Some((at, here));
                continue;
            }
            None => {
                let end = string.byte(here);
                if end.is_none() || end == Some(b'/') && flags.has(Flags::LEADING_DIR) {
                    return true;
                }
                None
            }
            Some(_) => string.character(here).and_then(|(code, length)| {
                let next = one(pattern, at, code, leading, flags)?;
                if code == SLASH && flags.has(Flags::PATHNAME) {
                    // A star does not reach over it: what is before is settled.
                    star = None;
                }
                Some((next, here + length))
            }),
        };
        if let Some(next) = matched {
            (at, here) = next;
            continue;
        }
        // The star takes one character more.
        let Some((behind, from)) = star else { return false };
        match string.character(from) {
            Some((code, length)) if code != SLASH || !flags.has(Flags::PATHNAME) => {
                (at, here) = (behind, from + length);
                star = Some((behind, here));
            }
            _ => return false,
        }
    }
}

/// Whether a period is at `at` that only a period matches.
fn is_leading_period(string: Text, at: usize, flags: Flags) -> bool {
    flags.has(Flags::PERIOD)
        && string.byte(at) == Some(b'.')
        && match at.checked_sub(1) {
            None => true,
            Some(before) => flags.has(Flags::PATHNAME) && string.byte(before) == Some(b'/'),
        }
}

/// Where the pattern goes on if what is at `at`, no star, matches `code`.
fn one(pattern: Text, at: usize, code: u32, leading: bool, flags: Flags) -> Option<usize> {
    let slash = code == SLASH && flags.has(Flags::PATHNAME);
    let mut at = at;
    match pattern.byte(at)? {
        b'?' => return (!leading && !slash).then_some(at + 1),
        b'[' => {
            if let Some((found, next)) = bracket::matches(pattern, at + 1, code, flags) {
                return (found && !leading && !slash).then_some(next);
            }
        }
        // At the end of the pattern there is nothing for it to escape, and no match.
        b'\\' if !flags.has(Flags::NOESCAPE) => at += 1,
        // Here only because it must not match a period.
        b'*' => return None,
        _ => {}
    }
    let (literal, length) = pattern.character(at)?;
    let same = literal == code || flags.has(Flags::CASEFOLD) && case::to_lower(literal) == case::to_lower(code);
    (same && (!leading || literal == PERIOD)).then_some(at + length)
}

/// Whether `pattern` has a character that is special, so that it may match something but itself.
pub fn is_pattern(pattern: &[u8], flags: Flags) -> bool {
    let mut escaped = false;
    let mut open = false;
    for &byte in pattern {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if !flags.has(Flags::NOESCAPE) => escaped = true,
            b'*' | b'?' => return true,
            b'[' => open = true,
            b']' if open => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::ffi::{CStr, c_char, c_int};

    unsafe extern "C" {
        fn fnmatch(pattern: *const c_char, string: *const c_char, flags: c_int) -> c_int;
    }

    fn ours(pattern: &CStr, string: &CStr, flags: u32) -> bool {
        let text = |text: &'static [u8]| Text { bytes: text, encoding: Encoding::Utf8 };
        // The text outlives the call; the type of the closure asks for more.
        let leak = |c: &CStr| &*Box::leak(c.to_bytes().to_vec().into_boxed_slice());
        matches(text(leak(pattern)), text(leak(string)), Flags(flags))
    }

    /// Every pattern of up to four pieces and short strings, against the host's.
    #[test]
    fn as_the_host_has_it() {
        let pieces = ["*", "?", "a", ".", "/", "[ab]", "[!a]", "\\*", "[a-c]", "[[:alpha:]]", "b"];
        let strings =
            [c"", c"a", c"b", c".", c"/", c"ab", c".a", c"a/", c"a/.b", c"a.b", c"*", c"aXb", c"//", c"a/b/a"];
        let mut patterns = vec![String::new()];
        for length in 0..3 {
            let longer = patterns.iter().filter(|p| p.len() >= length).flat_map(|p| pieces.map(|x| format!("{p}{x}")));
            let longer: Vec<_> = longer.collect();
            patterns.extend(longer);
            patterns.sort();
            patterns.dedup();
        }
        for pattern in &patterns {
            let pattern = std::ffi::CString::new(pattern.as_str()).unwrap();
            for string in strings {
                for flags in [0, 1, 4, 5, 8, 16] {
                    // SAFETY: both are strings.
                    let host = unsafe { fnmatch(pattern.as_ptr(), string.as_ptr(), flags as c_int) } == 0;
                    assert_eq!(ours(&pattern, string, flags), host, "{pattern:?} {string:?} {flags}");
                }
            }
        }
    }

    #[test]
    fn characters() {
        assert!(ours(c"?", c"\xc3\xa9", 0) && ours(c"[\xc3\xa0-\xc3\xaf]", c"\xc3\xa9", 0));
        assert!(ours(c"\xc3\x89", c"\xc3\xa9", Flags::CASEFOLD) && ours(c"?", c"\xff", 0) && ours(c"\xff", c"\xff", 0));
        assert!(ours(c"[[.].]x]", c"]", 0) && ours(c"[[=a=]]", c"a", 0) && ours(c"[]-a]", c"^", 0));
        assert!(ours(c"[a", c"[a", 0) && !ours(c"a\\", c"a", 0) && !ours(c"a\\", c"a\\", 0));
        assert!(ours(c"a\\", c"a\\", Flags::NOESCAPE) && ours(c"[[:upper:]]", c"a", Flags::CASEFOLD));
    }

    #[test]
    fn long_ones_end() {
        let string = std::ffi::CString::new("a".repeat(20000)).unwrap();
        assert!(!ours(c"*a*a*a*a*a*a*a*a*a*b", &string, 0));
    }
}
