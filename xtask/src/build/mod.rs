//! The library and its sysroot.

mod sysroot;

pub use sysroot::copy;

use crate::target::{Arch, Arches, Profile, target_folder, workspace};
use crate::{compiler, setup, tool};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// `cargo xtask build`
pub fn command(arches: Arches, profile: Profile) -> Result<()> {
    setup::ensure()?;
    for &arch in arches.list() {
        let root = build(arch, profile)?;
        println!("{} {}: {}", arch.name(), profile.name(), root.display());
        println!("  compile and link a program: {}", root.join("bin/tine-cc").display());
    }
    Ok(())
}

/// Builds a sysroot, or brings it up to date; its folder.
pub fn build(arch: Arch, profile: Profile) -> Result<PathBuf> {
    let archive = compile(arch, profile)?;
    sysroot::make(arch, profile, &archive)
}

/// A `cargo build` for an architecture with the compiler that has its library's source, and with the flags that the
/// library is compiled with.
pub fn cargo_build(arch: Arch) -> Result<Command> {
    let rustc = compiler::with_source().context("no Rust compiler has its library's source beside it")?;
    // A static program has no procedure linkage table: calls become direct ones, and addresses are computed.
    let flags = [
        "-Zunstable-options",
        "-Cpanic=immediate-abort",
        "-Crelocation-model=pie",
        "-Cforce-unwind-tables=no",
        "-Clink-self-contained=no",
        "-Zplt=yes",
        "-Zrelax-elf-relocations=yes",
    ];
    let mut command = Command::new("cargo");
    command
        .current_dir(workspace())
        .env("RUSTC", rustc)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
        .env_remove("RUSTFLAGS")
        .env_remove("RUSTUP_TOOLCHAIN")
        .args(["build", "--quiet", "--target", &arch.rust_target()])
        .args(["-Zbuild-std=core,alloc,compiler_builtins", "--target-dir"])
        .arg(target_folder().join("library"));
    Ok(command)
}

/// Where [`cargo_build`] leaves what it made.
pub fn cargo_output(arch: Arch, profile: Profile) -> PathBuf {
    target_folder().join("library").join(arch.rust_target()).join(profile.cargo())
}

/// Compiles the library; the archive.
fn compile(arch: Arch, profile: Profile) -> Result<PathBuf> {
    let mut command = cargo_build(arch)?;
    command.args(["--package", "libc-core", "--profile", profile.cargo(), "--features", profile.features()]);
    tool::run_visibly(&mut command)?;
    Ok(cargo_output(arch, profile).join("liblibc_core.a"))
}

/// `cargo xtask doc`: with the default toolchain, as the compiler that has its source may come without rustdoc.
pub fn doc() -> Result<()> {
    let folder = target_folder().join("documentation");
    let mut command = Command::new("cargo");
    command
        .current_dir(workspace())
        .args(["doc", "--quiet", "--no-deps", "--release", "--lib", "--package", "libc-core", "--package", "arch"])
        .args(["--features", "libc-core/sysroot", "--target-dir"])
        .arg(&folder);
    tool::run_visibly(&mut command)?;
    println!("{}", folder.join("doc/libc_core/index.html").display());
    Ok(())
}
