//! Rust's own standard library on tine: ripgrep, unchanged, from the registry, built for `*-unknown-linux-musl` with
//! tine's `libc.a` in place of musl's.

use super::variable;
use crate::target::{Arch, Arches, Profile, compiler_wrapper, target_folder, workspace};
use crate::{build, compiler, run, setup, tool};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The program, and the version that is built.
const PROGRAM: [&str; 2] = ["ripgrep", "15.2.0"];
/// What is searched for.
const NEEDLE: &str = "SAFETY:";

/// `cargo xtask rust-std`
pub fn command(arches: Arches) -> Result<()> {
    setup::ensure()?;
    for &arch in arches.list() {
        let program = install(arch)?;
        let found = search(arch, &program)?;
        let stripped = program.with_extension("stripped");
        tool::run(Command::new(arch.gnu_tool("strip")).arg("-o").arg(&stripped).arg(&program))?;
        let size = fs::metadata(&stripped)?.len();
        println!("{} {}: {size} bytes stripped, {}", arch.name(), PROGRAM.join(" "), program.display());
        println!("  it found the {found} lines of the repository with {NEEDLE}");
    }
    Ok(())
}

/// Builds the program with the standard library; where it is.
fn install(arch: Arch) -> Result<PathBuf> {
    build::build(arch, Profile::Release)?;
    let rustc = compiler::with_source().context("no Rust compiler has its library's source beside it")?;
    let wrapper = compiler_wrapper(arch, Profile::Release);
    let root = target_folder().join("rust-std").join(arch.name());
    let flags = format!(
        "-Clink-self-contained=no -Ctarget-feature=+crt-static -Crelocation-model=static -Lnative={}",
        unwinder(arch)?.display()
    );
    // The program's C code (jemalloc) is compiled with tine, too.
    let mut command = Command::new("cargo");
    command
        .current_dir(workspace())
        .env("RUSTC", rustc)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", flags)
        .env_remove("RUSTUP_TOOLCHAIN")
        .env(variable(arch, "LINKER"), &wrapper)
        .env(format!("CC_{}", arch.rust_target().replace('-', "_")), &wrapper)
        .args(["install", PROGRAM[0], "--version", PROGRAM[1], "--locked", "--quiet", "--force"])
        .args(["--target", &arch.rust_target(), "-Zbuild-std=std,panic_abort", "--root"])
        .arg(&root)
        .arg("--target-dir")
        .arg(target_folder().join("rust-std/build"));
    tool::run_visibly(&mut command)?;
    Ok(root.join("bin/rg"))
}

/// A folder with gcc's unwinder under the name that the standard library links with.
fn unwinder(arch: Arch) -> Result<PathBuf> {
    let library = tool::output(Command::new(arch.gnu_tool("gcc")).arg("-print-file-name=libgcc_eh.a"))?;
    let folder = target_folder().join("rust-std/lib").join(arch.name());
    fs::create_dir_all(&folder)?;
    fs::copy(library.trim(), folder.join("libunwind.a"))?;
    Ok(folder)
}

/// Searches the repository with the program, with several threads and with one; how many lines it found, which is checked.
fn search(arch: Arch, program: &Path) -> Result<usize> {
    let folders = ["arch/src", "libc-core/src"].map(|folder| workspace().join(folder));
    let mut expected = 0;
    for folder in &folders {
        expected += count(folder)?;
    }
    for threads in ["1", "4"] {
        let mut command = run::command_for(arch, program);
        command.args(["--threads", threads, "--no-ignore", "--type", "rust", "--fixed-strings", NEEDLE]).args(&folders);
        let found = tool::output(&mut command)?.lines().count();
        ensure!(found == expected, "with {threads} threads it found {found} lines of {expected}");
    }
    Ok(expected)
}

/// The lines of Rust below a folder that have the needle.
fn count(folder: &Path) -> Result<usize> {
    let mut lines = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            lines += count(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            lines += fs::read_to_string(&path)?.lines().filter(|line| line.contains(NEEDLE)).count();
        }
    }
    Ok(lines)
}
