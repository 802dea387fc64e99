//! The variable NLSPATH: where catalogues for `catgets` are. POSIX.1-2024 XBD 8.2.

/// What the pieces of a path stand for.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The name that the program asked for, `%N`.
    pub catalogue: &'a [u8],
    /// The locale, `%L`, and by its parts `%l`, `%t` and `%c`.
    pub locale: &'a [u8],
}

impl<'a> Names<'a> {
    /// What stands in place of `%` and this letter.
    fn value(&self, letter: u8) -> Option<&'a [u8]> {
        let (base, _) = cut(self.locale, b".@");
        let (language, territory) = cut(base, b"_");
        Some(match letter {
            b'N' => self.catalogue,
            b'L' => self.locale,
            b'l' => language,
            b't' => territory.get(1..).unwrap_or_default(),
            // Messages are in UTF-8.
            b'c' => b"UTF-8",
            b'%' => b"%",
            _ => return None,
        })
    }

    /// Calls `add` with the pieces of the path that a template stands for; whether all made sense and were taken. An empty
    /// template is the catalogue's name.
    pub fn expand(&self, template: &'a [u8], mut add: impl FnMut(&'a [u8]) -> bool) -> bool {
        if template.is_empty() {
            return add(self.catalogue);
        }
        let mut parts = template.split(|&byte| byte == b'%');
        if !parts.next().is_none_or(&mut add) {
            return false;
        }
        while let Some(part) = parts.next() {
            let (letter, rest) = match part.split_first() {
                Some((letter, rest)) => (*letter, rest),
                // Two in a row, or one at the end.
                None => match parts.next() {
                    Some(rest) => (b'%', rest),
                    None => return false,
                },
            };
            if !(self.value(letter).is_some_and(&mut add) && add(rest)) {
                return false;
            }
        }
        true
    }
}

/// What comes before the first of `at`, and the rest from there on.
fn cut<'a>(text: &'a [u8], at: &[u8]) -> (&'a [u8], &'a [u8]) {
    text.split_at(text.iter().position(|byte| at.contains(byte)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expand(template: &str) -> Option<String> {
        let names = Names { catalogue: b"cat", locale: b"de_AT.utf8@x" };
        let mut path = Vec::new();
        let add = |part: &[u8]| {
            path.extend_from_slice(part);
            true
        };
        names.expand(template.as_bytes(), add).then(|| String::from_utf8(path).unwrap())
    }

    #[test]
    fn templates() {
        for (template, path) in [
            ("", Some("cat")),
            ("/a/%L/%N", Some("/a/de_AT.utf8@x/cat")),
            ("%l-%t-%c", Some("de-AT-UTF-8")),
            ("100%%/%N.cat", Some("100%/cat.cat")),
            ("%%%N%%", Some("%cat%")),
            ("%", None),
            ("%x", None),
            ("a%", None),
            ("plain", Some("plain")),
        ] {
            assert_eq!(expand(template).as_deref(), path, "{template}");
        }
    }
}
