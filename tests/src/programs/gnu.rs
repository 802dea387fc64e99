//! GNU programs with automake's suites, and GNU make with its own.

use super::{Program, Site, Tally};
use anyhow::Result;

pub const SED: Program = Program {
    name: "sed",
    package: "sed",
    tools: &[("perl", "perl")],
    quick: false,
    build: "./configure $CROSS --disable-nls --disable-i18n --without-selinux && make -j$JOBS && \
            make -j$JOBS check TESTS= VERBOSE=",
    binary: "sed/sed",
    suite: automake,
};

pub const MAKE: Program = Program {
    name: "make",
    package: "make-dfsg",
    // Debian's package comes without `configure`.
    tools: &[
        ("perl", "perl"),
        ("autoconf", "autoconf"),
        ("automake", "automake"),
        ("autopoint", "autopoint"),
        ("pkg-config", "pkg-config"),
    ],
    quick: false,
    build: "autoreconf --install --force && ./configure $CROSS --without-guile --disable-nls && make -j$JOBS",
    binary: "make",
    suite: make,
};

fn automake(site: &Site) -> Result<Tally> {
    Tally::of_lines(&site.suite("suite", "make -k check")?)
}

/// Lines such as `features/archives ........ ok     (10 passed)`.
fn make(site: &Site) -> Result<Tally> {
    let output = site.suite("suite", "cd tests && perl ./run_make_tests.pl -srcdir .. -make ../make")?;
    let mut tally = Tally::default();
    for line in output.lines() {
        let Some((name, result)) = line.split_once(" .") else { continue };
        let result = result.trim_start_matches('.').trim();
        let passed = result.split(['(', '/', ' ']).find_map(|word| word.parse::<usize>().ok()).unwrap_or(0);
        if result.starts_with("ok") {
            tally.passed += passed;
        } else if result.starts_with("FAILED") {
            tally.passed += passed;
            tally.fail(name);
        } else if result.starts_with("N/A") {
            tally.skipped += 1;
        }
    }
    Ok(tally)
}
