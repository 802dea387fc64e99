//! xz: its own suite.

use super::{Program, Site, Tally};
use anyhow::Result;

pub const XZ: Program = Program {
    name: "xz",
    package: "xz-utils",
    tools: &[],
    quick: false,
    build: "./configure $CROSS --disable-shared --disable-nls && make -j$JOBS && make -j$JOBS check TESTS=",
    binary: "src/xz/xz",
    suite,
};

fn suite(site: &Site) -> Result<Tally> {
    Tally::of_lines(&site.suite("suite", "make check")?)
}
