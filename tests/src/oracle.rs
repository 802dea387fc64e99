//! The programs in `oracle/`: what one prints is the same, byte for byte, with glibc.

use crate::job::{Filter, Job, Outcome, c_files, flags_of};
use crate::{Platform, build_folder, watchdog, workspace};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(300);

/// A job for each program.
pub fn jobs(platform: &Platform, filter: &Filter) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (path, file) in c_files(&workspace().join("tests/oracle")) {
        let name = format!("{} oracle/{path}", platform.name);
        if filter.wants(&name) {
            let platform = platform.clone();
            jobs.push(Job {
                name: name.clone(),
                alone: false,
                run: Box::new(move |_| vec![Outcome::new(name, compare(&platform, &path, &file))]),
            });
        }
    }
    jobs
}

fn compare(platform: &Platform, path: &str, file: &Path) -> Result<()> {
    let ours = output(platform, path, file, &platform.compiler, "tine").context("with tine")?;
    let theirs = output(platform, path, file, &platform.oracle_compiler, "glibc").context("with glibc")?;
    same(&ours, &theirs)
}

/// An error that shows the first lines that differ.
pub fn same(ours: &[u8], theirs: &[u8]) -> Result<()> {
    if ours == theirs {
        return Ok(());
    }
    let (mut left, mut right) = (ours.split(|&byte| byte == b'\n'), theirs.split(|&byte| byte == b'\n'));
    let (mut line, mut shown, mut text) = (0, 0, String::new());
    loop {
        let (a, b) = (left.next(), right.next());
        line += 1;
        if (a.is_none() && b.is_none()) || shown == 10 {
            bail!("the outputs differ\n{text}");
        }
        if a != b {
            let show = |line: Option<&[u8]>| {
                line.map_or("(nothing)".into(), |line| String::from_utf8_lossy(line).into_owned())
            };
            text.push_str(&format!("line {line}\n  tine:   {}\n  oracle: {}\n", show(a), show(b)));
            shown += 1;
        }
    }
}

/// What the program prints when it is compiled with `compiler`.
fn output(platform: &Platform, path: &str, file: &Path, compiler: &Path, libc: &str) -> Result<Vec<u8>> {
    let program = build_folder().join(&platform.name).join("oracle").join(libc).join(path);
    fs::create_dir_all(program.parent().context("a program lies in a folder")?)?;
    let mut command = Command::new(compiler);
    command.args(["-std=gnu2x", "-O1", "-g", "-Wall", "-fno-builtin", "-pthread", "-static", "-o"]);
    command.arg(&program).arg(file).args(flags_of(&fs::read_to_string(file)?)).arg("-lm");
    watchdog::run(&mut command, LIMIT)?.success()?;
    let folder = tempfile::tempdir()?;
    watchdog::run(&mut watchdog::command(platform, &program, folder.path()), LIMIT)?.success()
}
