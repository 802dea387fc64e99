//! The programs of `tests/rust`: Rust without its standard library, on tine alone.

use crate::job::{Filter, Job, Outcome};
use crate::{Platform, watchdog};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

/// What is built.
pub const PROGRAMS: [&str; 3] = ["hello", "word_count", "echo_server"];

const LIMIT: Duration = Duration::from_secs(60);

/// What builds the programs: gives the folder where they are.
pub type Build = Box<dyn FnOnce() -> Result<PathBuf> + Send>;

/// A job that builds the programs and tries each.
pub fn jobs(platform: &Platform, filter: &Filter, build: Build) -> Vec<Job> {
    let name = format!("{} rust", platform.name);
    if !filter.wants(&name) {
        return Vec::new();
    }
    let platform = platform.clone();
    let job = name.clone();
    let run = move |_: &Filter| match build() {
        Ok(folder) => [hello, word_count, echo_server]
            .iter()
            .zip(PROGRAMS)
            .map(|(test, program)| Outcome::new(format!("{job} {program}"), test(&platform, &folder.join(program))))
            .collect(),
        Err(error) => vec![Outcome::new(job, Err(error))],
    };
    vec![Job { name, alone: false, run: Box::new(run) }]
}

/// What a program prints.
fn output(platform: &Platform, program: &Path, arguments: &[&Path]) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let mut command = watchdog::command(platform, program, folder.path());
    Ok(String::from_utf8(watchdog::run(command.args(arguments), LIMIT)?.success()?)?)
}

fn same(found: &str, expected: &str) -> Result<()> {
    ensure!(found == expected, "printed:\n{found}expected:\n{expected}");
    Ok(())
}

fn hello(platform: &Platform, program: &Path) -> Result<()> {
    same(&output(platform, program, &[])?, "hello, world\n")?;
    same(&output(platform, program, &["Ada".as_ref(), "Dennis".as_ref()])?, "hello, Ada\nhello, Dennis\n")
}

fn word_count(platform: &Platform, program: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let names = ["empty", "line", "large"].map(|name| folder.path().join(name));
    let large = "word  and\tword\n".repeat(100_000);
    for (name, content) in names.iter().zip(["", "one line without an end", &large]) {
        fs::write(name, content)?;
    }
    let counts = [(0, 0, 0), (0, 5, 23), (100_000, 300_000, large.len())];
    let mut expected = String::new();
    for (name, (lines, words, bytes)) in names.iter().zip(counts) {
        expected += &format!("{lines:7} {words:7} {bytes:7} {}\n", name.display());
    }
    expected += &format!("{:7} {:7} {:7} total\n", 100_000, 300_005, large.len() + 23);
    same(&output(platform, program, &names.each_ref().map(PathBuf::as_path))?, &expected)?;
    ensure!(output(platform, program, &["/nonexistent".as_ref()]).is_err(), "a missing file is no error");
    Ok(())
}

/// Ends a server that did not end by itself.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended: then there is nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn echo_server(platform: &Platform, program: &Path) -> Result<()> {
    const CLIENTS: u8 = 4;
    let folder = tempfile::tempdir()?;
    let mut command = watchdog::command(platform, program, folder.path());
    command.arg(CLIENTS.to_string()).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut server = Server(command.spawn()?);
    let mut line = String::new();
    BufReader::new(server.0.stdout.take().context("no output")?).read_line(&mut line)?;
    let port: u16 = line.trim().parse().context("the server did not print its port")?;
    // All are connected before the first one speaks: each has a child of its own.
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let client = TcpStream::connect(("127.0.0.1", port))?;
        client.set_read_timeout(Some(LIMIT))?;
        clients.push(client);
    }
    for (client, byte) in clients.iter_mut().rev().zip(b'a'..) {
        let sent = vec![byte; 10_000];
        client.write_all(&sent)?;
        client.shutdown(Shutdown::Write)?;
        let mut received = Vec::new();
        client.read_to_end(&mut received)?;
        ensure!(received == sent, "{} bytes came back of {}", received.len(), sent.len());
    }
    ensure!(server.0.wait()?.success(), "the server failed");
    Ok(())
}
