//! The fork torture in `torture/`: a row for each part of the library. The rows of `allocator_rows.c` run once for each
//! allocator that an application may bring along.

use crate::allocators::Allocator;
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
    for (row, _) in rows() {
        if platform.emulator.is_some() && NOT_EMULATED.contains(&row.as_str())
            || missing.iter().any(|(name, _)| *name == row)
        {
            continue;
        }
        for &allocator in allocators(&row) {
            let name = format!("{} torture {row} {}", platform.name, allocator.name());
            let name = name.trim_end_matches(" library").to_owned();
            if filter.wants(&name) {
                let (platform, row) = (platform.clone(), row.clone());
                let run = move || {
                    let program = program(&platform, allocator, &[])?;
                    let verdict = run(&platform, &program, &row, forks)?;
                    if verdict == "ok" { Ok(()) } else { bail!(verdict) }
                };
                jobs.push(Job {
                    name: name.clone(),
                    alone: false,
                    run: Box::new(move |_| vec![Outcome::new(name, run())]),
                });
            }
        }
    }
    jobs
}

/// The allocators that a row runs with.
fn allocators(row: &str) -> &'static [Allocator] {
    if row.starts_with("allocator") { &Allocator::ALL } else { &[Allocator::Library] }
}

/// The rows' names and what they are about, as the sources have them.
pub fn rows() -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for (name, path) in crate::job::c_files(&workspace().join("tests/torture")) {
        if !name.ends_with("_rows") {
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

/// Builds the program with an allocator once.
fn program(platform: &Platform, allocator: Allocator, flags: &[&str]) -> Result<PathBuf> {
    static BUILT: std::sync::Mutex<Vec<PathBuf>> = std::sync::Mutex::new(Vec::new());
    let program = build_folder().join(&platform.name).join(format!("torture-{}", allocator.name()));
    let mut built = BUILT.lock().map_err(|_| anyhow::anyhow!("another row failed to build it"))?;
    if built.contains(&program) {
        return Ok(program);
    }
    std::fs::create_dir_all(program.parent().context("a program lies in a folder")?)?;
    let mut command = Command::new(&platform.compiler);
    command.args(["-std=gnu2x", "-O1", "-g", "-static", "-pthread", "-o"]).arg(&program).args(flags);
    command.args(missing(&platform.compiler).into_iter().map(|(_, flag)| flag));
    for (name, file) in crate::job::c_files(&workspace().join("tests/torture")) {
        // What lies in a folder below is not the program's.
        if !name.contains('/') {
            command.arg(file);
        }
    }
    watchdog::run(command.args(allocator.inputs(platform)?), LIMIT)?.success()?;
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
    let mut platforms = Vec::new();
    for library in libraries {
        let (name, compiler) = (format!("table/{}", library.name), library.compiler.clone());
        platforms.push(Platform { name, compiler, oracle_compiler: PathBuf::new(), emulator: None, checked: false });
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
        // The library's own malloc has a row already.
        let allocator = if allocators(&row).contains(&Allocator::Own) { Allocator::Own } else { Allocator::Library };
        let mut cells = Vec::new();
        for (platform, library) in platforms.iter().zip(libraries) {
            let program = program(platform, allocator, &library.flags)?;
            let verdict = run(platform, &program, &row, forks)?;
            cells.push(verdict.lines().next().unwrap_or_default().replace('-', " "));
        }
        println!("| {about} | {} |", cells.join(" | "));
    }
    Ok(())
}
