//! Every header alone, twice, in each language and mode, with every warning an error.

use crate::job::{Filter, Job, Outcome};
use crate::{Platform, build_folder, watchdog};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60);

/// Headers that only pass on one of the kernel's, which are not so clean.
const KERNELS_OWN: [&str; 3] = ["sys/kd.h", "sys/vt.h", "sys/soundcard.h"];

const WARNINGS: [&str; 6] = ["-Wall", "-Wextra", "-pedantic", "-Wsystem-headers", "-Werror", "-fsyntax-only"];

/// C's editions, and what a program may ask for.
const C: [&[&str]; 9] = [
    &["-std=c99"],
    &["-std=c11"],
    &["-std=c2x"],
    &["-std=gnu11"],
    &["-std=gnu2x", "-D_GNU_SOURCE"],
    &["-std=c99", "-D_POSIX_C_SOURCE=200809L"],
    &["-std=c11", "-D_POSIX_C_SOURCE=202405L"],
    &["-std=c11", "-D_XOPEN_SOURCE=700"],
    &["-std=c11", "-D_GNU_SOURCE"],
];

/// C++ always asks for everything.
const CXX: [&[&str]; 3] = [
    &["-x", "c++", "-std=c++98", "-Wno-long-long", "-Wno-variadic-macros"],
    &["-x", "c++", "-std=c++11"],
    &["-x", "c++", "-std=c++20"],
];

/// The modes that clang and cross compilers go through: the others do not depend on them.
const SOME_C: [&[&str]; 2] = [&["-std=c99"], &["-std=gnu2x", "-D_GNU_SOURCE"]];
const SOME_CXX: [&[&str]; 1] = [&["-x", "c++", "-std=c++20"]];

/// clang has no word for a system header's use of what C++ has not: flexible array members and `_Complex`.
const CLANG: [&str; 1] = ["-Wno-c99-extensions"];

/// A job for each compiler that is installed.
pub fn jobs(platform: &Platform, filter: &Filter) -> Vec<Job> {
    let mut jobs = Vec::new();
    for compiler in ["gcc", "clang"] {
        let name = format!("{} headers/{compiler}", platform.name);
        if !filter.wants(&name) || compiler == "clang" && Command::new("clang").arg("--version").output().is_err() {
            continue;
        }
        let platform = platform.clone();
        let run = move |_: &Filter| test(&platform, compiler);
        jobs.push(Job { name, alone: false, run: Box::new(run) });
    }
    jobs
}

/// A result for each header.
fn test(platform: &Platform, compiler: &'static str) -> Vec<Outcome> {
    let name = format!("{} headers/{compiler}", platform.name);
    let sources = match sources(platform, compiler) {
        Ok(sources) => sources,
        Err(error) => return vec![Outcome::new(name, Err(error))],
    };
    let all = compiler == "gcc" && platform.emulator.is_none();
    let (c, cxx): (&[&[&str]], &[&[&str]]) = if all { (&C, &CXX) } else { (&SOME_C, &SOME_CXX) };
    let mut failures: BTreeMap<&str, String> = BTreeMap::new();
    for flags in c.iter().chain(cxx.iter().filter(|_| has_cxx(platform, compiler))) {
        // All at once; if that fails, each by itself, to see which.
        if compile(platform, compiler, flags, sources.values()).is_ok() {
            continue;
        }
        for (header, source) in &sources {
            if let Err(error) = compile(platform, compiler, flags, [source]) {
                failures.entry(header).or_insert(format!("with {}: {error}", flags.join(" ")));
            }
        }
    }
    sources
        .keys()
        .map(|header| {
            let result = failures.remove(header.as_str()).map_or(Ok(()), Err);
            Outcome::new(format!("{name} {header}"), result)
        })
        .collect()
}

/// A source file for each header.
fn sources(platform: &Platform, compiler: &str) -> Result<BTreeMap<String, PathBuf>> {
    let root = platform.compiler.parent().and_then(Path::parent).context("the compiler lies in no sysroot")?;
    let mut headers = Vec::new();
    walk(&root.join("include"), "", &mut headers)?;
    let folder = build_folder().join(&platform.name).join("headers").join(compiler);
    fs::create_dir_all(&folder)?;
    let mut sources = BTreeMap::new();
    for header in headers {
        let source = folder.join(header.replace('/', "_")).with_extension("c");
        fs::write(&source, format!("#include <{header}>\n#include <{header}>\nextern int tine_nothing;\n"))?;
        sources.insert(header, source);
    }
    Ok(sources)
}

/// The headers that are tine's own and that a program includes.
fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<()> {
    const KERNELS: [&str; 9] = ["bits/", "linux/", "asm/", "asm-generic/", "mtd/", "sound/", "video/", "drm/", "misc/"];
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            let name = format!("{name}/");
            if !KERNELS.contains(&name.as_str()) {
                walk(&entry.path(), &name, found)?;
            }
        } else if !KERNELS_OWN.contains(&name.as_str()) {
            found.push(name);
        }
    }
    Ok(())
}

fn command(platform: &Platform, compiler: &str) -> Command {
    let mut command = Command::new(&platform.compiler);
    if compiler == "clang" {
        command.env("TINE_CC", "clang");
    }
    command
}

/// Whether the compiler knows C++: a cross compiler often does not.
fn has_cxx(platform: &Platform, compiler: &str) -> bool {
    let mut command = command(platform, compiler);
    command.args(["-x", "c++", "-fsyntax-only", "/dev/null"]);
    watchdog::run(&mut command, LIMIT).is_ok_and(|finished| finished.status.success())
}

fn compile<'a>(
    platform: &Platform,
    compiler: &str,
    flags: &[&str],
    sources: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<()> {
    let mut command = command(platform, compiler);
    command.args(WARNINGS).args(flags);
    if compiler == "clang" && flags.contains(&"c++") {
        command.args(CLANG);
    }
    command.args(sources);
    watchdog::run(&mut command, LIMIT)?.success().map(drop)
}
