//! In which languages, and by which names, a message's translation is looked for.

/// The languages that the user wants messages in, in order: those that the variable LANGUAGE lists, if it is set, else the
/// locale's. "C" ends the list: from there on the messages as they are will do.
pub fn languages<'a>(locale: &'a [u8], variable: Option<&'a [u8]>) -> impl Iterator<Item = &'a [u8]> {
    variable
        .filter(|list| !list.is_empty())
        .unwrap_or(locale)
        .split(|&byte| byte == b':')
        .filter(|name| !name.is_empty())
        .take_while(|name| !matches!(*name, b"C" | b"POSIX"))
        .filter(|name| !name.contains(&b'/') && !name.starts_with(b"."))
}

/// The names of folders that hold messages for the locale `language_territory.codeset@modifier`, each in three pieces: with
/// the codeset and without it, then so without the modifier, then all these without the territory.
pub fn variants(name: &[u8]) -> impl Iterator<Item = [&[u8]; 3]> {
    let (rest, modifier) = cut(name, b'@');
    let (rest, codeset) = cut(rest, b'.');
    let (language, territory) = cut(rest, b'_');
    (0..8u8).filter_map(move |dropped| {
        let keep = |bit: u8, part| {
            let is_dropped = dropped & bit != 0;
            // What is not there cannot be dropped.
            (!is_dropped || !<[u8]>::is_empty(part)).then_some(if is_dropped { &[][..] } else { part })
        };
        let base = if keep(4, territory)?.is_empty() { language } else { rest };
        Some([base, keep(1, codeset)?, keep(2, modifier)?])
    })
}

/// What comes before `at`, and the rest from there on.
fn cut(text: &[u8], at: u8) -> (&[u8], &[u8]) {
    text.split_at(text.iter().position(|&byte| byte == at).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(name: &str) -> Vec<String> {
        variants(name.as_bytes()).map(|parts| String::from_utf8(parts.concat()).unwrap()).collect()
    }

    #[test]
    fn names_of_folders() {
        assert_eq!(names("de"), ["de"]);
        assert_eq!(names("de_AT"), ["de_AT", "de"]);
        assert_eq!(names("de_AT.UTF-8"), ["de_AT.UTF-8", "de_AT", "de.UTF-8", "de"]);
        assert_eq!(names("sr@latin"), ["sr@latin", "sr"]);
        let all = ["a_B.c@d", "a_B@d", "a_B.c", "a_B", "a.c@d", "a@d", "a.c", "a"];
        assert_eq!(names("a_B.c@d"), all);
    }

    #[test]
    fn lists_of_languages() {
        let list = |variable| languages(b"de_DE.UTF-8", variable).map(<[u8]>::to_vec).collect::<Vec<_>>();
        assert_eq!(list(None), [b"de_DE.UTF-8"]);
        assert_eq!(list(Some(b"")), [b"de_DE.UTF-8"]);
        assert_eq!(list(Some(b"fr::pt_BR")), [&b"fr"[..], b"pt_BR"]);
        assert_eq!(list(Some(b"fr:C:de")), [b"fr"]);
        assert_eq!(list(Some(b"../../x:..:/etc:it")), [b"it"]);
    }
}
