//! How large small programs are, stripped, with tine and with the other C libraries that are installed.

use crate::target::{Arch, Profile, compiler_wrapper, target_folder, workspace};
use crate::{build, setup, tool};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs of `tests/size`.
const PROGRAMS: [&str; 5] = ["empty", "puts", "printf", "malloc", "threads"];

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
        for profile in [Profile::Tiny, Profile::Release] {
            build::build(arch, profile)?;
        }
        for toolchain in toolchains(arch) {
            let sizes = PROGRAMS
                .map(|program| size(&toolchain, arch, program).map_or("–".to_owned(), |bytes| bytes.to_string()));
            println!("| {} | {} |", toolchain.name, sizes.join(" | "));
        }
    }
    Ok(())
}

fn toolchains(arch: Arch) -> Vec<Toolchain> {
    let mut list = Vec::new();
    let mut add = |name: &str, compiler: PathBuf, arguments| {
        let name = format!("{name}, {}", arch.name());
        list.push(Toolchain { name, compiler, arguments, strip: arch.gnu_tool("strip") });
    };
    for profile in [Profile::Tiny, Profile::Release] {
        add(&format!("tine {}", profile.name()), compiler_wrapper(arch, profile), &[]);
    }
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
