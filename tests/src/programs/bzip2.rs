//! bzip2: its Makefile's tests compare what it packs and unpacks with samples.

use super::{Program, Site, Tally};
use anyhow::Result;

pub const BZIP2: Program = Program {
    name: "bzip2",
    package: "bzip2",
    tools: &[],
    quick: true,
    build: "make -j$JOBS CC=\"$CC\" AR=\"$AR\" RANLIB=\"$RANLIB\" bzip2 bzip2recover",
    binary: "bzip2",
    suite,
};

/// `make` stops at the first comparison that fails.
fn suite(site: &Site) -> Result<Tally> {
    let output = site.suite("suite", "make -o bzip2 test")?;
    let mut tally =
        Tally { passed: output.lines().filter(|line| line.starts_with("cmp ")).count(), ..Tally::default() };
    if !output.contains("If you got this far") {
        tally.passed = tally.passed.saturating_sub(1);
        tally.fail(output.lines().rfind(|line| line.starts_with("cmp ")).unwrap_or("the start"));
    }
    Ok(tally)
}
