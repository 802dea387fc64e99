//! Names of locales and of their categories. POSIX.1-2024 setlocale and XBD 8.2.

use core::ffi::c_int;

/// The categories, as `<locale.h>` numbers them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is described by POSIX XBD 7.3")]
pub enum Category {
    Ctype,
    Numeric,
    Time,
    Collate,
    Monetary,
    Messages,
}

/// How many there are. As a category, this number means all of them.
pub const CATEGORIES: usize = 6;

impl Category {
    /// All, in order.
    pub const ALL: [Self; CATEGORIES] =
        [Self::Ctype, Self::Numeric, Self::Time, Self::Collate, Self::Monetary, Self::Messages];

    /// The category with this number.
    pub fn from_number(number: c_int) -> Option<Self> {
        usize::try_from(number).ok().and_then(|index| Self::ALL.get(index).copied())
    }

    /// The environment variable that chooses it.
    pub fn variable(self) -> &'static [u8] {
        match self {
            Self::Ctype => b"LC_CTYPE",
            Self::Numeric => b"LC_NUMERIC",
            Self::Time => b"LC_TIME",
            Self::Collate => b"LC_COLLATE",
            Self::Monetary => b"LC_MONETARY",
            Self::Messages => b"LC_MESSAGES",
        }
    }
}

/// The longest name in bytes.
pub const LONGEST: usize = 23;

/// A locale for one category.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found<'a> {
    /// "C"
    C,
    /// "C.UTF-8"
    Utf8,
    /// Messages in another language, in UTF-8, by this name.
    Language(&'a [u8]),
}

/// The locale `name` for `category`, if there is such one.
pub fn find(category: Category, name: &[u8]) -> Option<Found<'_>> {
    match name {
        b"C" | b"POSIX" => Some(Found::C),
        _ => match split(name) {
            (b"C" | b"POSIX", Some(codeset), None) if is_utf8(codeset) => Some(Found::Utf8),
            (b"C" | b"POSIX", ..) => None,
            (language, codeset, modifier)
                if category == Category::Messages
                    && name.len() <= LONGEST
                    && is_language(language)
                    && codeset.is_none_or(is_utf8)
                    && modifier.is_none_or(is_plain) =>
            {
                Some(Found::Language(name))
            }
            _ => None,
        },
    }
}

/// The locale that the environment asks for, where `variable` gives a variable's value: the first one that is set and
/// not empty among LC_ALL, the category's own, and LANG. "C.UTF-8" if there is none, or no such locale.
pub fn from_environment<'a>(category: Category, variable: impl Fn(&[u8]) -> Option<&'a [u8]>) -> Found<'a> {
    [&b"LC_ALL"[..], category.variable(), b"LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())
        .and_then(|name| find(category, name))
        .unwrap_or(Found::Utf8)
}

/// The parts of `language.codeset@modifier`.
pub fn split(name: &[u8]) -> (&[u8], Option<&[u8]>, Option<&[u8]>) {
    let (rest, modifier) = cut(name, b'@');
    let (language, codeset) = cut(rest, b'.');
    (language, codeset, modifier)
}

fn cut(text: &[u8], at: u8) -> (&[u8], Option<&[u8]>) {
    match text.iter().position(|&byte| byte == at).and_then(|index| Some((text.get(..index)?, text.get(index + 1..)?)))
    {
        Some((before, behind)) => (before, Some(behind)),
        None => (text, None),
    }
}

/// Whether a codeset is UTF-8: in any case, with or without a hyphen.
fn is_utf8(codeset: &[u8]) -> bool {
    codeset.eq_ignore_ascii_case(b"UTF-8") || codeset.eq_ignore_ascii_case(b"UTF8")
}

/// `de`, `pt_BR`, `zh_Hans_CN`: never a path.
fn is_language(text: &[u8]) -> bool {
    text.len() >= 2 && text.iter().take(2).all(u8::is_ascii_alphabetic) && is_plain(text)
}

fn is_plain(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names() {
        for category in Category::ALL {
            assert_eq!(find(category, b"C"), Some(Found::C));
            assert_eq!(find(category, b"POSIX"), Some(Found::C));
            for name in [&b"C.UTF-8"[..], b"C.utf8", b"C.UTF8", b"POSIX.utf-8"] {
                assert_eq!(find(category, name), Some(Found::Utf8));
            }
            for name in [
                &b""[..],
                b"c",
                b"C.",
                b"C.UTF-16",
                b"C@x",
                b"C.UTF-8@x",
                b"../x",
                b"d",
                b"de/DE",
                b"de_DE.ISO-8859-1",
                b"de.",
            ] {
                assert_eq!(find(category, name), None, "{name:?}");
            }
        }
    }

    #[test]
    fn languages_are_for_messages() {
        for name in [&b"de"[..], b"de_DE", b"de_DE.UTF-8", b"sr_RS.utf8@latin"] {
            assert_eq!(find(Category::Messages, name), Some(Found::Language(name)));
            assert_eq!(find(Category::Ctype, name), None);
        }
        assert_eq!(find(Category::Messages, b"de_DE.UTF-8@averylongmodifier"), None);
    }

    #[test]
    fn environment() {
        let of = |set: &'static [(&'static str, &'static str)]| {
            move |name: &[u8]| set.iter().find(|entry| entry.0.as_bytes() == name).map(|entry| entry.1.as_bytes())
        };
        assert_eq!(from_environment(Category::Time, of(&[])), Found::Utf8);
        assert_eq!(from_environment(Category::Time, of(&[("LC_ALL", ""), ("LANG", "C")])), Found::C);
        assert_eq!(from_environment(Category::Time, of(&[("LC_TIME", "POSIX"), ("LANG", "C.UTF-8")])), Found::C);
        assert_eq!(from_environment(Category::Time, of(&[("LC_ALL", "C"), ("LC_TIME", "C.UTF-8")])), Found::C);
        assert_eq!(from_environment(Category::Ctype, of(&[("LANG", "de_DE.UTF-8")])), Found::Utf8);
        assert_eq!(from_environment(Category::Messages, of(&[("LANG", "de_DE")])), Found::Language(b"de_DE"));
        assert_eq!(from_environment(Category::Messages, of(&[("LANG", "/etc/passwd")])), Found::Utf8);
    }
}
