//! What a character is: the classes of `<wctype.h>`, the same in all locales. Letters and cases are those of `core`'s
//! Unicode tables, the rest is in `tables`.
//!
//! Alphabetic is what Unicode calls so, and decimal digits but ASCII's, as C has no other place for them. Punctuation is
//! what is visible and not alphanumeric.

use super::tables::{DECIMAL, PRINTABLE};

/// Whether `code` is in a set, which is as `tables` says.
pub fn is_in(set: &[u32], code: u32) -> bool {
    const LENGTH: u32 = 11;
    if code > u32::from(char::MAX) {
        return false;
    }
    // The last range that does not begin behind it.
    let index = set.partition_point(|&range| range >> LENGTH <= code);
    match index.checked_sub(1).and_then(|index| set.get(index)) {
        Some(&range) => code - (range >> LENGTH) <= range & ((1 << LENGTH) - 1),
        None => false,
    }
}

fn is(code: u32, property: impl FnOnce(char) -> bool) -> bool {
    char::from_u32(code).is_some_and(property)
}

/// `iswalpha`
pub fn is_alphabetic(code: u32) -> bool {
    if code < 0x80 {
        return (code | 0x20).wrapping_sub(0x61) < 26;
    }
    is(code, char::is_alphabetic) || is_in(&DECIMAL, code)
}

/// `iswdigit`: ASCII's only.
pub fn is_digit(code: u32) -> bool {
    code.wrapping_sub(0x30) < 10
}

/// `iswxdigit`: ASCII's only.
pub fn is_hexadecimal(code: u32) -> bool {
    is_digit(code) || (code | 0x20).wrapping_sub(0x61) < 6
}

/// `iswalnum`
pub fn is_alphanumeric(code: u32) -> bool {
    is_digit(code) || is_alphabetic(code)
}

/// `iswblank`
pub fn is_blank(code: u32) -> bool {
    matches!(code, 0x20 | 9)
}

/// `iswspace`: not those that no line may be broken at.
pub fn is_space(code: u32) -> bool {
    is(code, char::is_whitespace) && !matches!(code, 0xa0 | 0x2007 | 0x202f)
}

/// `iswcntrl`: the separators of lines and paragraphs too.
pub fn is_control(code: u32) -> bool {
    code < 0x20 || code.wrapping_sub(0x7f) <= 0x20 || matches!(code, 0x2028 | 0x2029)
}

/// `iswprint`
pub fn is_printable(code: u32) -> bool {
    if code < 0x80 {
        return code.wrapping_sub(0x20) < 0x5f;
    }
    is_in(&PRINTABLE, code)
}

/// `iswgraph`
pub fn is_graphic(code: u32) -> bool {
    is_printable(code) && !is_space(code)
}

/// `iswpunct`
pub fn is_punctuation(code: u32) -> bool {
    is_graphic(code) && !is_alphanumeric(code)
}

/// `iswlower`
pub fn is_lower(code: u32) -> bool {
    is(code, char::is_lowercase)
}

/// `iswupper`
pub fn is_upper(code: u32) -> bool {
    is(code, char::is_uppercase)
}

/// The classes by the numbers of `wctype_t`, which are these indices and 1.
pub const CLASSES: [(&[u8], fn(u32) -> bool); 12] = [
    (b"alnum", is_alphanumeric),
    (b"alpha", is_alphabetic),
    (b"blank", is_blank),
    (b"cntrl", is_control),
    (b"digit", is_digit),
    (b"graph", is_graphic),
    (b"lower", is_lower),
    (b"print", is_printable),
    (b"punct", is_punctuation),
    (b"space", is_space),
    (b"upper", is_upper),
    (b"xdigit", is_hexadecimal),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What C says about the classes, for every character.
    #[test]
    fn relations() {
        for code in (0..0x11_0100).chain([u32::MAX, 0x8000_0041]) {
            assert_eq!(is_alphanumeric(code), is_alphabetic(code) || is_digit(code));
            assert!(!is_upper(code) || is_alphabetic(code), "{code:x}");
            assert!(!is_lower(code) || is_alphabetic(code), "{code:x}");
            assert!(!is_alphabetic(code) || is_graphic(code) && !is_space(code) && !is_control(code), "{code:x}");
            assert!(!(is_printable(code) && is_control(code)), "{code:x}");
            assert!(!is_blank(code) || is_space(code));
            assert!(!is_hexadecimal(code) || is_alphanumeric(code));
            if code < 0x80 {
                let c = code as u8;
                assert_eq!(is_punctuation(code), c.is_ascii_punctuation());
                assert_eq!(is_graphic(code), c.is_ascii_graphic());
                assert_eq!(is_control(code), c.is_ascii_control());
                assert_eq!(is_space(code), c.is_ascii_whitespace() || c == 0xb);
                assert_eq!(is_upper(code), c.is_ascii_uppercase());
            }
        }
    }

    #[test]
    fn examples() {
        assert!(is_alphabetic(0xe9) && is_alphabetic(0x4e2d) && is_alphabetic(0x661) && !is_digit(0x661));
        assert!(is_punctuation(0x20ac) && is_punctuation(0xb2) && is_printable(0x1f600) && is_printable(0xe000));
        for code in [0x378, 0xd800, 0xdf80, 0xffff, 0x11_0000, u32::MAX] {
            assert!(!CLASSES.iter().any(|class| class.1(code)), "{code:x}");
        }
    }
}
