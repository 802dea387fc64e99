//! BusyBox, with its default configuration: its own suite.

use super::{Program, Site, Tally};
use anyhow::Result;

pub const BUSYBOX: Program = Program {
    name: "busybox",
    package: "busybox",
    tools: &[],
    quick: false,
    build: "make defconfig >/dev/null && sed -i 's/.*CONFIG_STATIC is not set.*/CONFIG_STATIC=y/' .config && \\
            make -j$JOBS CC=\"$CC\" AR=\"$AR\" STRIP=\"$STRIP\" HOSTCC=gcc SKIP_STRIP=y busybox busybox.links",
    binary: "busybox",
    suite,
};

fn suite(site: &Site) -> Result<Tally> {
    Tally::of_lines(
        &site.suite("suite", "cd testsuite && SKIP_KNOWN_BUGS=1 SHELL=/bin/sh bindir=$PWD/.. srcdir=. ./runtest")?,
    )
}
