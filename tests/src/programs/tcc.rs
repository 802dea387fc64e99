//! TinyCC. Built with tine it compiles against tine's headers and links tine's archive: its own tests make programs that
//! run. They are made as files, for a static program cannot lend a C library's symbols to code in memory (`-run`).

use super::{Program, Site, Tally};
use anyhow::Result;

pub const TCC: Program = Program {
    name: "tcc",
    package: "tcc",
    tools: &[],
    quick: false,
    build: "[ -z \"$CROSS\" ] || set -- --cpu=${CROSS##*=}; cpu=\"$*\"; root=${CC%/bin/tine-cc}; set --; \\
            [ \"$root\" = \"$CC\" ] || set -- --config-musl --sysincludepaths={B}/include:$root/include \\
                --libpaths=$root/lib:{B} --crtprefix=$root/lib; \\
            ./configure --cc=\"$CC\" --ar=\"$AR\" ${cpu%-linux-gnu} \"$@\" && make -j$JOBS tcc",
    binary: "tcc",
    suite,
};

/// Tests that take `-run`, or the checks of bounds that TinyCC has for glibc only.
const NOT_STATIC: [&str; 8] = ["60_", "96_", "112_", "113_", "114_", "115_", "116_", "117_"];

const RUN: &str = include_str!("../../programs/tcc/run.sh");

fn suite(site: &Site) -> Result<Tally> {
    std::fs::write(site.folder.join("run.sh"), RUN)?;
    let script = "make libtcc1.a >/dev/null && make -k -C tests/tests2 TCC=\"sh $PWD/run.sh $PWD/tcc -B$PWD\"";
    let output = site.suite("suite", script)?;
    let mut tally = Tally::default();
    for line in output.lines() {
        if line.starts_with("Test: ") {
            tally.passed += 1;
        } else if let Some((_, name)) = line.strip_prefix("make: *** [").and_then(|line| line.split_once(": ")) {
            let name = name.split(']').next().unwrap_or(name);
            tally.passed -= 1;
            if NOT_STATIC.iter().any(|number| name.starts_with(number)) {
                tally.skipped += 1;
            } else {
                tally.fail(name);
            }
        }
    }
    Ok(tally.note("tests2, as static programs"))
}
