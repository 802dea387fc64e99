//! How large small programs are, stripped, with tine and with the other C libraries that are installed.

use crate::target::{Arch, Profile, compiler_wrapper, target_folder, workspace};
use crate::{build, setup, tool};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs of `tests/size`.
pub const PROGRAMS: [&str; 5] = ["empty", "puts", "printf", "malloc", "threads"];

/// A way to build a static program.
struct Toolchain {
    name: String,
    compiler: PathBuf,
    arguments: &'static [&'static str],
    strip: String,
}

/// `cargo xtask size`
pub fn command() -> Result<()> {
    setup::ensure()?;
    println!("Bytes of a stripped static program, built with -Os:\n");
    println!("| library | {} |", PROGRAMS.join(" | "));
    println!("|---|{}", "--:|".repeat(PROGRAMS.len()));
    for arch in [Arch::X86_64, Arch::Aarch64] {
        for (name, sizes) in measure(arch)? {
            let sizes = sizes.map(|size| size.map_or("–".to_owned(), |bytes| bytes.to_string()));
            println!("| {name}, {} | {} |", arch.name(), sizes.join(" | "));
        }
    }
    Ok(())
}

/// Each library that is there for an architecture, and the sizes of the programs that it can build.
pub fn measure(arch: Arch) -> Result<Vec<(String, [Option<u64>; PROGRAMS.len()])>> {
    for profile in [Profile::Release, Profile::Tiny] {
        build::build(arch, profile)?;
    }
    let sizes = |toolchain: Toolchain| {
        let sizes = PROGRAMS.map(|program| size(&toolchain, arch, program).ok());
        (toolchain.name, sizes)
    };
    Ok(toolchains(arch).into_iter().map(sizes).collect())
}

fn toolchains(arch: Arch) -> Vec<Toolchain> {
    let mut list = Vec::new();
    let mut add = |name: &str, compiler: PathBuf, arguments| {
        list.push(Toolchain { name: name.to_owned(), compiler, arguments, strip: arch.gnu_tool("strip") });
    };
    add("tine", compiler_wrapper(arch, Profile::Release), &[]);
    add("tine tiny", compiler_wrapper(arch, Profile::Tiny), &[]);
    if arch.is_native() {
        for (name, compiler, arguments) in
            [("klibc", "klcc", &["-static"][..]), ("dietlibc", "diet", &["gcc"]), ("musl", "musl-gcc", &["-static"])]
        {
            if tool::exists(compiler) {
                add(name, compiler.into(), arguments);
            }
        }
    }
    add("glibc", arch.gnu_tool("gcc").into(), &["-static"]);
    list
}

fn size(toolchain: &Toolchain, arch: Arch, program: &str) -> Result<u64> {
    let folder = target_folder().join("size").join(arch.name());
    fs::create_dir_all(&folder)?;
    let source = workspace().join("tests/size").join(program).with_extension("c");
    let output: &Path = &folder.join(program);
    let mut compiler = Command::new(&toolchain.compiler);
    compiler.args(toolchain.arguments).args(["-Os", "-o"]).arg(output).arg(source);
    tool::run(&mut compiler)?;
    tool::run(Command::new(&toolchain.strip).arg(output))?;
    Ok(fs::metadata(output)?.len())
}
