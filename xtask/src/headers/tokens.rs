//! The tokens of preprocessed C, each with the file it comes from.

use std::rc::Rc;

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its text; a punctuator is one character.
    pub text: String,
    /// The file it stands in, as the preprocessor names it; for one below `bits/` the file that includes that.
    pub file: Rc<str>,
}

impl Token {
    /// Whether it is an identifier or keyword.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
    }
}

/// Splits what `gcc -E` printed.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut file: Rc<str> = Rc::from("");
    let mut stack: Vec<&str> = Vec::new();
    for line in text.lines() {
        if let Some(marker) = line.strip_prefix("# ") {
            follow(marker, &mut stack);
            file = Rc::from(stack.iter().rev().find(|name| !name.contains("/bits/")).copied().unwrap_or_default());
            continue;
        }
        // Other lines of the preprocessor: what is defined, or pragmas.
        if line.starts_with('#') {
            continue;
        }
        let mut rest = line.trim_start();
        while !rest.is_empty() {
            let length = length_of_first(rest);
            let (text, after) = rest.split_at(length);
            tokens.push(Token { text: text.to_owned(), file: file.clone() });
            rest = after.trim_start();
        }
    }
    tokens
}

/// Keeps the stack of included files as a line marker, `LINE "FILE" FLAGS`, says: 1 enters a file, 2 returns to it.
fn follow<'a>(marker: &'a str, stack: &mut Vec<&'a str>) {
    let mut parts = marker.split('"');
    let (Some(_), Some(name)) = (parts.next(), parts.next()) else { return };
    let flags = parts.next().unwrap_or_default();
    if flags.split_whitespace().any(|flag| flag == "1") {
        stack.push(name);
        return;
    }
    if flags.split_whitespace().any(|flag| flag == "2") {
        stack.pop();
    }
    match stack.last_mut() {
        Some(last) => *last = name,
        None => stack.push(name),
    }
}

fn length_of_first(text: &str) -> usize {
    let first = text.chars().next().unwrap_or(' ');
    let is_part = |part: char| part.is_ascii_alphanumeric() || part == '_' || part == '.';
    match first {
        '"' | '\'' => quoted(text, first),
        _ if first.is_ascii_alphanumeric() || first == '_' => {
            // A dot belongs to a number, not to a name.
            let dots = first.is_ascii_digit();
            text.find(|part| !is_part(part) || (part == '.' && !dots)).unwrap_or(text.len())
        }
        _ => first.len_utf8(),
    }
}

/// The length of a string or character constant with its quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, part) in text.char_indices().skip(1) {
        match part {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if part == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn tokens_of_a_prototype() {
        let text = "# 1 \"/a/b.h\" 1\nint f(char *, ...);\nchar c = '\\''; double d = 1.5;";
        let found: Vec<_> = tokens(text).iter().map(|token| token.text.clone()).collect();
        let wanted = "int f ( char * , . . . ) ; char c = '\\'' ; double d = 1.5 ;";
        assert_eq!(found.join(" "), wanted);
        assert_eq!(&*tokens(text)[0].file, "/a/b.h");
    }
}
