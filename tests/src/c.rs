//! The C programs in `c/`: each test of a program runs in a process and a folder of its own.

use crate::job::{Filter, Job, Outcome, c_files, flags_of};
use crate::{Platform, build_folder, watchdog, workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// What a test may take; `check.h` ends it before by itself.
const LIMIT: Duration = Duration::from_secs(150);

/// A job for each program that has a test to run.
pub fn jobs(platform: &Platform, filter: &Filter) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (path, file) in c_files(&workspace().join("tests/c")) {
        let source = fs::read_to_string(&file).unwrap_or_default();
        let name = format!("{} c/{path}", platform.name);
        // The test's own name may be what is asked for; it stands in the source.
        if !filter.wants(&name) && !filter.wants(&source) {
            continue;
        }
        let platform = platform.clone();
        jobs.push(Job {
            name: name.clone(),
            alone: false,
            run: Box::new(move |filter| match prepare(&platform, &path, &file, &flags_of(&source)) {
                Ok((program, tests)) => tests
                    .iter()
                    .map(|test| (test, format!("{name} {test}")))
                    .filter(|(_, name)| filter.wants(name))
                    .map(|(test, name)| Outcome::new(name, run(&platform, &program, test)))
                    .collect(),
                Err(error) => vec![Outcome::new(name, Err(error))],
            }),
        });
    }
    jobs
}

/// Compiles a program; it, and the names of its tests.
fn prepare(platform: &Platform, path: &str, file: &Path, flags: &[String]) -> Result<(PathBuf, Vec<String>)> {
    let program = build_folder().join(&platform.name).join("c").join(path);
    fs::create_dir_all(program.parent().context("a program lies in a folder")?)?;
    let mut compiler = Command::new(&platform.compiler);
    compiler.args(["-std=gnu2x", "-O1", "-g", "-Wall", "-Werror", "-fno-builtin", "-pthread"]);
    if platform.checked {
        compiler.arg("-DCHECKED");
    }
    compiler.arg("-I").arg(workspace().join("tests/c")).arg("-o").arg(&program).arg(file).args(flags);
    watchdog::run(&mut compiler, LIMIT)?.success()?;
    let list = watchdog::run(watchdog::command(platform, &program, Path::new("/")).arg("--list"), LIMIT)?.success()?;
    let tests: Vec<_> = String::from_utf8(list)?.lines().map(str::to_owned).collect();
    anyhow::ensure!(!tests.is_empty(), "it has no test");
    Ok((program, tests))
}

fn run(platform: &Platform, program: &Path, test: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    watchdog::run(watchdog::command(platform, program, folder.path()).arg(test), LIMIT)?.success().map(drop)
}
