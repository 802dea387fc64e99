//! Objects that were compiled with musl's headers, linked with tine: the C tests that use many of its types.

use crate::musl::Musl;
use crate::target::Arch;
use anyhow::{Context, Result};
use tests::Platform;
use tests::c::{Foreign, foreign_jobs};
use tests::job::{Filter, Job};

/// Of every area one or two; all that musl's headers have everything for.
const PROGRAMS: [&str; 24] = [
    "aio/notification",
    "aio/requests",
    "fs/descriptors",
    "fs/files",
    "ipc/notify",
    "ipc/posix",
    "ipc/system_v",
    "locale/locales",
    "net/sockets",
    "pattern/glob",
    "process/spawn",
    "signal/actions",
    "signal/waits",
    "start/tls",
    "stdio/formatted",
    "stdio/input",
    "stdlib/sorting",
    "terminal/pseudo",
    "thread/mutex",
    "thread/semaphore_place",
    "thread/wait",
    "time/calendar",
    "users/databases",
    "wchar/multibyte",
];

/// A job for each program.
pub fn jobs(arch: Arch, platform: &Platform, filter: &Filter) -> Result<Vec<Job>> {
    if !PROGRAMS.iter().any(|program| filter.wants(&format!("{} musl-objects/{program}", arch.name()))) {
        return Ok(Vec::new());
    }
    let musl = Musl::new(arch)?;
    let folder = musl.headers.folders.into_iter().next().context("musl's headers lie in a folder")?;
    let foreign = Foreign { name: "musl", compiler: arch.gnu_tool("gcc"), folder, programs: &PROGRAMS };
    Ok(foreign_jobs(platform, &foreign, filter))
}
