//! The directives of `strfmon`, and how an amount is laid out by one. POSIX.1-2024 strfmon; in the "C" locale there is no
//! currency symbol and no grouping, a minus sign stands before a negative amount, and two digits behind the point.

use crate::errno::Errno;

/// A directive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Directive {
    /// What fills up the digits before the point.
    fill: u8,
    /// Negative amounts are in parentheses.
    parentheses: bool,
    /// The field is filled on the right.
    left: bool,
    /// The least size of the field.
    pub width: usize,
    /// The digits expected before the point, if it is given.
    pub digits: Option<usize>,
    /// The digits behind it.
    pub precision: usize,
    /// The argument is a `long double`.
    pub long: bool,
}

/// What a format goes on with.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// An amount.
    Amount(Directive),
    /// A percent sign.
    Percent,
}

/// A number; `None` if there are no digits.
fn number(text: &[u8]) -> (Option<usize>, &[u8]) {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(length);
    let value =
        digits.iter().fold(0usize, |value, digit| value.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
    ((length > 0).then_some(value), rest)
}

/// Reads what follows a `%`, and what is behind it; `EINVAL`.
pub fn parse(text: &[u8]) -> Result<(Part, &[u8]), Errno> {
    if let [b'%', rest @ ..] = text {
        return Ok((Part::Percent, rest));
    }
    let mut directive =
        Directive { fill: b' ', parentheses: false, left: false, width: 0, digits: None, precision: 2, long: false };
    let mut signed = false;
    let mut rest = text;
    loop {
        rest = match rest {
            [b'=', fill, rest @ ..] => {
                directive.fill = *fill;
                rest
            }
            // There is nothing to group, and no symbol.
            [b'^' | b'!', rest @ ..] => rest,
            [sign @ (b'+' | b'('), rest @ ..] if !signed => {
                signed = true;
                directive.parentheses = *sign == b'(';
                rest
            }
            [b'-', rest @ ..] => {
                directive.left = true;
                rest
            }
            _ => break,
        };
    }
    let (width, mut rest) = number(rest);
    directive.width = width.unwrap_or(0);
    if let [b'#', after @ ..] = rest {
        let (digits, after) = number(after);
        directive.digits = Some(digits.ok_or(Errno::EINVAL)?);
        rest = after;
    }
    if let [b'.', after @ ..] = rest {
        let (precision, after) = number(after);
        directive.precision = precision.ok_or(Errno::EINVAL)?;
        rest = after;
    }
    if let [b'L', after @ ..] = rest {
        directive.long = true;
        rest = after;
    }
    match rest {
        [b'i' | b'n', rest @ ..] => Ok((Part::Amount(directive), rest)),
        _ => Err(Errno::EINVAL),
    }
}

/// Gives `put` what stands for an amount whose digits, with a point among them, and maybe a minus sign, are `text`.
pub fn lay_out(directive: &Directive, text: &[u8], mut put: impl FnMut(u8) -> Result<(), Errno>) -> Result<(), Errno> {
    let (negative, text) = match text {
        [b'-', text @ ..] => (true, text),
        _ => (false, text),
    };
    let before_point = text.iter().position(|&byte| byte == b'.').unwrap_or(text.len());
    let is_number = text.first().is_some_and(u8::is_ascii_digit);
    let fill = if is_number { directive.fill } else { b' ' };
    let missing = directive.digits.map_or(0, |digits| digits.saturating_sub(before_point));
    let (first, last) = match (negative, directive.parentheses) {
        (true, true) => (Some(b'('), Some(b')')),
        (true, false) => (Some(b'-'), None),
        // As wide as a negative one.
        (false, parentheses) if directive.digits.is_some() => (Some(b' '), parentheses.then_some(b' ')),
        _ => (None, None),
    };
    let length = usize::from(first.is_some()) + missing + text.len() + usize::from(last.is_some());
    let room = directive.width.saturating_sub(length);
    let mut many = |byte, count| (0..count).try_for_each(|_| put(byte));
    if !directive.left {
        many(b' ', room)?;
    }
    if let Some(first) = first {
        many(first, 1)?;
    }
    many(fill, missing)?;
    for &byte in text {
        many(byte, 1)?;
    }
    if let Some(last) = last {
        many(last, 1)?;
    }
    if directive.left {
        many(b' ', room)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(format: &str, text: &str) -> String {
        let Ok((Part::Amount(directive), b"")) = parse(format.as_bytes()) else { panic!("{format}") };
        let mut out = Vec::new();
        lay_out(&directive, text.as_bytes(), |byte| {
            out.push(byte);
            Ok(())
        })
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn amounts() {
        for (format, text, expected) in [
            ("n", "123.45", "123.45"),
            ("+i", "-123.45", "-123.45"),
            ("(n", "-1.00", "(1.00)"),
            ("(n", "1.00", "1.00"),
            ("10n", "-1.00", "     -1.00"),
            ("-10n", "-1.00", "-1.00     "),
            ("#5n", "1.00", "     1.00"),
            ("#5n", "-1.00", "-    1.00"),
            ("=*#5n", "-123456.00", "-123456.00"),
            ("=0^!#5.0Ln", "7", " 00007"),
            ("(=*#3n", "-1.00", "(**1.00)"),
            ("(=*#3n", "1.00", " **1.00 "),
            ("14#5.4n", "-1.0000", "   -    1.0000"),
            ("=*#5n", "inf", "   inf"),
        ] {
            assert_eq!(laid_out(format, text), expected, "{format} {text}");
        }
    }

    #[test]
    fn malformed() {
        for format in ["", "5", "=", "q", "+(n", "((n", "#n", ".n", ".2", "5%", "Lq", "5-n", "=*"] {
            assert_eq!(parse(format.as_bytes()), Err(Errno::EINVAL), "{format}");
        }
        assert_eq!(parse(b"%n").unwrap(), (Part::Percent, &b"n"[..]));
    }
}
