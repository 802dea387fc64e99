//! A source file that has a fact of each line, compiled until only those lines are left that are C.

use crate::headers::HeaderSet;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

/// How often lines are taken out before it is given up.
const ATTEMPTS: usize = 24;

/// Compiles `prefix` and those of `lines` that compile; the linked program, with debug information.
pub fn compile(set: &HeaderSet, prefix: &str, lines: &[String]) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let (source, program) = (folder.path().join("probe.c"), folder.path().join("probe"));
    let before = prefix.lines().count();
    let mut wrong = BTreeSet::new();
    for _ in 0..ATTEMPTS {
        let mut text = prefix.to_owned();
        for (number, line) in lines.iter().enumerate() {
            text.push_str(if wrong.contains(&number) { "" } else { line });
            text.push('\n');
        }
        fs::write(&source, text)?;
        let output = command(set).arg("-o").arg(&program).arg(&source).output().context("cannot run gcc")?;
        if output.status.success() {
            return Ok(fs::read(&program)?);
        }
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        let found: Vec<_> =
            messages.lines().filter_map(error_line).filter_map(|line| line.checked_sub(before + 1)).collect();
        if found.is_empty() {
            bail!("the headers do not compile:\n{}", messages.lines().take(20).collect::<Vec<_>>().join("\n"));
        }
        wrong.extend(found);
    }
    bail!("the probe does not compile after {ATTEMPTS} attempts")
}

fn command(set: &HeaderSet) -> Command {
    let mut command = set.compiler();
    command.args(["-std=gnu11", "-D_GNU_SOURCE", "-w", "-gdwarf-4", "-fno-common"]);
    command.args(["-nostdlib", "-static", "-Wl,-e,0"]);
    command
}

/// The line that an error message is about, or one that goes with it: "in expansion of macro".
fn error_line(message: &str) -> Option<usize> {
    let (place, _) = message.split_once(": error: ").or_else(|| message.split_once(": note: "))?;
    let (_, position) = place.split_once("probe.c:")?;
    position.split(':').next()?.parse().ok()
}
