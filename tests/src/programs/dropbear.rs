//! Dropbear: its own suite logs in over the loopback interface; without Python, a smoke test does.

use super::network::free_port;
use super::{Program, Site, Tally};
use anyhow::Result;

pub const DROPBEAR: Program = Program {
    name: "dropbear",
    package: "dropbear",
    tools: &[
        ("pytest-3", "python3-pytest"),
        ("/usr/lib/python3/dist-packages/psutil/__init__.py", "python3-psutil"),
        ("ssh-keygen", "openssh-client"),
    ],
    quick: false,
    build: "./configure $CROSS --disable-zlib --enable-bundled-libtom --enable-static && \\
            make -j$JOBS PROGRAMS='dropbear dbclient dropbearkey dropbearconvert scp' AR=\"$AR\" RANLIB=\"$RANLIB\"",
    binary: "dropbear",
    suite,
};

/// Lets a client log in with a key, as its own suite wants it too.
const KEYS: &str = include_str!("../../programs/dropbear/keys.sh");

/// A session with a key, a copy of much data, and a forwarded port.
const SMOKE: &str = include_str!("../../programs/dropbear/session.sh");

/// One of its tests wants a Python environment of its own, and programs at random addresses.
fn suite(site: &Site) -> Result<Tally> {
    let mut tally = Tally::default();
    if site.is_native() {
        let script = "cd test && ../dropbearkey -t ecdsa -f fakekey >/dev/null && \
                      /usr/bin/python3 -m pytest -rA --deselect test_aslr.py --hostkey=fakekey --dbclient=../dbclient --dropbear=../dropbear .";
        for line in site.suite("suite", &format!("{KEYS}\n{script}"))?.lines() {
            match line.split_once(' ') {
                Some(("PASSED", _)) => tally.passed += 1,
                Some(("FAILED" | "ERROR", name)) => tally.fail(name.split(" - ").next().unwrap_or(name)),
                Some(("SKIPPED" | "XFAIL", _)) => tally.skipped += 1,
                _ => {}
            }
        }
    }
    tally.add("session", site.shell("session", &format!("PORT={}\n{KEYS}\n{SMOKE}", free_port()?)));
    Ok(tally.note(if site.is_native() { "its own; a session" } else { "a session" }))
}
