//! What a header set's source declares and defines, by name.

use crate::headers::declarations::{Declarations, declarations};
use crate::headers::{HeaderSet, including};
use anyhow::Result;
use std::collections::BTreeMap;

/// Everything that including some headers gives.
pub struct Names {
    /// What is declared.
    pub declarations: Declarations,
    /// Macros without parameters, and what they stand for.
    pub constants: BTreeMap<String, String>,
    /// Macros with parameters.
    pub function_like: BTreeMap<String, String>,
}

impl Names {
    /// What including `headers` gives, in the mode that `flags` choose.
    pub fn of(set: &HeaderSet, headers: &[&str], flags: &[&str]) -> Result<Self> {
        let mut with_macros = flags.to_vec();
        with_macros.push("-dD");
        let text = set.preprocess(&including(headers.iter().copied()), &with_macros)?;
        let mut found =
            Self { declarations: declarations(&text), constants: BTreeMap::new(), function_like: BTreeMap::new() };
        let mut builtin = true;
        for line in text.lines() {
            if let Some(marker) = line.strip_prefix("# ") {
                // Those of the compiler and of the command line are no header's.
                builtin = marker.split('"').nth(1).is_none_or(|file| file.starts_with('<'));
            } else if !builtin {
                found.follow(line);
            }
        }
        Ok(found)
    }

    /// Takes a line that defines or undefines a macro.
    fn follow(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("#undef ") {
            self.constants.remove(name.trim());
            self.function_like.remove(name.trim());
        }
        self.add_macro(line);
    }

    fn add_macro(&mut self, line: &str) {
        let Some(definition) = line.strip_prefix("#define ") else { return };
        let end = definition.find(|part: char| !part.is_ascii_alphanumeric() && part != '_');
        let (name, rest) = definition.split_at(end.unwrap_or(definition.len()));
        let map = if rest.starts_with('(') { &mut self.function_like } else { &mut self.constants };
        map.insert(name.to_owned(), rest.trim().to_owned());
    }
}
