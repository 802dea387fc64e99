//! The fork torture in `torture/`: a row for each part of the library.

use crate::job::{Filter, Job, Outcome};
use crate::{Platform, build_folder, watchdog, workspace};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// What a row may take.
const LIMIT: Duration = Duration::from_secs(900);

/// Rows whose children make threads: qemu-user 7.2 crashes when the forked child of a process with threads makes one,
/// whatever the C library, so they run natively only.
const NOT_EMULATED: [&str; 6] = ["threads", "keys", "nested", "generations", "aio", "timers"];

/// A job for each row, with as many forks.
pub fn jobs(platform: &Platform, filter: &Filter, forks: u32) -> Vec<Job> {
    let mut jobs = Vec::new();
    let missing = missing(&platform.compiler);
    for (name, _) in rows() {
        let full = format!("{} torture {name}", platform.name);
        if platform.emulator.is_some() && NOT_EMULATED.contains(&name.as_str()) {
            continue;
        }
        if filter.wants(&full) && missing.iter().all(|(row, _)| *row != name) {
            let platform = platform.clone();
            jobs.push(Job {
                name: full.clone(),
                alone: false,
                run: Box::new(move |_| {
                    let result = program(&platform.name, &platform.compiler, &[])
                        .and_then(|program| run(&platform, &program, &name, forks))
                        .and_then(|verdict| if verdict == "ok" { Ok(()) } else { bail!(verdict) });
                    vec![Outcome::new(full, result)]
                }),
            });
        }
    }
    jobs
}

/// The rows' names and what they are about, as the sources have them.
pub fn rows() -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for (name, path) in crate::job::c_files(&workspace().join("tests/torture")) {
        if name == "main" {
            continue;
        }
        let source = std::fs::read_to_string(path).unwrap_or_default();
        let table = source.split("_rows[] = {").nth(1).unwrap_or_default();
        for line in table.lines().filter_map(|line| line.trim().strip_prefix("{\"")) {
            let mut parts = line.split('"');
            if let (Some(name), Some(_), Some(about)) = (parts.next(), parts.next(), parts.next()) {
                rows.push((name.to_owned(), about.to_owned()));
            }
        }
    }
    rows
}

/// Parts of the library that rows need, and a function whose declaration tells that it is there: an installed header
/// declares what is defined.
const PARTS: [(&str, &str, &str, &str); 5] = [
    ("aio", "AIO", "aio.h", "aio_read"),
    ("gettext", "GETTEXT", "libintl.h", "dngettext"),
    ("lookup", "GETADDRINFO", "netdb.h", "getaddrinfo"),
    ("syslog", "SYSLOG", "syslog.h", "syslog"),
    ("timers", "TIMERS", "time.h", "timer_create"),
];

/// The parts that the sysroot of `compiler` lacks, as the row's name and the macro that says so.
fn missing(compiler: &Path) -> Vec<(&'static str, String)> {
    let Some(include) = compiler.parent().and_then(Path::parent).map(|root| root.join("include")) else {
        return Vec::new();
    };
    if !include.join("features.h").is_file() || include == Path::new("/usr/include") {
        return Vec::new();
    }
    let lacks = |header: &str, function: &str| {
        let text = std::fs::read_to_string(include.join(header)).unwrap_or_default();
        !text.contains(&format!("{function}("))
    };
    let parts = PARTS.iter().filter(|(_, _, header, function)| lacks(header, function));
    parts.map(|(row, part, ..)| (*row, format!("-DWITHOUT_{part}"))).collect()
}

/// Builds the program once.
fn program(name: &str, compiler: &Path, flags: &[&str]) -> Result<PathBuf> {
    static BUILT: std::sync::Mutex<Vec<PathBuf>> = std::sync::Mutex::new(Vec::new());
    let program = build_folder().join(name).join("torture");
    let mut built = BUILT.lock().map_err(|_| anyhow::anyhow!("another row failed to build it"))?;
    if built.contains(&program) {
        return Ok(program);
    }
    std::fs::create_dir_all(program.parent().context("a program lies in a folder")?)?;
    let mut command = Command::new(compiler);
    command.args(["-std=gnu2x", "-O1", "-g", "-static", "-pthread", "-o"]).arg(&program).args(flags);
    command.args(missing(compiler).into_iter().map(|(_, flag)| flag));
    for (_, file) in crate::job::c_files(&workspace().join("tests/torture")) {
        command.arg(file);
    }
    watchdog::run(&mut command, LIMIT)?.success()?;
    built.push(program.clone());
    Ok(program)
}

/// Runs a row; its verdict, with what a child complained of.
fn run(platform: &Platform, program: &Path, row: &str, forks: u32) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let mut command = watchdog::command(platform, program, folder.path());
    // An emulator is slow, and a debug build's checks are.
    let patience = if platform.emulator.is_some() { "60" } else { "20" };
    let finished = watchdog::run(command.args([row, &forks.to_string()]).env("TORTURE_PATIENCE", patience), LIMIT)?;
    let output = String::from_utf8_lossy(&finished.output);
    let Some((verdict, done)) = output.trim().split_once('\t') else {
        bail!("no verdict: {}", watchdog::tail(&finished.errors));
    };
    let errors = watchdog::tail(&finished.errors);
    Ok(match verdict {
        "ok" => verdict.to_owned(),
        _ => format!("{verdict} after {done} forks\n{errors}").trim_end().to_owned(),
    })
}

/// A C library that the table compares, and how to compile with it.
pub struct Library {
    /// Its name in the table.
    pub name: String,
    /// The compiler.
    pub compiler: PathBuf,
    /// Its flags.
    pub flags: Vec<&'static str>,
}

/// Runs every row on every library and prints a Markdown table of the verdicts.
pub fn table(libraries: &[Library], filter: &Filter, forks: u32) -> Result<()> {
    let platform =
        Platform { name: String::new(), compiler: PathBuf::new(), oracle_compiler: PathBuf::new(), emulator: None };
    let mut programs = Vec::new();
    for library in libraries {
        programs.push(program(&format!("table/{}", library.name), &library.compiler, &library.flags)?);
    }
    println!(
        "| the child, while threads do the same | {} |",
        libraries.iter().map(|library| library.name.clone()).collect::<Vec<_>>().join(" | ")
    );
    println!("|---|{}", "---|".repeat(libraries.len()));
    for (row, about) in rows() {
        if !filter.wants(&row) {
            continue;
        }
        let mut cells = Vec::new();
        for program in &programs {
            let verdict = run(&platform, program, &row, forks)?;
            cells.push(verdict.lines().next().unwrap_or_default().replace('-', " "));
        }
        println!("| {about} | {} |", cells.join(" | "));
    }
    Ok(())
}
