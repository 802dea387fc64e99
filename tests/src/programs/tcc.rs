//! TinyCC: its own tests, compiled to programs of this machine's C library and run, for a static program cannot run
//! code that needs its symbols (`-run`).

use super::{Program, Site, Tally};
use anyhow::Result;

pub const TCC: Program = Program {
    name: "tcc",
    package: "tcc",
    tools: &[],
    quick: false,
    build: "./configure --cc=\"$CC\" --ar=\"$AR\" && make -j$JOBS tcc libtcc1.a",
    binary: "tcc",
    suite,
};

fn suite(site: &Site) -> Result<Tally> {
    let output = site.suite("suite", "make -k -C tests/tests2 NORUN=true")?;
    let mut tally = Tally::default();
    for line in output.lines() {
        if line.starts_with("Test: ") {
            tally.passed += 1;
        } else if let Some((_, name)) = line.strip_prefix("make: *** [").and_then(|line| line.split_once(": ")) {
            tally.fail(name.split(']').next().unwrap_or(name));
        }
    }
    tally.passed -= tally.failed.len();
    Ok(tally.note("tests2, compiled to files"))
}
