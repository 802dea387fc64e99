//! Redis: parts of its own suite, and saving by fork while clients write.

use super::network::free_port;
use super::{Program, Site, Tally};
use anyhow::Result;

pub const REDIS: Program = Program {
    name: "redis",
    package: "redis",
    tools: &[("tclsh", "tcl")],
    quick: false,
    // With the C library's allocator, which is what forks and saves are to stress.
    build: "make -j$JOBS MALLOC=libc CC=\"$CC\" AR=\"$AR\" RANLIB=\"$RANLIB\" OPTIMIZATION=-O2 uname_M=${CROSS##*=}",
    binary: "src/redis-server",
    suite,
};

/// The parts of its suite that need neither a cluster nor many minutes.
const PARTS: [&str; 22] = [
    "unit/printver",
    "unit/dump",
    "unit/auth",
    "unit/protocol",
    "unit/keyspace",
    "unit/scan",
    "unit/info",
    "unit/type/string",
    "unit/type/incr",
    "unit/type/list",
    "unit/type/set",
    "unit/type/zset",
    "unit/type/hash",
    "unit/type/stream",
    "unit/sort",
    "unit/expire",
    "unit/multi",
    "unit/pubsub",
    "unit/scripting",
    "unit/aofrw",
    "integration/aof",
    "integration/rdb",
];

/// Clients write while the server forks to save, again and again; then it is killed and reads all back.
const LOAD: &str = include_str!("../../programs/redis/load.sh");

fn suite(site: &Site) -> Result<Tally> {
    let mut tally = Tally::default();
    if site.is_native() {
        let parts: Vec<_> = PARTS.iter().map(|part| format!("--single {part}")).collect();
        let script = format!("./runtest --clients 2 --timeout 600 --baseport {} {}", free_port()?, parts.join(" "));
        for line in site.suite("suite", &script)?.lines().map(without_colours) {
            if line.starts_with("[ok]") {
                tally.passed += 1;
            } else if let Some(name) = line.strip_prefix("[err]:").or_else(|| line.strip_prefix("[exception]:")) {
                tally.fail(name.split(" in tests/").next().unwrap_or(name));
            } else if line.starts_with("[skip]") || line.starts_with("[ignore]") {
                tally.skipped += 1;
            }
        }
    }
    let rounds = 5 + site.limits.soak.as_secs() / 3;
    let script = format!("PORT={} ROUNDS={rounds}\n{LOAD}", free_port()?);
    tally.add("saving under load", site.shell("load", &script));
    Ok(tally.note(if site.is_native() { "parts of its own; saving under load" } else { "saving under load" }))
}

/// A line without the escape sequences that colour it.
fn without_colours(line: &str) -> String {
    let mut text = String::new();
    for (index, part) in line.split('\x1b').enumerate() {
        text.push_str(if index == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) });
    }
    text
}
