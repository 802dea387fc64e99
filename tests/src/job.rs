//! What the runner runs: a job gives the results of one test or of many.

use std::path::{Path, PathBuf};

/// A test's name, and why it failed if it did.
pub struct Outcome {
    /// The test's name.
    pub name: String,
    /// What is wrong.
    pub failure: Option<String>,
}

impl Outcome {
    /// From a result whose error says what is wrong.
    pub fn new<E: std::fmt::Display>(name: impl Into<String>, result: Result<(), E>) -> Self {
        Self { name: name.into(), failure: result.err().map(|error| format!("{error:#}")) }
    }
}

/// What runs a job's tests.
pub type Run = Box<dyn FnOnce(&Filter) -> Vec<Outcome> + Send>;

/// Tests that run together, on one thread.
pub struct Job {
    /// Its name: what a filter is matched with.
    pub name: String,
    /// Whether other tests' load could disturb it: it then runs when the others have ended.
    pub alone: bool,
    /// Runs the tests whose names the filter lets through.
    pub run: Run,
}

/// Which tests to run.
#[derive(Clone, Default)]
pub struct Filter {
    /// Parts of names; none means all.
    pub parts: Vec<String>,
}

impl Filter {
    /// Whether a test is to run.
    pub fn wants(&self, name: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|part| name.contains(part.as_str()))
    }
}

/// The C files below a folder, sorted, each with its path from there without the ending.
pub fn c_files(folder: &Path) -> Vec<(String, PathBuf)> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<(String, PathBuf)>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let (name, path) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
            if path.is_dir() {
                walk(&path, &format!("{prefix}{name}/"), found);
            } else if let Some(stem) = name.strip_suffix(".c") {
                found.push((format!("{prefix}{stem}"), path));
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found);
    found.sort();
    found
}

/// The compiler's flags that a source file asks for: the rest of its first line with `flags:`.
pub fn flags_of(source: &str) -> Vec<String> {
    source
        .lines()
        .find_map(|line| line.split_once("flags:"))
        .map(|(_, flags)| flags.trim_end_matches("*/").split_whitespace().map(str::to_owned).collect())
        .unwrap_or_default()
}
