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
        let source = including(headers.iter().copied());
        let mut found = Self {
            declarations: declarations(&set.preprocess(&source, flags)?),
            constants: BTreeMap::new(),
            function_like: BTreeMap::new(),
        };
        let mut with_macros = flags.to_vec();
        with_macros.push("-dM");
        let builtin = set.preprocess("", &with_macros)?;
        for line in set.preprocess(&source, &with_macros)?.lines() {
            // Those of the compiler are no header's.
            if !builtin.lines().any(|own| own == line) {
                found.add_macro(line);
            }
        }
        Ok(found)
    }

    fn add_macro(&mut self, line: &str) {
        let Some(definition) = line.strip_prefix("#define ") else { return };
        let end = definition.find(|part: char| !part.is_ascii_alphanumeric() && part != '_');
        let (name, rest) = definition.split_at(end.unwrap_or(definition.len()));
        let map = if rest.starts_with('(') { &mut self.function_like } else { &mut self.constants };
        map.insert(name.to_owned(), rest.trim().to_owned());
    }
}
