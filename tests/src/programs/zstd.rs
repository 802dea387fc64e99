//! zstd: its own test script, fuzzers and thread pool's tests.

use super::{Program, Site, Tally};
use anyhow::Result;

pub const ZSTD: Program = Program {
    name: "zstd",
    package: "libzstd",
    tools: &[],
    quick: false,
    build: "make -j$JOBS -C programs zstd HAVE_ZLIB=0 HAVE_LZMA=0 HAVE_LZ4=0 && \
            make -j$JOBS -C tests fuzzer zstreamtest datagen poolTests legacy decodecorpus invalidDictionaries",
    binary: "programs/zstd",
    suite,
};

/// Each of the suite's parts and how it is run, with few of the fuzzers' rounds.
const PARTS: [(&str, &str); 7] = [
    ("playTests", "EXE_PREFIX= ZSTD_BIN=../programs/zstd DATAGEN_BIN=./datagen ./playTests.sh"),
    ("fuzzer", "./fuzzer -i200 -s1"),
    ("zstreamtest", "./zstreamtest -i100 -s1 && ./zstreamtest --newapi -i100 -s1"),
    ("decodecorpus", "./decodecorpus -t -n100 -s1"),
    ("poolTests", "./poolTests"),
    ("legacy", "./legacy"),
    ("invalidDictionaries", "./invalidDictionaries"),
];

fn suite(site: &Site) -> Result<Tally> {
    let mut tally = Tally::default();
    for (name, script) in PARTS {
        tally.add(name, site.shell(name, &format!("exec 2>&1; cd tests; {script}")));
    }
    Ok(tally)
}
