//! Real programs, unchanged: fetched as Debian source packages, built, and judged by their own test suites, or by what
//! they do next to the same program on another C library. A recipe is data and small functions, in one file for each
//! family of programs.

mod busybox;
mod bzip2;
mod dash;
mod dropbear;
mod gnu;
pub mod lua;
mod mawk;
mod network;
mod nginx;
mod redis;
mod site;
mod sqlite;
mod tally;
mod tcc;
mod tcl;
mod xz;
mod zlib;
mod zstd;

pub use site::{Libc, Site};
pub use tally::{Failure, Tally};

use crate::job::{Filter, Job, Outcome};
use crate::{Platform, debian_source};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::time::Duration;

/// How to build and judge a program.
pub struct Program {
    /// Its name.
    pub name: &'static str,
    /// Debian's name of its source package.
    pub package: &'static str,
    /// Programs of this machine that the build or the suite takes, each with its package.
    pub tools: &'static [(&'static str, &'static str)],
    /// Whether `cargo xtask test` builds and judges it.
    pub quick: bool,
    /// A shell script that builds it, and the programs of its suite, in a copy of its source: see [`Site::shell`].
    pub build: &'static str,
    /// The program whose size is measured, in that folder.
    pub binary: &'static str,
    /// Runs the suite.
    pub suite: fn(&Site) -> Result<Tally>,
}

/// All programs.
pub const PROGRAMS: [&Program; 18] = [
    &zlib::ZLIB,
    &bzip2::BZIP2,
    &xz::XZ,
    &zstd::ZSTD,
    &sqlite::SQLITE,
    &dash::DASH,
    &gnu::MAKE,
    &mawk::MAWK,
    &gnu::GAWK,
    &gnu::SED,
    &gnu::GREP,
    &gnu::COREUTILS,
    &busybox::BUSYBOX,
    &tcc::TCC,
    &tcl::TCL,
    &dropbear::DROPBEAR,
    &redis::REDIS,
    &nginx::NGINX,
];

/// What a run may take.
#[derive(Clone, Copy)]
pub struct Limits {
    /// For how long a program is stressed that would run without end.
    pub soak: Duration,
    /// Whether all of a suite is run that takes minutes, or the quick part.
    pub thorough: bool,
}

impl Program {
    /// The upstream version, as the source package has it.
    pub fn version(&self) -> Result<String> {
        debian_source::version(self.package)
    }

    /// Builds it on a C library.
    pub fn build(&self, platform: &Platform, libc: Libc, limits: Limits) -> Result<Site> {
        let source = debian_source::fetch(self.package)?;
        let site = Site::new(self.name, &source, platform, libc, limits)?;
        site.shell("build", self.build)?;
        let binary = site.folder.join(self.binary);
        if !binary.is_file() {
            bail!("the build made no {}", binary.display());
        }
        Ok(site)
    }

    /// Runs its suite where it was built.
    pub fn judge(&self, site: &Site) -> Result<Tally> {
        site.emulate()?;
        (self.suite)(site)
    }
}

/// Jobs that build the quick programs and run their suites, without a failure.
pub fn jobs(platform: &Platform, filter: &Filter) -> Vec<Job> {
    quick_programs().filter_map(|program| job(program, platform, filter)).collect()
}

/// What the jobs of a platform need on the machine: programs and their packages.
pub fn tools(platform: &Platform, filter: &Filter) -> Vec<(&'static str, &'static str)> {
    let wanted = quick_programs().filter(|program| filter.wants(&job_name(program, platform)));
    wanted.flat_map(|program| [("make", "make")].iter().chain(program.tools)).copied().collect()
}

fn quick_programs() -> impl Iterator<Item = &'static Program> {
    PROGRAMS.into_iter().filter(|program| program.quick)
}

fn job_name(program: &Program, platform: &Platform) -> String {
    format!("{} programs/{}", platform.name, program.name)
}

fn job(program: &'static Program, platform: &Platform, filter: &Filter) -> Option<Job> {
    let name = job_name(program, platform);
    let platform = platform.clone();
    filter.wants(&name).then(|| Job {
        name: name.clone(),
        alone: false,
        run: Box::new(move |_| vec![Outcome::new(name, quick(program, &platform))]),
    })
}

fn quick(program: &Program, platform: &Platform) -> Result<()> {
    let limits = Limits { soak: Duration::from_secs(3), thorough: false };
    let site = program.build(platform, Libc::Tine, limits).context("cannot build it")?;
    let tally = program.judge(&site)?;
    if !tally.failed.is_empty() {
        let list: Vec<_> = tally.failed.iter().map(|failure| format!("{} {}", failure.name, failure.why)).collect();
        bail!("failed: {}", list.join("\n"));
    }
    if tally.passed == 0 {
        bail!("no test of its suite ran");
    }
    Ok(())
}

/// A program's size in bytes, without symbols.
pub fn stripped_size(site: &Site, program: &Program) -> Result<u64> {
    let stripped: PathBuf = site.folder.join(".stripped");
    site.shell("strip", &format!("\"$STRIP\" -o .stripped '{}'", program.binary))?;
    Ok(std::fs::metadata(stripped)?.len())
}
