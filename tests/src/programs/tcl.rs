//! Tcl: its own suite; and its library, which SQLite's suite is written for.

use super::{Program, Site, Tally};
use anyhow::Result;

pub const TCL: Program = Program {
    name: "tcl",
    package: "tcl8.6",
    tools: &[],
    quick: false,
    build: "cd unix && ./configure $CROSS --disable-shared --disable-load CFLAGS=-O1 && make -j$JOBS tclsh tcltest",
    binary: "unix/tclsh",
    suite,
};

fn suite(site: &Site) -> Result<Tally> {
    let script = "cd unix && TCL_LIBRARY=$PWD/../library ./tcltest ../tests/all.tcl";
    let mut tally = Tally::default();
    for line in site.suite("suite", script)?.lines() {
        if let Some(counts) = line.strip_prefix("all.tcl:\tTotal\t") {
            let counts: Vec<usize> = counts.split_whitespace().filter_map(|word| word.parse().ok()).collect();
            if let [_, passed, skipped, _] = counts[..] {
                (tally.passed, tally.skipped) = (passed, skipped);
            }
        } else if let Some(name) = line.strip_prefix("==== ").and_then(|line| line.strip_suffix(" FAILED")) {
            // A failure is told twice, first with what the test is about.
            if !name.contains(' ') {
                tally.fail(name);
            }
        }
    }
    Ok(tally)
}
