//! A sysroot in a folder of its own, with the same layout; the compiler's wrapper finds it from where it lies.

use crate::build::{self, copy};
use crate::setup;
use crate::target::{Arch, Arches, Profile};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

/// What to install, and where.
#[derive(clap::Args)]
pub struct InstallArguments {
    /// Where `bin`, `include` and `lib` go
    #[arg(long)]
    prefix: PathBuf,
    /// The architecture; this machine's if none is given
    #[arg(long, value_enum)]
    arch: Option<Arches>,
    /// How the library is compiled
    #[arg(long, value_enum, default_value = "release")]
    profile: Profile,
}

/// `cargo xtask install`
pub fn command(arguments: &InstallArguments) -> Result<()> {
    let arch = match arguments.arch {
        None => Arch::host().context("tine has no architecture for this machine")?,
        Some(arches) => match arches.list() {
            [arch] => *arch,
            _ => bail!("one folder holds the sysroot of one architecture: give --arch x86_64 or --arch aarch64"),
        },
    };
    setup::ensure()?;
    let root = build::build(arch, arguments.profile)?;
    copy(&root, &arguments.prefix)?;
    println!("{}", arguments.prefix.display());
    println!("  compile and link a program: {}", arguments.prefix.join("bin/tine-cc").display());
    Ok(())
}
