//! What preprocessed C declares at file scope: functions, variables, types, enumerators. Enough of C's grammar to read
//! the headers of a C library.

use super::tokens::{Token, tokens};
use std::collections::BTreeMap;

/// Names, each with the file that declares it first.
pub type Names = BTreeMap<String, String>;

/// The declarations of a source.
#[derive(Default, Debug)]
pub struct Declarations {
    /// Functions, without those that are `static`.
    pub functions: Names,
    /// Objects, without those that are `static`.
    pub variables: Names,
    /// Names of types.
    pub typedefs: Names,
    /// Structures, unions and enumerations with their members, as `struct NAME`.
    pub tags: Names,
    /// Enumeration constants.
    pub enumerators: Names,
}

/// Reads preprocessed C.
pub fn declarations(text: &str) -> Declarations {
    let tokens = tokens(text);
    let mut found = Declarations::default();
    let mut start = 0;
    while start < tokens.len() {
        let end = end_of_declaration(&tokens, start);
        Parser { tokens: &tokens[start..end], at: 0, found: &mut found }.declaration();
        start = end;
    }
    found
}

/// Behind the declaration's semicolon, or its function's body.
fn end_of_declaration(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" => depth -= 1,
            "}" => {
                depth -= 1;
                // A body follows a parameter list; a structure is followed by more of its declaration.
                if depth == 0 && opens_body(tokens, start, at) {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

fn opens_body(tokens: &[Token], start: usize, close: usize) -> bool {
    let mut depth = 0;
    for at in (start..=close).rev() {
        match tokens[at].text.as_str() {
            "}" => depth += 1,
            "{" => {
                depth -= 1;
                if depth == 0 {
                    return at > start && tokens[at - 1].text == ")";
                }
            }
            _ => {}
        }
    }
    false
}

/// Words that are part of a type or come with it.
const SPECIFIERS: [&str; 33] = [
    "void",
    "char",
    "short",
    "int",
    "long",
    "float",
    "double",
    "signed",
    "unsigned",
    "__signed__",
    "_Bool",
    "bool",
    "_Complex",
    "__complex__",
    "__int128",
    "__uint128_t",
    "__int128_t",
    "__builtin_va_list",
    "_Float128",
    "__float128",
    "const",
    "volatile",
    "__const",
    "__volatile__",
    "extern",
    "static",
    "inline",
    "__inline",
    "__inline__",
    "_Noreturn",
    "register",
    "_Thread_local",
    "__extension__",
];

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    found: &'a mut Declarations,
}

impl Parser<'_> {
    fn text(&self) -> &str {
        self.tokens.get(self.at).map_or("", |token| &token.text)
    }

    fn next_text(&self) -> &str {
        self.tokens.get(self.at + 1).map_or("", |token| &token.text)
    }

    fn declaration(&mut self) {
        let Some(first) = self.tokens.first() else { return };
        let file = first.file.to_string();
        let is_typedef = self.tokens.iter().take(3).any(|token| token.text == "typedef");
        let is_static = self.tokens.iter().take(4).any(|token| token.text == "static");
        self.specifiers(&file);
        while self.at < self.tokens.len() && self.text() != ";" && self.text() != "{" {
            let (name, is_function) = self.declarator();
            if let Some(name) = name.filter(|_| !is_static) {
                let names = match (is_typedef, is_function) {
                    (true, _) => &mut self.found.typedefs,
                    (false, true) => &mut self.found.functions,
                    (false, false) => &mut self.found.variables,
                };
                names.entry(name).or_insert_with(|| file.clone());
            }
            while self.at < self.tokens.len() && !matches!(self.text(), "," | ";" | "{") {
                self.skip_group();
            }
            if self.text() == "," {
                self.at += 1;
            }
        }
    }

    /// Passes one token, or a whole group in brackets.
    fn skip_group(&mut self) {
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.text() {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth <= 0 {
                return;
            }
        }
    }

    fn specifiers(&mut self, file: &str) {
        let mut has_type = false;
        while let Some(token) = self.tokens.get(self.at) {
            match token.text.as_str() {
                "typedef" => self.at += 1,
                "__attribute__" | "_Alignas" | "__asm__" => {
                    self.at += 1;
                    self.skip_group();
                }
                "__typeof__" | "typeof" => {
                    self.at += 1;
                    self.skip_group();
                    has_type = true;
                }
                "struct" | "union" | "enum" => {
                    self.tag(file);
                    has_type = true;
                }
                word if SPECIFIERS.contains(&word) => {
                    let is_type = !matches!(
                        word,
                        "const" | "volatile" | "__const" | "__volatile__" | "extern" | "static" | "inline"
                    ) && !matches!(word, "__inline" | "__inline__" | "_Noreturn" | "__extension__");
                    has_type |= is_type;
                    self.at += 1;
                }
                _ if token.is_word() && !has_type => {
                    has_type = true;
                    self.at += 1;
                }
                _ => return,
            }
        }
    }

    /// A structure, union or enumeration, with or without its members.
    fn tag(&mut self, file: &str) {
        let kind = self.text().to_owned();
        self.at += 1;
        while self.text() == "__attribute__" {
            self.at += 1;
            self.skip_group();
        }
        let name = self.tokens.get(self.at).filter(|token| token.is_word()).map(|token| token.text.clone());
        if name.is_some() {
            self.at += 1;
        }
        if self.text() != "{" {
            return;
        }
        if let Some(name) = name {
            self.found.tags.entry(format!("{kind} {name}")).or_insert_with(|| file.to_owned());
        }
        let start = self.at;
        self.skip_group();
        if kind == "enum" {
            self.enumerators(start, file);
        }
    }

    fn enumerators(&mut self, start: usize, file: &str) {
        let mut expected = true;
        for token in &self.tokens[start + 1..self.at] {
            if expected && token.is_word() {
                self.found.enumerators.entry(token.text.clone()).or_insert_with(|| file.to_owned());
            }
            expected = token.text == ",";
        }
    }

    /// The name that a declarator declares, and whether as a function.
    fn declarator(&mut self) -> (Option<String>, bool) {
        loop {
            match self.text() {
                "*" | "const" | "volatile" | "restrict" | "__restrict" | "__restrict__" => self.at += 1,
                "__attribute__" => {
                    self.at += 1;
                    self.skip_group();
                }
                "(" => {
                    self.at += 1;
                    return self.declarator();
                }
                _ => break,
            }
        }
        match self.tokens.get(self.at).filter(|token| token.is_word()) {
            Some(token) => {
                let name = token.text.clone();
                let is_function = self.next_text() == "(";
                self.at += 1;
                // Out of the brackets that the name stands in.
                self.leave_brackets();
                (Some(name), is_function)
            }
            None => (None, false),
        }
    }

    /// Goes on behind the name until the declarator is over: at a comma or semicolon that stands in no bracket.
    fn leave_brackets(&mut self) {
        let opened = self.tokens[..self.at].iter().fold(0_i32, |depth, token| match token.text.as_str() {
            "(" | "[" | "{" => depth + 1,
            ")" | "]" | "}" => depth - 1,
            _ => depth,
        });
        let mut depth = opened;
        while depth > 0 && self.at < self.tokens.len() {
            match self.text() {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::declarations;

    fn keys(names: &super::Names) -> Vec<&str> {
        names.keys().map(String::as_str).collect()
    }

    #[test]
    fn functions_and_variables() {
        let found = declarations(
            "extern char *optarg; extern int optind, opterr[2];\n\
             void (*signal(int, void (*)(int)))(int);\n\
             __attribute__((__const__)) int *location(void);\n\
             __attribute__((__noreturn__)) void die(int) __attribute__((__cold__));\n\
             static __inline int helper(int x) { return x; }\n\
             struct tm *gmtime(const time_t *); int (*hook)(void); unsigned long long big(void);\n\
             size_t size(void);",
        );
        assert_eq!(keys(&found.functions), ["big", "die", "gmtime", "location", "signal", "size"]);
        assert_eq!(keys(&found.variables), ["hook", "optarg", "opterr", "optind"]);
    }

    #[test]
    fn types() {
        let found = declarations(
            "typedef struct { int quot, rem; } div_t; typedef unsigned short ushort, u_short;\n\
             struct point { int x; union { int y; } u; } *origin; struct later; typedef ssize_t (reader)(void *);\n\
             typedef enum { FIND, ENTER = 4 } ACTION; enum color { RED }; typedef int array_t[4];",
        );
        assert_eq!(keys(&found.typedefs), ["ACTION", "array_t", "div_t", "reader", "u_short", "ushort"]);
        assert_eq!(keys(&found.tags), ["enum color", "struct point"]);
        assert_eq!(keys(&found.enumerators), ["ENTER", "FIND", "RED"]);
        assert_eq!(keys(&found.variables), ["origin"]);
    }
}
