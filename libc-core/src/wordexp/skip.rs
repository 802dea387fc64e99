//! Where the parts of words end that are in brackets or quotes.

use super::expand::Error;

/// How deep they may be nested.
const DEEPEST: usize = 200;

/// What is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    /// `{` behind `$`
    Brace,
    /// `(`
    Parenthesis,
    /// `"`
    Quote,
}

/// Where the bracket closes that is open at `start`: the place of the one that closes it. A command substitution is
/// refused with `no_commands`.
pub fn closing_brace(text: &[u8], start: usize, no_commands: bool, quoted: bool) -> Result<usize, Error> {
    closing(text, start, Open::Brace, no_commands, quoted)
}

/// As [`closing_brace`], for a parenthesis, in a command. In an arithmetic expression `#` is no comment's beginning.
pub fn closing_parenthesis(text: &[u8], start: usize, no_commands: bool) -> Result<usize, Error> {
    closing(text, start, Open::Parenthesis, no_commands, false)
}

fn closing(text: &[u8], start: usize, first: Open, no_commands: bool, quoted: bool) -> Result<usize, Error> {
    let mut open = [first; DEEPEST];
    let mut depth = 1;
    let mut at = start;
    while let Some(&byte) = text.get(at) {
        let inside = open.get(depth - 1).copied().unwrap_or(first);
        let next = text.get(at + 1).copied();
        let mut enter = None;
        let mut leave = false;
        match byte {
            b'\\' => at += 1,
            b'$' if next == Some(b'{') => {
                enter = Some(Open::Brace);
                at += 1;
            }
            b'$' if next == Some(b'(') => {
                if no_commands && !is_arithmetic(text, at + 2) {
                    return Err(Error::Command);
                }
                enter = Some(Open::Parenthesis);
                at += 1;
            }
            b'`' => {
                if no_commands {
                    return Err(Error::Command);
                }
                at = closing_backquote(text, at + 1)?;
            }
            b'"' if inside == Open::Quote => leave = true,
            b'"' => enter = Some(Open::Quote),
            // In a word inside of double quotes it is an ordinary character.
            b'\'' if inside == Open::Parenthesis || inside == Open::Brace && !(quoted && depth == 1) => {
                at += 1 + text
                    .get(at + 1..)
                    .and_then(|rest| rest.iter().position(|&b| b == b'\''))
                    .ok_or(Error::Syntax)?;
            }
            b'(' if inside == Open::Parenthesis => enter = Some(Open::Parenthesis),
            b')' if inside == Open::Parenthesis => leave = true,
            b'}' if inside == Open::Brace => leave = true,
            b'#' if inside == Open::Parenthesis && begins_comment(text, at) => {
                let rest = text.get(at..).unwrap_or_default();
                at += rest.iter().position(|&b| b == b'\n').ok_or(Error::Syntax)?;
            }
            _ => {}
        }
        if let Some(inner) = enter {
            *open.get_mut(depth).ok_or(Error::Space)? = inner;
            depth += 1;
        } else if leave {
            depth -= 1;
            if depth == 0 {
                return Ok(at);
            }
        }
        at += 1;
    }
    Err(Error::Syntax)
}

/// Whether a `#` is the first character of a command's word.
fn begins_comment(text: &[u8], at: usize) -> bool {
    matches!(at.checked_sub(1).and_then(|before| text.get(before)), Some(b' ' | b'\t' | b'\n' | b';' | b'&' | b'|'))
}

/// Where the backquote closes that is open at `start`.
pub fn closing_backquote(text: &[u8], start: usize) -> Result<usize, Error> {
    let mut at = start;
    loop {
        match text.get(at).ok_or(Error::Syntax)? {
            b'\\' => at += 2,
            b'`' => return Ok(at),
            _ => at += 1,
        }
    }
}

/// Whether what is open behind `$(` is an arithmetic expression: whether it has a parenthesis of its own, whose partner is
/// right before that of the first one.
pub fn is_arithmetic(text: &[u8], start: usize) -> bool {
    if text.get(start) != Some(&b'(') {
        return false;
    }
    match closing_parenthesis(text, start + 1, false) {
        Ok(end) => text.get(end + 1) == Some(&b')'),
        // It is not closed at all, whichever it is.
        Err(_) => true,
    }
}
