//! Real programs, unchanged, and their own suites: a table of what held.

use crate::target::{Arch, Arches, Profile};
use crate::test::platform;
use crate::{build, setup, tool};
use anyhow::{Result, bail};
use std::process::ExitCode;
use std::time::Duration;
use tests::programs::{Libc, Limits, PROGRAMS, Program, Tally, stripped_size};

/// What to run.
#[derive(clap::Args)]
pub struct ProgramsArguments {
    /// The architectures to build for
    #[arg(long, value_enum, default_value = "all")]
    arch: Arches,
    /// How the library is compiled
    #[arg(long, value_enum, default_value = "release")]
    profile: Profile,
    /// Print the programs' names only
    #[arg(long)]
    list: bool,
    /// Minutes for which programs are stressed that would run without end
    #[arg(long, default_value_t = 0.5)]
    soak: f64,
    /// Do not build the programs with glibc, for its size, and with musl, to see whether it fails the same tests
    #[arg(long)]
    no_compare: bool,
    /// Names of programs; all if none is given
    name: Vec<String>,
}

/// What came of a program on an architecture.
struct Row {
    program: &'static Program,
    arch: Arch,
    version: String,
    tally: Result<Tally>,
    /// Of the failed tests, those that fail with musl too.
    musl: Option<Vec<String>>,
    size: Option<u64>,
    glibc_size: Option<u64>,
}

/// `cargo xtask programs`
pub fn command(arguments: &ProgramsArguments) -> Result<ExitCode> {
    if arguments.list {
        for program in PROGRAMS {
            println!("{:10} {}", program.name, program.package);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let programs = chosen(&arguments.name)?;
    setup::ensure()?;
    let tools: Vec<_> =
        programs.iter().flat_map(|program| [("make", "make")].iter().chain(program.tools)).copied().collect();
    setup::ensure_programs(&tools)?;
    let arches = arguments.arch.list();
    for &arch in arches {
        build::build(arch, arguments.profile)?;
    }
    let mut rows = Vec::new();
    for program in programs {
        for &arch in arches {
            let row = run(program, arch, arguments);
            println!("{}", row.line());
            rows.push(row);
        }
    }
    println!("\n{HEAD}");
    for row in &rows {
        println!("{}", row.line());
    }
    for row in &rows {
        row.print_failures();
    }
    let good = rows.iter().all(Row::is_good);
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen(names: &[String]) -> Result<Vec<&'static Program>> {
    for name in names {
        if PROGRAMS.iter().all(|program| program.name != name) {
            bail!("there is no program {name}; `cargo xtask programs --list` lists them");
        }
    }
    Ok(PROGRAMS
        .into_iter()
        .filter(|program| names.is_empty() || names.iter().any(|name| name == program.name))
        .collect())
}

fn run(program: &'static Program, arch: Arch, arguments: &ProgramsArguments) -> Row {
    println!("{} for {}", program.name, arch.name());
    let platform = platform(arch, arguments.profile);
    let limits = Limits { soak: Duration::from_secs_f64(arguments.soak * 60.0), thorough: true };
    let mut size = None;
    let tally = program.build(&platform, Libc::Tine, limits).and_then(|site| {
        size = Some(stripped_size(&site, program)?);
        program.judge(&site)
    });
    let (mut musl, mut glibc_size) = (None, None);
    if !arguments.no_compare {
        let glibc = program.build(&platform, Libc::Glibc, limits);
        glibc_size = glibc.and_then(|site| stripped_size(&site, program)).ok();
        let failed = tally.as_ref().map_or(&[][..], |tally| &tally.failed[..]);
        if !failed.is_empty() && arch.is_native() && tool::exists("musl-gcc") {
            let theirs = program.build(&platform, Libc::Musl, limits).and_then(|site| program.judge(&site));
            musl = theirs.ok().map(|theirs| theirs.failed.into_iter().map(|failure| failure.name).collect());
        }
    }
    Row { program, arch, version: program.version().unwrap_or_default(), tally, musl, size, glibc_size }
}

const HEAD: &str = "\
| program | version | architecture | passed | failed | of these with musl too | skipped | bytes | with glibc | suite |
|---|---|---|--:|--:|--:|--:|--:|--:|---|";

impl Row {
    fn line(&self) -> String {
        let number = |size: Option<u64>| size.map_or("–".to_owned(), |size| size.to_string());
        let (name, version, arch) = (self.program.name, &self.version, self.arch.name());
        let (size, glibc) = (number(self.size), number(self.glibc_size));
        match &self.tally {
            Err(_) if self.size.is_none() => format!("| {name} | {version} | {arch} | not built | | | | | {glibc} | |"),
            Err(_) => format!("| {name} | {version} | {arch} | no suite | | | | {size} | {glibc} | |"),
            Ok(tally) => {
                let failed = tally.failed.len();
                let too = if failed == 0 { String::new() } else { number(self.with_musl().map(|count| count as u64)) };
                let (passed, skipped, note) = (tally.passed, tally.skipped, tally.note.unwrap_or("its own"));
                format!(
                    "| {name} | {version} | {arch} | {passed} | {failed} | {too} | {skipped} | {size} | {glibc} | {note} |"
                )
            }
        }
    }

    /// How many of the failed tests fail with musl too.
    fn with_musl(&self) -> Option<usize> {
        let (Ok(tally), Some(musl)) = (&self.tally, &self.musl) else { return None };
        Some(tally.failed.iter().filter(|failure| musl.contains(&failure.name)).count())
    }

    fn is_good(&self) -> bool {
        self.tally.as_ref().is_ok_and(|tally| tally.failed.is_empty() || self.with_musl() == Some(tally.failed.len()))
    }

    fn print_failures(&self) {
        let (name, arch) = (self.program.name, self.arch.name());
        match &self.tally {
            Err(error) => println!("\n{name}, {arch}: {error:#}"),
            Ok(tally) => {
                for failed in &tally.failed {
                    let musl = match &self.musl {
                        Some(musl) if musl.contains(&failed.name) => " (with musl too)",
                        Some(_) => " (not with musl)",
                        None => "",
                    };
                    println!("{name}, {arch}: failed: {}{musl} {}", failed.name, failed.why);
                }
            }
        }
    }
}
