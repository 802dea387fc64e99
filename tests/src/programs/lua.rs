//! Lua, unchanged, compiled with tine and with the host's libc: real scripts print the same with both.

use crate::job::{Filter, Job, Outcome};
use crate::{Platform, build_folder, debian_source, oracle, watchdog, workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(300);

/// Debian's name of its source package.
const PACKAGE: &str = "lua5.4";

/// A job that builds Lua twice and runs every script in `programs/lua`.
pub fn jobs(platform: &Platform, filter: &Filter) -> Vec<Job> {
    let name = format!("{} programs/lua", platform.name);
    if !filter.wants(&name) {
        return Vec::new();
    }
    let platform = platform.clone();
    vec![Job {
        name: name.clone(),
        alone: false,
        run: Box::new(move |_| match build_both(&platform) {
            Ok((ours, theirs)) => scripts()
                .into_iter()
                .map(|script| {
                    let stem = script.file_stem().unwrap_or_default().to_string_lossy();
                    Outcome::new(format!("{name} {stem}"), compare(&platform, &ours, &theirs, &script))
                })
                .collect(),
            Err(error) => vec![Outcome::new(name, Err(error))],
        }),
    }]
}

fn scripts() -> Vec<PathBuf> {
    let folder = workspace().join("tests/programs/lua");
    let mut scripts: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|extension| extension == "lua"));
    scripts.sort();
    scripts
}

/// Lua with tine, and Lua with the host's libc, which runs natively.
fn build_both(platform: &Platform) -> Result<(PathBuf, PathBuf)> {
    let source = debian_source::fetch(PACKAGE)?.join("src");
    let ours = build(&source, &platform.name, &platform.compiler, &[]).context("with tine")?;
    let theirs = build(&source, "host", Path::new("gcc"), &["-Wl,-E", "-ldl"]).context("with the host's libc")?;
    Ok((ours, theirs))
}

/// One build at a time: both architectures share the host's.
static BUILDING: Mutex<()> = Mutex::new(());

fn build(source: &Path, name: &str, compiler: &Path, flags: &[&str]) -> Result<PathBuf> {
    let _building = BUILDING.lock();
    let folder = build_folder().join(name).join("lua");
    fs::create_dir_all(&folder)?;
    let program = folder.join("lua");
    let mut command = Command::new(compiler);
    command.args(["-std=gnu99", "-O2", "-DLUA_USE_LINUX", "-DLUA_COMPAT_5_3", "-o"]).arg(&program);
    for entry in fs::read_dir(source)? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if file.ends_with(".c") && file != "luac.c" {
            command.arg(&path);
        }
    }
    watchdog::run(command.arg("-lm").args(flags), LIMIT)?.success()?;
    Ok(program)
}

fn compare(platform: &Platform, ours: &Path, theirs: &Path, script: &Path) -> Result<()> {
    let native = Platform { emulator: None, ..platform.clone() };
    let output = |platform: &Platform, lua: &Path| -> Result<Vec<u8>> {
        let folder = tempfile::tempdir()?;
        let mut command = watchdog::command(platform, lua, folder.path());
        watchdog::run(command.arg(script).env("TZ", "Europe/Berlin"), LIMIT)?.success()
    };
    oracle::same(
        &output(platform, ours).context("with tine")?,
        &output(&native, theirs).context("with the host's libc")?,
    )
}
