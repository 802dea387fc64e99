//! `cargo xtask coverage`: which functions of the headers, and of musl, the built library has. The result is also
//! `docs/coverage.md`.

use crate::headers::declarations::{Declarations, declarations};
use crate::headers::{HeaderSet, including};
use crate::musl::Musl;
use crate::target::{Arch, Profile, sysroot, workspace};
use crate::{archive, build};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Why functions of musl are left out: lines of `NAME: reason`.
const LEFT_OUT: &str = include_str!("left_out.txt");

/// What the library of one architecture lacks.
pub struct Coverage {
    /// Declared by a header, and not defined: the header and the names.
    pub undefined: BTreeMap<String, BTreeSet<String>>,
    /// Defined: the header and the names.
    pub defined: BTreeMap<String, BTreeSet<String>>,
    /// Public in musl, and not defined.
    pub missing: BTreeSet<String>,
}

/// Compares the headers of `arch`, its built library, and musl's.
pub fn coverage(arch: Arch, profile: Profile, musl: &Musl) -> Result<Coverage> {
    let symbols = archive::defined_names(&sysroot(arch, profile).join("lib/libc.a"))?;
    let mut coverage = Coverage { undefined: BTreeMap::new(), defined: BTreeMap::new(), missing: BTreeSet::new() };
    let tine = HeaderSet::tine(arch);
    let found = everything(&tine)?;
    for (name, file) in found.functions.iter().chain(&found.variables) {
        // A program itself defines what the protocols' headers only announce.
        if file.contains("arpa/telnet.h") || file.contains("arpa/ftp.h") {
            continue;
        }
        let header = tine.folders.iter().find_map(|folder| Path::new(file).strip_prefix(folder).ok());
        let header = header.map_or_else(|| file.clone(), |header| header.display().to_string());
        let map = if symbols.contains(name) { &mut coverage.defined } else { &mut coverage.undefined };
        map.entry(header).or_default().insert(name.clone());
    }
    let theirs = everything(&musl.headers)?;
    let public = archive::defined_names(&musl.library)?;
    for name in theirs.functions.keys().chain(theirs.variables.keys()) {
        if public.contains(name) && !symbols.contains(name) {
            coverage.missing.insert(name.clone());
        }
    }
    Ok(coverage)
}

/// What all headers of a set declare together.
fn everything(headers: &HeaderSet) -> Result<Declarations> {
    let names = headers.names()?;
    let text = headers.preprocess(&including(names.iter().map(String::as_str)), &["-D_GNU_SOURCE"])?;
    Ok(declarations(&text))
}

/// `cargo xtask coverage`
pub fn command() -> Result<()> {
    let mut reports = Vec::new();
    for arch in [Arch::X86_64, Arch::Aarch64] {
        build::build(arch, Profile::Release)?;
        reports.push((arch, coverage(arch, Profile::Release, &Musl::new(arch)?)?));
    }
    let page = page(&reports)?;
    let path = workspace().join("docs/coverage.md");
    if fs::read_to_string(&path).ok().as_ref() != Some(&page) {
        fs::create_dir_all(path.parent().context("a page lies in a folder")?)?;
        fs::write(&path, &page)?;
    }
    for (arch, coverage) in &reports {
        println!("{}:", arch.name());
        for (header, names) in &coverage.undefined {
            println!("  {header}: {}", list(names));
        }
        let undefined: usize = coverage.undefined.values().map(BTreeSet::len).sum();
        let defined: usize = coverage.defined.values().map(BTreeSet::len).sum();
        println!(
            "  declared and defined: {defined}; declared only: {undefined}; of musl's missing: {}",
            coverage.missing.len()
        );
        let unexplained: BTreeSet<_> = coverage.missing.iter().filter(|name| reason(name).is_none()).cloned().collect();
        println!("  of musl's missing, and nobody says why: {}", list(&unexplained));
    }
    println!("written: {}", path.display());
    Ok(())
}

/// Why a function of musl is left out.
pub fn reason(name: &str) -> Option<&'static str> {
    LEFT_OUT.lines().filter_map(|line| line.split_once(": ")).find(|(left_out, _)| *left_out == name).map(|pair| pair.1)
}

fn list(names: &BTreeSet<String>) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    names.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn page(reports: &[(Arch, Coverage)]) -> Result<String> {
    let mut page = String::from(
        "# Coverage\n\nMade by `cargo xtask coverage` from the built library: what the headers declare, and what of \
         musl's public names is left out. What is declared only, the headers of a sysroot leave out.\n",
    );
    for (arch, coverage) in reports {
        let undefined: BTreeSet<String> = coverage.undefined.values().flatten().cloned().collect();
        let defined: usize = coverage.defined.values().map(BTreeSet::len).sum();
        writeln!(page, "\n## {}\n", arch.name())?;
        writeln!(page, "{defined} names are declared and defined. Declared only: {}.\n", code(&undefined))?;
        if coverage.missing.is_empty() {
            writeln!(page, "Of musl's public names none is missing.\n")?;
        } else {
            writeln!(page, "| of musl's, missing | why |\n|---|---|")?;
            for name in &coverage.missing {
                writeln!(page, "| `{name}` | {} |", reason(name).unwrap_or("not written yet"))?;
            }
            writeln!(page)?;
        }
        writeln!(page, "| header | defined | names |\n|---|---|---|")?;
        for (header, names) in &coverage.defined {
            writeln!(page, "| `{header}` | {} | {} |", names.len(), code(names))?;
        }
    }
    Ok(page)
}

fn code(names: &BTreeSet<String>) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" ")
}
