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

/// Another C library's headers: programs that are compiled with them are linked with tine.
#[derive(Clone)]
pub struct Foreign {
    /// Whose they are.
    pub name: &'static str,
    /// The compiler.
    pub compiler: String,
    /// Where they are.
    pub folder: PathBuf,
    /// The programs, as in `stdio/input`.
    pub programs: &'static [&'static str],
}

/// A job for each program that has a test to run.
pub fn jobs(platform: &Platform, filter: &Filter) -> Vec<Job> {
    jobs_with(platform, None, filter)
}

/// The same for programs that see another library's headers.
pub fn foreign_jobs(platform: &Platform, foreign: &Foreign, filter: &Filter) -> Vec<Job> {
    jobs_with(platform, Some(foreign), filter)
}

fn jobs_with(platform: &Platform, foreign: Option<&Foreign>, filter: &Filter) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (path, file) in c_files(&workspace().join("tests/c")) {
        if foreign.is_some_and(|foreign| !foreign.programs.contains(&path.as_str())) {
            continue;
        }
        let source = fs::read_to_string(&file).unwrap_or_default();
        let kind = foreign.map_or_else(|| "c".to_owned(), |foreign| format!("{}-objects", foreign.name));
        let path = format!("{kind}/{path}");
        let name = format!("{} {path}", platform.name);
        // The test's own name may be what is asked for; it stands in the source.
        if !filter.wants(&name) && !filter.wants(&source) {
            continue;
        }
        let (platform, foreign) = (platform.clone(), foreign.cloned());
        jobs.push(Job {
            name: name.clone(),
            alone: false,
            run: Box::new(move |filter| match prepare(&platform, foreign.as_ref(), &path, &file, &flags_of(&source)) {
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
fn prepare(
    platform: &Platform,
    foreign: Option<&Foreign>,
    path: &str,
    file: &Path,
    flags: &[String],
) -> Result<(PathBuf, Vec<String>)> {
    let program = build_folder().join(&platform.name).join(path);
    fs::create_dir_all(program.parent().context("a program lies in a folder")?)?;
    let mut link = Command::new(&platform.compiler);
    link.arg("-pthread").arg("-o").arg(&program);
    match foreign {
        None => {
            common(&mut link, platform).arg("-Werror").arg(file);
        }
        Some(foreign) => {
            let object = program.with_extension("o");
            let mut compiler = Command::new(&foreign.compiler);
            // What is the compiler's own, such as <stdatomic.h>, comes last.
            let own =
                watchdog::run(Command::new(&foreign.compiler).arg("-print-file-name=include"), LIMIT)?.success()?;
            compiler.args(["-nostdinc", "-isystem"]).arg(&foreign.folder);
            compiler.args(["-idirafter", String::from_utf8(own)?.trim()]);
            common(&mut compiler, platform).args(["-pthread", "-c"]).arg(file).args(flags).arg("-o").arg(&object);
            watchdog::run(&mut compiler, LIMIT)?.success()?;
            link.arg(object);
        }
    }
    watchdog::run(link.args(flags), LIMIT)?.success()?;
    let list = watchdog::run(watchdog::command(platform, &program, Path::new("/")).arg("--list"), LIMIT)?.success()?;
    let tests: Vec<_> = String::from_utf8(list)?.lines().map(str::to_owned).collect();
    anyhow::ensure!(!tests.is_empty(), "it has no test");
    Ok((program, tests))
}

fn common<'a>(compiler: &'a mut Command, platform: &Platform) -> &'a mut Command {
    compiler.args(["-std=gnu2x", "-O1", "-g", "-Wall", "-fno-builtin"]);
    if platform.checked {
        compiler.arg("-DCHECKED");
    }
    compiler.arg("-I").arg(workspace().join("tests/c"))
}

fn run(platform: &Platform, program: &Path, test: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    watchdog::run(watchdog::command(platform, program, folder.path()).arg(test), LIMIT)?.success().map(drop)
}
