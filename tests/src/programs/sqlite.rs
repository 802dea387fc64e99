//! SQLite: its shell, its speed test, its tests of many threads and processes, and a soak of killed writers.

use super::tcl::TCL;
use super::zlib::ZLIB;
use super::{Program, Site, Tally};
use crate::watchdog;
use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub const SQLITE: Program = Program {
    name: "sqlite3",
    package: "sqlite3",
    tools: &[("tclsh", "tcl"), ("setpriv", "util-linux")],
    quick: true,
    // `make` pieces the one source file together; compiling that once for all programs saves much time.
    build: "./configure $CROSS --disable-tcl --disable-shared --disable-readline && make -j$JOBS sqlite3.c shell.c && \
            $CC -O1 -DSQLITE_THREADSAFE=1 -DSQLITE_ENABLE_MATH_FUNCTIONS -DHAVE_USLEEP=1 -c sqlite3.c && \
            $CC -O1 -o sqlite3 shell.c sqlite3.o -lm -lpthread && \
            $CC -O1 -I. -o speedtest1 test/speedtest1.c sqlite3.o -lm -lpthread",
    binary: "sqlite3",
    suite,
};

/// The thorough part of the suite: many threads, many processes.
const BUILD_MORE: &str = "$CC -O1 -I. -o mptester mptest/mptest.c sqlite3.o -lm -lpthread && \
    $CC -O1 -I. -Isrc -o threadtest3 test/threadtest3.c src/test_multiplex.c sqlite3.o -lm -lpthread";

const LIMIT: Duration = Duration::from_secs(600);

fn suite(site: &Site) -> Result<Tally> {
    let mut tally = Tally::default();
    tally.add("speedtest1", site.shell("speedtest1", "./speedtest1 --size 5 --verify speed.db"));
    tally.add("speedtest1, threads", site.shell("speedtest1-threads", "./speedtest1 --size 3 --multithread --memdb"));
    tally.add("integrity", integrity(&site.folder.join("sqlite3"), &site.folder.join("speed.db")));
    tally.add("killed writers", soak(site));
    if site.limits.thorough {
        site.shell("build-more", BUILD_MORE)?;
        site.emulate()?;
        tally.add("threadtest3", site.shell("threadtest3", "./threadtest3 | grep '^0 errors out of'"));
        for script in ["crash01", "multiwrite01"] {
            let run = format!("./mptester mp.db mptest/{script}.test --repeat 3");
            tally.add(&format!("mptest {script}"), site.shell(script, &run));
        }
    }
    if site.limits.thorough && site.is_native() {
        own_suite(site, &mut tally)?;
    }
    Ok(tally.note("veryquick, natively; speedtest1, threadtest3, mptest; killed writers"))
}

/// Its own suite, by Tcl on the same C library. It does not run as root.
fn own_suite(site: &Site, tally: &mut Tally) -> Result<()> {
    let tcl = TCL.build(&site.platform, site.libc, site.limits).context("Tcl")?;
    let zlib = ZLIB.build(&site.platform, site.libc, site.limits).context("zlib")?;
    let (tcl, zlib) = (tcl.folder.display(), zlib.folder.display());
    let build = format!(
        "make testfixture CFLAGS='-O1 -I{tcl}/generic -I{tcl}/unix -I{zlib}' \
         LIBTCL='{tcl}/unix/libtcl8.6.a {zlib}/libz.a -lm -lpthread -ldl'"
    );
    site.shell("build-testfixture", &build)?;
    let run = format!(
        "mkdir run && chmod 777 run && cd run && export TCL_LIBRARY={tcl}/library HOME=$PWD
         user=; [ $(id -u) != 0 ] || user='setpriv --reuid 65534 --regid 65534 --clear-groups'
         $user ../testfixture ../test/veryquick.test"
    );
    for line in site.suite("suite", &run)?.lines() {
        if let Some((errors, tests)) = line.split_once(" errors out of ") {
            let number = |text: &str| text.split(' ').next().and_then(|word| word.parse::<usize>().ok()).unwrap_or(0);
            tally.passed += number(tests).saturating_sub(number(errors));
        } else if let Some(names) = line.strip_prefix("!Failures on these tests:") {
            names.split_whitespace().for_each(|name| tally.fail(name));
        }
    }
    Ok(())
}

/// Kills a writer again and again, at any moment: the database stays whole, and what was committed is in it.
fn soak(site: &Site) -> Result<()> {
    let shell = site.folder.join("sqlite3");
    let database = site.folder.join("soak.db");
    query(&shell, &database, "PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER PRIMARY KEY, text)")?;
    let begin = Instant::now();
    let (mut round, mut committed) = (0, 0);
    while begin.elapsed() < site.limits.soak || round < 3 {
        // Both kinds of journal.
        query(
            &shell,
            &database,
            if round % 2 == 0 { "PRAGMA journal_mode = WAL" } else { "PRAGMA journal_mode = DELETE" },
        )?;
        let mut writer = Writer::start(&shell, &database)?;
        let last = writer.write(committed, Duration::from_millis(50 + round * 37 % 400))?;
        integrity(&shell, &database).with_context(|| format!("after {round} kills"))?;
        let found = query(&shell, &database, "SELECT coalesce(max(n), 0) FROM t")?.trim().parse()?;
        ensure!(last <= found, "row {last} was committed, but {found} is the last one");
        let count: u64 = query(&shell, &database, "SELECT count(*) FROM t")?.trim().parse()?;
        ensure!(count == found, "there are {count} of {found} rows");
        committed = found;
        round += 1;
    }
    Ok(())
}

/// A shell that inserts rows.
struct Writer(Child);

impl Writer {
    fn start(shell: &Path, database: &Path) -> Result<Self> {
        let mut command = Command::new(shell);
        command.arg("-batch").arg(database).stdin(Stdio::piped()).stdout(Stdio::piped());
        Ok(Self(command.spawn()?))
    }

    /// Inserts rows beyond `last` for a while and kills the shell; the last row of which it said that it is there.
    fn write(&mut self, last: u64, time: Duration) -> Result<u64> {
        let mut input = self.0.stdin.take().context("the writer has an input")?;
        let output = BufReader::new(self.0.stdout.take().context("the writer has an output")?);
        let reader = std::thread::spawn(move || {
            output.lines().map_while(Result::ok).filter_map(|line| line.parse().ok()).last().unwrap_or(0)
        });
        let begin = Instant::now();
        let mut row = last;
        while begin.elapsed() < time {
            row += 1;
            let insert = format!(
                "BEGIN; INSERT INTO t VALUES ({row}, hex(randomblob(300))); UPDATE t SET text = hex(randomblob(200)) \
                 WHERE n % 50 = {row} % 50; COMMIT; SELECT {row};\n"
            );
            if input.write_all(insert.as_bytes()).is_err() {
                break;
            }
        }
        self.0.kill()?;
        self.0.wait()?;
        Ok(reader.join().unwrap_or(0))
    }
}

fn integrity(shell: &Path, database: &Path) -> Result<()> {
    let answer = query(shell, database, "PRAGMA integrity_check")?;
    ensure!(answer.trim() == "ok", "{answer}");
    Ok(())
}

fn query(shell: &Path, database: &Path, statement: &str) -> Result<String> {
    let output = watchdog::run(Command::new(shell).arg("-batch").arg(database).arg(statement), LIMIT)?.success()?;
    Ok(String::from_utf8(output)?)
}
