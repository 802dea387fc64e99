//! Programs in Rust: those of `tests/rust`, which have tine for their only library, and one with Rust's standard library.

mod standard;

pub use standard::command as standard;

use crate::target::{Arch, Profile, target_folder, workspace};
use crate::{build, setup, tool};
use anyhow::Result;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tests::rust::PROGRAMS;

/// `cargo xtask rust`
pub fn command() -> Result<()> {
    setup::ensure()?;
    println!("Bytes, stripped:\n");
    println!("| | {} |", PROGRAMS.join(" | "));
    println!("|---|{}", "--:|".repeat(PROGRAMS.len()));
    let mut folders = Vec::new();
    for arch in [Arch::X86_64, Arch::Aarch64] {
        let folder = build(arch)?;
        let sizes = PROGRAMS.map(|name| fs::metadata(folder.join(name)).map_or(0, |file| file.len()).to_string());
        println!("| {} | {} |", arch.name(), sizes.join(" | "));
        folders.push(folder);
    }
    println!();
    folders.iter().for_each(|folder| println!("{}", folder.display()));
    Ok(())
}

/// Builds the programs; the folder where they are, stripped.
pub fn build(arch: Arch) -> Result<PathBuf> {
    let mut command = build::cargo_build(arch)?;
    command.env(variable(arch, "LINKER"), arch.gnu_tool("gcc"));
    command.args(["--release", "--manifest-path"]).arg(workspace().join("tests/rust/Cargo.toml"));
    tool::run_visibly(&mut command)?;
    let folder = target_folder().join("rust").join(arch.name());
    fs::create_dir_all(&folder)?;
    for name in PROGRAMS {
        let program = build::cargo_output(arch, Profile::Release).join(name);
        tool::run(Command::new(arch.gnu_tool("strip")).arg("-o").arg(folder.join(name)).arg(program))?;
    }
    Ok(folder)
}

/// The variable that tells cargo something about a target.
fn variable(arch: Arch, what: &str) -> String {
    format!("CARGO_TARGET_{}_{what}", arch.rust_target().to_uppercase().replace('-', "_"))
}
