//! `cargo xtask`: the one door to everything in tine.

mod abi;
mod archive;
mod bench;
mod build;
mod charsets;
mod compiler;
mod coverage;
mod demo;
mod draw;
mod headers;
mod install;
mod musl;
mod programs;
mod run;
mod rust;
mod setup;
mod size;
mod target;
mod test;
mod tool;
mod unicode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use target::{Arches, Profile};

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing (as root by apt), or say how to
    Setup {
        /// Install nothing; exit with 1 if something is missing
        #[arg(long)]
        check: bool,
    },
    /// Build the library and a sysroot: target/sysroot/ARCH[-PROFILE]
    Build(BuildArguments),
    /// Compile a C file (or take a program) and run it, under QEMU if need be
    Run(run::RunArguments),
    /// Run all tests, or those whose names contain FILTER
    Test(test::TestArguments),
    /// Build the Rust programs of tests/rust, which use no other library, and print how large they are
    Rust,
    /// Build ripgrep with Rust's standard library on tine in place of musl, and run it on the repository
    RustStd {
        /// The architecture to build for
        #[arg(long, value_enum, default_value = "all")]
        arch: Arches,
    },
    /// Fork from a multithreaded C program on both architectures, and show what happened
    Demo,
    /// Measure the library's speed next to the other C libraries that are installed; writes docs/bench
    Bench(bench::BenchArguments),
    /// Print how large small programs are, next to the other C libraries that are installed; or where the bytes of a
    /// program go
    Size(size::SizeArguments),
    /// Compare the headers with an installed musl's: layouts, values, prototypes
    Abi,
    /// Print which functions of the headers and of musl the library lacks; writes docs/coverage.md
    Coverage,
    /// Make the library's tables of Unicode and of other character sets again, from the data of crates
    Unicode,
    /// Build real programs from their Debian source packages and run their own suites; prints a table
    Programs(programs::ProgramsArguments),
    /// Make the drawing and the table of docs/fork.md again, from the code's table of locks
    Draw {
        /// Write nothing; exit with 1 if one is not current
        #[arg(long)]
        check: bool,
    },
    /// Build the documentation of the library
    Doc,
    /// Copy a sysroot to a folder of its own
    Install(install::InstallArguments),
}

/// What to build.
#[derive(clap::Args)]
struct BuildArguments {
    /// The architecture to build for
    #[arg(long, value_enum, default_value = "all")]
    arch: Arches,
    /// release: the library as shipped; tiny: as small as can be; debug: lock ranks are checked
    #[arg(long, value_enum, default_value = "release")]
    profile: Profile,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Setup { check } => return setup::command(check),
        Command::Build(arguments) => build::command(arguments.arch, arguments.profile)?,
        Command::Run(arguments) => return run::command(&arguments),
        Command::Test(arguments) => return test::command(&arguments),
        Command::Rust => rust::command()?,
        Command::RustStd { arch } => rust::standard(arch)?,
        Command::Demo => demo::command()?,
        Command::Bench(arguments) => return bench::command(&arguments),
        Command::Size(arguments) => size::command(&arguments)?,
        Command::Abi => return abi::command(),
        Command::Coverage => coverage::command()?,
        Command::Unicode => {
            unicode::command()?;
            charsets::command()?;
        }
        Command::Programs(arguments) => return programs::command(&arguments),
        Command::Draw { check } => draw::command(check)?,
        Command::Doc => build::doc()?,
        Command::Install(arguments) => install::command(&arguments)?,
    }
    Ok(ExitCode::SUCCESS)
}
