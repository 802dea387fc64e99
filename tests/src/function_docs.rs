//! The documentation of the C functions: each says whether it is thread-safe and async-signal-safe, and what it is taken
//! from; in its own comment, or in its file's head for all functions there.

use crate::job::{Filter, Job, Outcome};
use crate::workspace;
use std::fs;
use std::path::{Path, PathBuf};

/// What must be said: a name for it, and the words of which one says it.
const ASPECTS: [(&str, &[&str]); 3] = [
    ("thread-safety", &["hread-safe"]),
    ("async-signal-safety", &["sync-signal-safe"]),
    (
        "its source",
        &[
            "POSIX.1", "C23", "C17", "C11 ", "(2)", "(3)", "(4)", "(7)", "(8)", "glibc", "musl", "GNU", "BSD",
            "System V", "SVID", "X/Open", "Linux", "LSB", "ABI", "RFC", "IEEE", "Solaris", "Bionic", "TS 18661",
        ],
    ),
];

/// A job that looks at every C function of the library.
pub fn jobs(filter: &Filter) -> Vec<Job> {
    const NAME: &str = "docs/functions";
    if !filter.wants(NAME) {
        return Vec::new();
    }
    let run = |_: &Filter| {
        let folder = workspace().join("libc-core/src");
        let mut files = Vec::new();
        rust_files(&folder, &mut files);
        files.sort();
        files
            .iter()
            .map(|file| {
                let name = file.strip_prefix(&folder).unwrap_or(file).display();
                let silent = silent(&fs::read_to_string(file).unwrap_or_default());
                let result = if silent.is_empty() { Ok(()) } else { Err(silent.join("\n")) };
                Outcome::new(format!("{NAME} {name}"), result)
            })
            .collect()
    };
    vec![Job { name: NAME.into(), alone: false, run: Box::new(run) }]
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The functions of a file that leave something unsaid, each with its line.
fn silent(source: &str) -> Vec<String> {
    let head: String = source.lines().take_while(|line| line.starts_with("//!")).collect();
    let (mut comment, mut exported, mut silent) = (String::new(), false, Vec::new());
    for (number, line) in source.lines().enumerate() {
        let line = line.trim();
        if let Some(text) = line.strip_prefix("///") {
            comment.push_str(text);
        } else if let Some(name) = c_function(line, exported) {
            for (aspect, words) in ASPECTS {
                if !words.iter().any(|word| comment.contains(word) || head.contains(word)) {
                    silent.push(format!("{}: {name} does not say {aspect}", number + 1));
                }
            }
            (comment, exported) = (String::new(), false);
        } else if line.starts_with("#[") {
            exported |= line.contains("no_mangle");
        } else {
            (comment, exported) = (String::new(), false);
        }
    }
    silent
}

/// The name of the C function that a line begins to define: a system call, or an `exported` function. Those that begin with
/// `__tine_` are for the library itself.
fn c_function(line: &str, exported: bool) -> Option<&str> {
    let calls = ["plain fn ", "point fn "].iter().find_map(|start| line.strip_prefix(start));
    let functions = || {
        let starts = ["pub extern \"C\" fn ", "pub unsafe extern \"C\" fn "];
        starts.iter().find_map(|start| line.strip_prefix(start)).filter(|_| exported)
    };
    let name = calls.or_else(functions)?.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (!name.is_empty() && !name.starts_with("__tine_")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_or_its_file_must_speak() {
        let function = "#[unsafe(no_mangle)]\npub extern \"C\" fn f() {}\n";
        assert_eq!(silent(&format!("/// Does it. Thread-safe; not async-signal-safe. C23 7.1.\n{function}")).len(), 0);
        assert_eq!(
            silent(&format!("//! All are thread-safe and async-signal-safe. C23.\n\n/// Does it.\n{function}")).len(),
            0
        );
        assert_eq!(silent(&format!("/// Does it. Thread-safe.\n{function}")).len(), 2);
    }
}
