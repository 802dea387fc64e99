//! dash, which has no suite: scripts print the same as with this machine's `sh`, and it runs its own `configure`.

use super::{Program, Site, Tally};
use crate::{oracle, watchdog, workspace};
use anyhow::Result;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

pub const DASH: Program = Program {
    name: "dash",
    package: "dash",
    tools: &[],
    quick: true,
    build: "./configure $CROSS && make -j$JOBS",
    binary: "src/dash",
    suite,
};

const LIMIT: Duration = Duration::from_secs(60);

fn suite(site: &Site) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut scripts: Vec<_> =
        fs::read_dir(workspace().join("tests/programs/dash"))?.flatten().map(|entry| entry.path()).collect();
    scripts.sort();
    for script in scripts {
        let name = script.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let ours = run(&site.folder.join("src/dash"), &script);
        let theirs = run(Path::new("/bin/sh"), &script);
        tally.add(&name, ours.and_then(|ours| oracle::same(&ours, &theirs?)));
    }
    if site.is_native() {
        let script = "mkdir again && cd again && ../src/dash \"$SOURCE/configure\" && cmp config.h ../config.h";
        tally.add("configure", site.shell("again", script));
    }
    Ok(tally.note("scripts compared with sh; its own configure"))
}

/// What a shell prints when it runs a script, in a folder of its own.
fn run(shell: &Path, script: &Path) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let mut command = Command::new(shell);
    command.arg(script).current_dir(folder.path()).env_clear();
    command.env("PATH", "/usr/bin:/bin").env("SHELL_UNDER_TEST", shell).env("HOME", folder.path());
    watchdog::run(&mut command, LIMIT)?.success()
}
