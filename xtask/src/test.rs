//! All tests.

use crate::target::{Arch, Arches, Profile, compiler_wrapper};
use crate::{build, setup};
use anyhow::Result;
use std::process::ExitCode;
use tests::Platform;
use tests::job::Filter;

/// What to test.
#[derive(clap::Args)]
pub struct TestArguments {
    /// The architecture to test
    #[arg(long, value_enum, default_value = "all")]
    arch: Arches,
    /// How the library is compiled
    #[arg(long, value_enum, default_value = "debug")]
    profile: Profile,
    /// Parts of names of tests to run; all if none is given
    filter: Vec<String>,
}

/// `cargo xtask test`
pub fn command(arguments: &TestArguments) -> Result<ExitCode> {
    setup::ensure()?;
    let filter = Filter { parts: arguments.filter.clone() };
    let mut jobs = tests::cargo::jobs(&filter);
    for &arch in arguments.arch.list() {
        println!("building for {}", arch.name());
        build::build(arch, arguments.profile)?;
        let platform = platform(arch, arguments.profile);
        jobs.extend(tests::lua::jobs(&platform, &filter));
        jobs.extend(tests::c::jobs(&platform, &filter));
        jobs.extend(tests::oracle::jobs(&platform, &filter));
    }
    let summary = tests::runner::run(jobs, &filter);
    Ok(if summary.failed == 0 && summary.passed != 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn platform(arch: Arch, profile: Profile) -> Platform {
    Platform {
        name: arch.name().to_owned(),
        compiler: compiler_wrapper(arch, profile),
        oracle_compiler: arch.gnu_tool("gcc").into(),
        emulator: arch.emulator(),
    }
}
