//! `cargo xtask abi`: compares tine's headers with an installed musl's: each type's size, alignment and members, each
//! constant's value, each prototype; and with the library's own constants and structures. A difference is an error unless
//! `differences.txt` gives a reason for it.

mod definitions;
mod facts;
mod layout;
mod names;
pub mod objects;
mod probe;
mod rust;
mod visibility;

use crate::musl::Musl;
use crate::target::Arch;
use anyhow::{Result, bail};
use facts::Facts;
use std::process::ExitCode;
use tests::job::{Filter, Job, Outcome};

/// Differences that are meant: lines of `KIND NAME: reason`, where a `*` at the end of the name stands for any more.
const MEANT: &str = include_str!("differences.txt");

/// A name that musl's headers have and tine's have not, or otherwise.
pub struct Difference {
    /// The name, with its kind: `constant EOF`, `function puts`.
    pub name: String,
    /// What is different.
    pub how: String,
}

/// Every difference on an architecture that no reason is given for.
fn differences(arch: Arch) -> Result<Vec<Difference>> {
    let musl = Musl::new(arch)?;
    let mut found = Vec::new();
    let (theirs, ours) = facts::of_both(&musl.headers)?;
    found.extend(compare(&theirs, &ours));
    found.extend(rust::differences(arch, &ours)?);
    // The names do not depend on the architecture.
    if arch.is_native() {
        found.extend(visibility::differences(&musl.headers)?);
    }
    found.retain(|difference| !is_meant(&difference.name));
    Ok(found)
}

fn compare(theirs: &Facts, ours: &Facts) -> Vec<Difference> {
    let mut found = Vec::new();
    for (name, fact) in theirs {
        match ours.get(name) {
            Some(own) if own == fact => {}
            Some(own) => found.push(Difference { name: name.clone(), how: format!("musl: {fact}, tine: {own}") }),
            None => found.push(Difference { name: name.clone(), how: format!("musl: {fact}, tine has it not") }),
        }
    }
    found
}

fn is_meant(name: &str) -> bool {
    MEANT.lines().filter_map(|line| line.split_once(": ")).any(|(meant, _)| match meant.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == meant,
    })
}

/// `cargo xtask abi`
pub fn command() -> Result<ExitCode> {
    let mut failed = false;
    for arch in [Arch::X86_64, Arch::Aarch64] {
        let differences = differences(arch)?;
        failed |= !differences.is_empty();
        for difference in &differences {
            println!("{} {}: {}", arch.name(), difference.name, difference.how);
        }
        println!("{}: {} differences without a reason", arch.name(), differences.len());
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The check as a test.
pub fn jobs(arch: Arch, filter: &Filter) -> Vec<Job> {
    let name = format!("{} abi", arch.name());
    if !filter.wants(&name) {
        return Vec::new();
    }
    let run = move |_: &Filter| vec![Outcome::new(format!("{} abi", arch.name()), test(arch))];
    vec![Job { name, alone: false, run: Box::new(run) }]
}

fn test(arch: Arch) -> Result<()> {
    let differences = differences(arch)?;
    if differences.is_empty() {
        return Ok(());
    }
    let lines: Vec<_> = differences.iter().take(40).map(|it| format!("{}: {}", it.name, it.how)).collect();
    bail!("{} differences from musl:\n{}", differences.len(), lines.join("\n"))
}
