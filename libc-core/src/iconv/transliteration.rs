//! What to write for a character that an encoding does not have: something that looks or reads like it, in US-ASCII.

/// The letters from U+00C0 to U+017F, in order.
const LETTERS: &str = "A A A A A A AE C E E E E I I I I D N O O O O O x O U U U U Y TH ss \
    a a a a a a ae c e e e e i i i i d n o o o o o : o u u u u y th y \
    A a A a A a C c C c C c C c D d D d E e E e E e E e E e G g G g G g G g H h H h \
    I i I i I i I i I i IJ ij J j K k q L l L l L l L l L l N n N n N n 'n NG ng \
    O o O o O o OE oe R r R r R r S s S s S s S s T t T t T t U u U u U u U u U u U u W w Y y Y Z z Z z Z z s";

/// Others, in order: the first and the last character, and what is written.
const OTHERS: &[(u32, u32, &str)] = &[
    (0xa0, 0xa0, " "),
    (0xa9, 0xa9, "(C)"),
    (0xab, 0xab, "<<"),
    (0xad, 0xad, "-"),
    (0xae, 0xae, "(R)"),
    (0xb4, 0xb4, "'"),
    (0xb5, 0xb5, "u"),
    (0xb8, 0xb8, ","),
    (0xbb, 0xbb, ">>"),
    (0xbc, 0xbc, " 1/4 "),
    (0xbd, 0xbd, " 1/2 "),
    (0xbe, 0xbe, " 3/4 "),
    (0x218, 0x218, "S"),
    (0x219, 0x219, "s"),
    (0x21a, 0x21a, "T"),
    (0x21b, 0x21b, "t"),
    (0x2c6, 0x2c6, "^"),
    (0x2dc, 0x2dc, "~"),
    (0x1e9e, 0x1e9e, "SS"),
    (0x2000, 0x200a, " "),
    (0x2010, 0x2015, "-"),
    (0x2018, 0x2019, "'"),
    (0x201a, 0x201a, ","),
    (0x201b, 0x201b, "'"),
    (0x201c, 0x201d, "\""),
    (0x201e, 0x201e, ",,"),
    (0x201f, 0x201f, "\""),
    (0x2020, 0x2020, "+"),
    (0x2022, 0x2022, "o"),
    (0x2024, 0x2024, "."),
    (0x2025, 0x2025, ".."),
    (0x2026, 0x2026, "..."),
    (0x202f, 0x202f, " "),
    (0x2032, 0x2032, "'"),
    (0x2033, 0x2033, "\""),
    (0x2039, 0x2039, "<"),
    (0x203a, 0x203a, ">"),
    (0x2044, 0x2044, "/"),
    (0x205f, 0x205f, " "),
    (0x20ac, 0x20ac, "EUR"),
    (0x2116, 0x2116, "No"),
    (0x2122, 0x2122, "TM"),
    (0x2190, 0x2190, "<-"),
    (0x2192, 0x2192, "->"),
    (0x21d0, 0x21d0, "<="),
    (0x21d2, 0x21d2, "=>"),
    (0x2212, 0x2212, "-"),
    (0x2215, 0x2215, "/"),
    (0x2216, 0x2216, "\\"),
    (0x2217, 0x2217, "*"),
    (0x2223, 0x2223, "|"),
    (0x2236, 0x2236, ":"),
    (0x223c, 0x223c, "~"),
    (0x2264, 0x2264, "<="),
    (0x2265, 0x2265, ">="),
    (0x2500, 0x2500, "-"),
    (0x2502, 0x2502, "|"),
    (0x250c, 0x254b, "+"),
    (0x3000, 0x3000, " "),
    (0xfb00, 0xfb00, "ff"),
    (0xfb01, 0xfb01, "fi"),
    (0xfb02, 0xfb02, "fl"),
    (0xfb03, 0xfb03, "ffi"),
    (0xfb04, 0xfb04, "ffl"),
    (0xfb05, 0xfb06, "st"),
];

/// The first of the full-width forms of US-ASCII, which are in its order, and how many there are.
const FULL_WIDTH: (u32, u32) = (0xff01, 94);

/// What stands for a character; nothing if it is not known.
pub fn of(character: u32) -> impl Iterator<Item = u32> {
    let full_width = character.checked_sub(FULL_WIDTH.0).filter(|&index| index < FULL_WIDTH.1);
    let text = match character {
        0xc0..0x180 => LETTERS.split_ascii_whitespace().nth((character - 0xc0) as usize),
        _ => OTHERS.iter().find(|(first, last, _)| (*first..=*last).contains(&character)).map(|(_, _, text)| *text),
    };
    full_width.map(|index| 0x21 + index).into_iter().chain(text.unwrap_or_default().bytes().map(u32::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(character: char) -> String {
        of(character.into()).map(|code| char::from_u32(code).unwrap()).collect()
    }

    #[test]
    fn letters_are_in_their_places() {
        assert_eq!(LETTERS.split_ascii_whitespace().count(), 0xc0);
        let cases = [('À', "A"), ('ß', "ss"), ('ÿ', "y"), ('Ā', "A"), ('Ĳ', "IJ"), ('ł', "l"), ('Ŋ', "NG")];
        let more = [('œ', "oe"), ('š', "s"), ('Ÿ', "Y"), ('ž', "z"), ('ſ', "s"), ('…', "..."), ('Ａ', "A"), ('中', "")];
        for (character, expected) in cases.into_iter().chain(more) {
            assert_eq!(text(character), expected, "{character}");
        }
        assert!(OTHERS.is_sorted_by_key(|(first, ..)| *first));
    }
}
