//! The groups of measurements.

use super::measure::{self, Subject};
use super::peer::{self, Peer};
use super::table::{Table, Unit};
use super::{BenchArguments, program};
use crate::target::{Arch, target_folder, workspace};
use crate::{size, tool};
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

/// A group of rows: one program, one table.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Group {
    /// Allocation, with the allocators that are installed, too
    Malloc,
    /// Memory and strings
    String,
    /// Formatted and plain input and output
    Stdio,
    /// Conversion, sorting, random numbers, environment, time
    Stdlib,
    /// Regular expressions
    Regex,
    /// Mathematics
    Math,
    /// Multibyte characters, classes, locales
    Locale,
    /// Processes that fork
    Fork,
    /// Threads and their synchronisation
    Pthread,
    /// exec, start and exit of small programs
    Startup,
    /// Bytes of small programs
    Size,
}

impl Group {
    /// Every group.
    pub fn all() -> Vec<Self> {
        Self::value_variants().to_vec()
    }

    /// As it is named on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Malloc => "malloc",
            Self::String => "string",
            Self::Stdio => "stdio",
            Self::Stdlib => "stdlib",
            Self::Regex => "regex",
            Self::Math => "math",
            Self::Locale => "locale",
            Self::Fork => "fork",
            Self::Pthread => "pthread",
            Self::Startup => "startup",
            Self::Size => "size",
        }
    }

    /// What its table says.
    pub fn unit(self) -> Unit {
        if self == Self::Size { Unit::Bytes } else { Unit::Nanoseconds }
    }

    /// Its program's source.
    fn source(self) -> PathBuf {
        workspace().join("tests/bench").join(self.name()).with_extension("c")
    }

    /// Builds and runs what it consists of.
    pub fn measure(self, arch: Arch, arguments: &BenchArguments) -> Result<Table> {
        if self == Self::Size {
            return sizes(arch, arguments);
        }
        let source = self.source();
        if !source.is_file() {
            bail!("{} is not there", source.display());
        }
        let mut peers = peer::libraries(arch);
        if self == Self::Malloc {
            peers.extend(peer::allocators(arch));
        }
        peers.retain(|peer| arguments.wants(peer.name));
        let subjects = match self {
            Self::Startup => startup(&peers, arguments)?,
            _ => programs(self, &peers, arguments)?,
        };
        measure::interleaved(self.name(), &subjects, arguments)
    }

    /// Where its programs are built.
    fn folder(self) -> PathBuf {
        target_folder().join("bench").join(self.name())
    }
}

/// The group's program with each library that can build it.
fn programs(group: Group, peers: &[Peer], arguments: &BenchArguments) -> Result<Vec<Subject>> {
    let mut subjects = Vec::new();
    for peer in peers {
        match program::build(peer, &group.source(), &group.folder().join(peer.file_name())) {
            Ok(program) => {
                let arguments = arguments.only.iter().map(OsString::from).collect();
                subjects.push(Subject { name: peer.name.to_owned(), program, arguments });
            }
            Err(error) if peer.name == "tine" => return Err(error),
            Err(error) => eprintln!("{}: {} cannot build it: {error:#}", group.name(), peer.name),
        }
    }
    Ok(subjects)
}

/// One launcher, the machine's own, which starts the small programs of each library, and one that has none.
fn startup(peers: &[Peer], arguments: &BenchArguments) -> Result<Vec<Subject>> {
    let group = Group::Startup;
    let launcher = program::build(&Peer::glibc(), &group.source(), &group.folder().join("launcher"))?;
    let only = OsString::from(arguments.only.as_deref().unwrap_or_default());
    let mut subjects = Vec::new();
    for peer in peers {
        let mut list = vec![only.clone()];
        for name in size::PROGRAMS {
            let source = workspace().join("tests/size").join(name).with_extension("c");
            let to = group.folder().join(format!("{}-{name}", peer.file_name()));
            if let Ok(program) = program::build(peer, &source, &to) {
                list.extend([OsString::from(name), program.into()]);
            }
        }
        subjects.push(Subject { name: peer.name.to_owned(), program: launcher.clone(), arguments: list });
    }
    let floor = group.folder().join("floor");
    tool::run(
        Command::new("gcc")
            .args(["-nostdlib", "-static", "-o"])
            .arg(&floor)
            .arg(workspace().join("tests/bench/floor.S")),
    )?;
    let list = vec![only, "empty".into(), floor.into()];
    subjects.push(Subject { name: "no library".to_owned(), program: launcher, arguments: list });
    Ok(subjects)
}

/// Sizes are exact: each program is built once.
fn sizes(arch: Arch, arguments: &BenchArguments) -> Result<Table> {
    let mut table = Table::new(size::PROGRAMS.iter().map(|name| (*name).to_owned()));
    for (name, sizes) in size::measure(arch)? {
        if arguments.wants(&name) {
            let of = |(row, size): (&str, Option<u64>)| Some((row.to_owned(), size? as f64));
            table.add_column(&name, size::PROGRAMS.into_iter().zip(sizes).filter_map(of));
        }
    }
    if let Some(only) = &arguments.only {
        table.retain_rows(|row| row.contains(only.as_str()));
    }
    Ok(table)
}
