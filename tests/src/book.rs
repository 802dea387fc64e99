//! The documentation's links: each leads to a file, and if its text is the name of an item, the file defines that.

use crate::job::{Filter, Job, Outcome};
use crate::workspace;
use anyhow::{Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// What stands before an item's name where it is defined, in Rust, C or assembly.
const DEFINING: [&str; 12] = [
    "fn ",
    "struct ",
    "enum ",
    "union ",
    "trait ",
    "static ",
    "const ",
    "mod ",
    "type ",
    "macro_rules! ",
    "#define ",
    "static mut ",
];

/// A job that follows the links of all documents.
pub fn jobs(filter: &Filter) -> Vec<Job> {
    const NAME: &str = "docs/links";
    if !filter.wants(NAME) {
        return Vec::new();
    }
    let run = |_: &Filter| {
        documents()
            .into_iter()
            .map(|document| {
                let name = document.strip_prefix(workspace()).unwrap_or(&document).display();
                Outcome::new(format!("{NAME} {name}"), check(&document))
            })
            .collect()
    };
    vec![Job { name: NAME.into(), alone: false, run: Box::new(run) }]
}

/// The repository's Markdown files.
fn documents() -> Vec<PathBuf> {
    let mut folders = vec![workspace().join("docs")];
    let mut documents = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| workspace().join(name)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                documents.push(path);
            }
        }
    }
    documents.sort();
    documents
}

/// Follows the links of one document.
fn check(document: &Path) -> Result<()> {
    let text = fs::read_to_string(document)?;
    let folder = document.parent().unwrap_or(Path::new("."));
    let mut stale = Vec::new();
    for (label, target) in links(&text) {
        let path = target.split('#').next().unwrap_or_default();
        if path.is_empty() || path.contains("://") {
            continue;
        }
        if let Err(error) = follow(&label, &folder.join(path)) {
            stale.push(format!("[{label}]({target}): {error}"));
        }
    }
    ensure!(stale.is_empty(), "{}", stale.join("\n"));
    Ok(())
}

fn follow(label: &str, path: &Path) -> Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let Ok(content) = fs::read(path) else { bail!("no such file") };
    // A label in code style without a dot or slash is an item.
    match label.strip_prefix('`').and_then(|label| label.strip_suffix('`')) {
        Some(item) if !item.contains(['/', '.', ' ']) => {
            ensure!(defines(&String::from_utf8_lossy(&content), item), "the file defines no {item}");
        }
        _ => {}
    }
    Ok(())
}

/// Whether a source file defines an item: a definition, a variant or an entry of a list, or a label.
fn defines(source: &str, item: &str) -> bool {
    source.match_indices(item).any(|(at, _)| {
        let (before, after) = (&source[..at], &source[at + item.len()..]);
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let entry = before.ends_with([' ', '\n'])
            && after.starts_with([',', ':'])
            && before.trim_end_matches(' ').ends_with('\n');
        ends && (entry || DEFINING.iter().any(|word| before.ends_with(word)))
    })
}

/// The links of a Markdown text: label and target.
fn links(text: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        let label = rest[..middle].rfind('[').map(|start| &rest[start + 1..middle]);
        let after = &rest[middle + 2..];
        let Some(end) = after.find(')') else { break };
        if let Some(label) = label {
            links.push((label.split_whitespace().collect::<Vec<_>>().join(" "), after[..end].to_owned()));
        }
        rest = &after[end..];
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_where_they_are_defined() {
        let source = "pub fn read(fd: i32) {}\nenum Way {\n    Output,\n}\n_start:\n    call other\n";
        for item in ["read", "Way", "Output", "_start"] {
            assert!(defines(source, item), "{item}");
        }
        for item in ["rea", "fd", "other", "Outpu"] {
            assert!(!defines(source, item), "{item}");
        }
    }

    #[test]
    fn links_have_labels_and_targets() {
        assert_eq!(links("a [b\nc](d) [`e`](f#g)"), [("b c".into(), "d".into()), ("`e`".into(), "f#g".into())]);
    }
}
