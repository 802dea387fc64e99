//! `cargo xtask bench`: the same C programs with every C library that is installed, run in turn. Each group's table and
//! plot are kept in `docs/bench`.

mod group;
mod measure;
mod peer;
mod plot;
mod program;
mod report;
mod table;

use crate::target::{Arch, Profile, workspace};
use crate::{build, setup, tool};
use anyhow::{Context, Result};
use group::Group;
use std::fs;
use std::process::{Command, ExitCode};

/// What to measure.
#[derive(clap::Args)]
pub struct BenchArguments {
    /// Times that each library's program is run, in turn with the others'
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Only the rows whose names contain this; nothing is stored then
    #[arg(long, value_name = "ROW")]
    only: Option<String>,
    /// Only tine and the libraries whose names contain one of these; nothing is stored then
    #[arg(long, value_name = "NAME")]
    peer: Vec<String>,
    /// The groups; all if none is given
    #[arg(value_enum)]
    groups: Vec<Group>,
}

impl BenchArguments {
    /// Whether the result is whole, and so worth storing.
    fn is_whole(&self) -> bool {
        self.only.is_none() && self.peer.is_empty()
    }

    /// Whether a library is to be measured.
    fn wants(&self, peer: &str) -> bool {
        self.peer.is_empty() || peer == "tine" || self.peer.iter().any(|part| peer.contains(part.as_str()))
    }
}

/// `cargo xtask bench`: fails if a group has no result.
pub fn command(arguments: &BenchArguments) -> Result<ExitCode> {
    setup::ensure()?;
    let arch = Arch::host().context("tine has no architecture for this machine")?;
    build::build(arch, Profile::Release)?;
    let groups = if arguments.groups.is_empty() { Group::all() } else { arguments.groups.clone() };
    let machine = Machine::new()?;
    let mut failed = false;
    for group in groups {
        if let Err(error) = bench(group, arch, &machine, arguments) {
            eprintln!("{}: {error:#}", group.name());
            failed = true;
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn bench(group: Group, arch: Arch, machine: &Machine, arguments: &BenchArguments) -> Result<()> {
    let measured = group.measure(arch, arguments)?;
    let page = report::markdown(group, &measured, machine);
    println!("{page}");
    if arguments.is_whole() {
        let folder = workspace().join("docs/bench");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(group.name()).with_extension("md"), page)?;
        fs::write(folder.join(group.name()).with_extension("svg"), plot::svg(group, &measured, machine))?;
    }
    Ok(())
}

/// What was measured on, and when.
struct Machine {
    /// As `2026-11-24`.
    date: String,
    /// The processor and how many of it.
    processor: String,
    /// The kernel's and the compiler's release.
    software: String,
}

impl Machine {
    fn new() -> Result<Self> {
        let line = |program: &str, argument: &str| {
            tool::output(Command::new(program).arg(argument)).map(|text| text.trim().to_owned())
        };
        let known = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = known.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
        let model = model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, model)| model.trim().to_owned());
        let cores = std::thread::available_parallelism()?;
        Ok(Self {
            date: line("date", "+%Y-%m-%d")?,
            processor: format!("{model}, {cores} cores"),
            software: format!("Linux {}, gcc {}", line("uname", "-r")?, line("gcc", "-dumpfullversion")?),
        })
    }
}
