//! mawk: its own suite compares what its programs print with samples.

use super::{Program, Site, Tally};
use anyhow::Result;

pub const MAWK: Program = Program {
    name: "mawk",
    package: "mawk",
    tools: &[],
    quick: false,
    build: "./configure $CROSS && make -j$JOBS",
    binary: "mawk",
    suite,
};

fn suite(site: &Site) -> Result<Tally> {
    let output = site.suite("suite", "cd test && PATH=..:$PATH ./mawktest && PATH=..:$PATH ./fpe_test")?;
    let mut tally = Tally::default();
    for line in output.lines() {
        if line.ends_with(" OK") {
            tally.passed += 1;
        } else if line.contains("?? fail") || line.contains("failure") {
            tally.fail(line);
        }
    }
    Ok(tally)
}
