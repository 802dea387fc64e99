//! All tests.

use crate::target::{Arch, Arches, Profile, compiler_wrapper};
use crate::{abi, build, draw, rust, setup, size, tool};
use anyhow::{Context, Result};
use std::process::ExitCode;
use tests::Platform;
use tests::job::Filter;
use tests::torture::Library;

/// What to test.
#[derive(clap::Args)]
pub struct TestArguments {
    /// The architecture to test
    #[arg(long, value_enum, default_value = "all")]
    arch: Arches,
    /// How the library is compiled
    #[arg(long, value_enum, default_value = "debug")]
    profile: Profile,
    /// Forks of each row of the torture; under an emulator a seventh as many
    #[arg(long, default_value_t = 100)]
    forks: u32,
    /// Run the fork torture on every C library that is installed, and print the table
    #[arg(long)]
    fork_table: bool,
    /// Parts of names of tests to run; all if none is given
    filter: Vec<String>,
}

/// `cargo xtask test`
pub fn command(arguments: &TestArguments) -> Result<ExitCode> {
    setup::ensure()?;
    let filter = Filter { parts: arguments.filter.clone() };
    if arguments.fork_table {
        fork_table(&filter, arguments.forks)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut jobs = tests::cargo::jobs(&filter);
    jobs.extend(tests::book::jobs(&filter));
    jobs.extend(tests::function_docs::jobs(&filter));
    jobs.extend(draw::jobs(&filter));
    if filter.wants("size/budget") {
        jobs.extend(arguments.arch.list().iter().map(|&arch| size::budget::job(arch)));
    }
    for &arch in arguments.arch.list() {
        println!("building for {}", arch.name());
        build::build(arch, arguments.profile)?;
        let platform = platform(arch, arguments.profile);
        jobs.extend(tests::headers::jobs(&platform, &filter));
        jobs.extend(abi::jobs(arch, &filter));
        jobs.extend(tests::rust::jobs(&platform, &filter, Box::new(move || rust::build(arch))));
        jobs.extend(tests::programs::lua::jobs(&platform, &filter));
        setup::ensure_programs(&tests::programs::tools(&platform, &filter))?;
        jobs.extend(tests::programs::jobs(&platform, &filter));
        let forks = if arch.is_native() { arguments.forks } else { arguments.forks.div_ceil(7) };
        jobs.extend(tests::torture::jobs(&platform, &filter, forks));
        jobs.extend(tests::c::jobs(&platform, &filter));
        jobs.extend(abi::objects::jobs(arch, &platform, &filter)?);
        jobs.extend(tests::oracle::jobs(&platform, &filter));
    }
    let summary = tests::runner::run(jobs, &filter);
    Ok(if summary.failed == 0 && summary.passed != 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The table of who survives what: tine as shipped, and this machine's other C libraries.
fn fork_table(filter: &Filter, forks: u32) -> Result<()> {
    let arch = Arch::host().context("tine has no architecture for this machine")?;
    build::build(arch, Profile::Release)?;
    let mut libraries =
        vec![Library { name: "tine".into(), compiler: compiler_wrapper(arch, Profile::Release), flags: vec![] }];
    libraries.push(Library { name: "glibc".into(), compiler: "gcc".into(), flags: vec!["-DNO__FORK"] });
    if tool::exists("musl-gcc") {
        libraries.push(Library { name: "musl".into(), compiler: "musl-gcc".into(), flags: vec!["-DNO__FORK"] });
    }
    tests::torture::table(&libraries, filter, forks)
}

/// What programs for an architecture are built with.
pub fn platform(arch: Arch, profile: Profile) -> Platform {
    Platform {
        name: arch.name().to_owned(),
        compiler: compiler_wrapper(arch, profile),
        oracle_compiler: arch.gnu_tool("gcc").into(),
        emulator: arch.emulator(),
        checked: profile == Profile::Debug,
    }
}
