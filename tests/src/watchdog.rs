//! Running a program that may hang, crash or write without end.

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use std::fs::File;
use std::io::{Read, Seek};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// What a program did.
pub struct Finished {
    /// How it ended.
    pub status: ExitStatus,
    /// What it wrote to standard output.
    pub output: Vec<u8>,
    /// What it wrote to standard error.
    pub errors: Vec<u8>,
}

impl Finished {
    /// The output, or an error that shows how the program failed.
    pub fn success(self) -> Result<Vec<u8>> {
        if self.status.success() {
            return Ok(self.output);
        }
        let how = match (self.status.code(), self.status.signal()) {
            (Some(code), _) => format!("exit status {code}"),
            (None, signal) => {
                let signal = signal.and_then(|signal| Signal::try_from(signal).ok());
                signal.map_or("an unknown end".to_owned(), |signal| signal.as_str().to_owned())
            }
        };
        bail!("{how}\n{}{}", tail(&self.output), tail(&self.errors));
    }
}

/// The last lines of what a program wrote.
pub fn tail(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].iter().map(|line| format!("{line}\n")).collect()
}

/// Runs a command in a process group of its own, which is killed as a whole when the command has ended or `limit`
/// has passed; the latter is an error.
pub fn run(command: &mut Command, limit: Duration) -> Result<Finished> {
    let (mut output, mut errors) = (tempfile::tempfile()?, tempfile::tempfile()?);
    command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(errors.try_clone()?).process_group(0);
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command.spawn().with_context(|| format!("cannot run {name}"))?;
    let group = Pid::from_raw(child.id() as i32);
    let begin = Instant::now();
    let mut pause = Duration::from_micros(200);
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if begin.elapsed() > limit {
            break None;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    };
    // Whatever the program left running ends too; nothing left is fine.
    let _ = killpg(group, Signal::SIGKILL);
    let timed_out = status.is_none();
    let status = status.map_or_else(|| child.wait(), Ok)?;
    let finished = Finished { status, output: read(&mut output)?, errors: read(&mut errors)? };
    if timed_out {
        bail!("hung: killed after {} s\n{}{}", limit.as_secs(), tail(&finished.output), tail(&finished.errors));
    }
    Ok(finished)
}

fn read(file: &mut File) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A command for a program of a platform, in a folder of its own, with an environment that says nothing.
pub fn command(platform: &crate::Platform, program: &Path, folder: &Path) -> Command {
    let mut command = match &platform.emulator {
        Some(emulator) => {
            let mut command = Command::new(emulator);
            command.arg(program);
            command
        }
        None => Command::new(program),
    };
    command.current_dir(folder).env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("HOME", folder);
    command
}
