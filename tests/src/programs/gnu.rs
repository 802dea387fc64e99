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

pub const GREP: Program = Program {
    name: "grep",
    package: "grep",
    tools: &[("perl", "perl")],
    quick: false,
    build: "./configure $CROSS --disable-nls && make -j$JOBS && make -j$JOBS check TESTS= VERBOSE=",
    binary: "src/grep",
    suite: automake,
};

pub const COREUTILS: Program = Program {
    name: "coreutils",
    package: "coreutils",
    tools: &[("perl", "perl")],
    quick: false,
    build: "./configure $CROSS --disable-nls --without-selinux --without-libgmp --enable-no-install-program=stdbuf && \
            make -j$JOBS && make -j$JOBS check TESTS= VERBOSE=",
    binary: "src/sort",
    suite: automake,
};

pub const GAWK: Program = Program {
    name: "gawk",
    package: "gawk",
    tools: &[("bison", "bison")],
    quick: false,
    build: "./configure $CROSS --disable-nls --disable-mpfr --disable-extensions --without-readline && \
            make -j$JOBS -C support && make -j$JOBS gawk",
    binary: "gawk",
    suite: gawk,
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

/// A file `_NAME` in its folder `test` for each test that failed; the others are named when they begin.
fn gawk(site: &Site) -> Result<Tally> {
    let output = site.suite("suite", "cd test && make -k check; ls _* 2>/dev/null | sed 's/^_/FAILED /' || :")?;
    let mut tally = Tally::default();
    for line in output.lines() {
        if let Some(name) = line.strip_prefix("FAILED ") {
            tally.fail(name);
        } else if !line.is_empty() && line.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c)) {
            tally.passed += 1;
        }
    }
    tally.passed = tally.passed.saturating_sub(tally.failed.len());
    Ok(tally)
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
