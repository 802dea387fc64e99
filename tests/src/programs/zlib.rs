//! zlib: its own example programs test it.

use super::{Program, Site, Tally};
use anyhow::Result;

pub const ZLIB: Program = Program {
    name: "zlib",
    package: "zlib",
    tools: &[],
    quick: true,
    // Its `configure` knows no cross build but by CHOST, for which it would look for tools.
    build: "CFLAGS='-O2 -D_LARGEFILE64_SOURCE=1' ./configure --static && make -j$JOBS static all64",
    binary: "minigzip",
    suite,
};

fn suite(site: &Site) -> Result<Tally> {
    let output = site.suite("suite", "make teststatic test64")?;
    let mut tally = Tally::default();
    for line in output.lines().map(str::trim) {
        if line.ends_with("test OK ***") {
            tally.passed += 1;
        } else if line.ends_with("test FAILED ***") {
            tally.fail(line.trim_matches('*'));
        }
    }
    Ok(tally)
}
