//! How large small programs are, stripped, with tine and with the other C libraries that are installed; where the bytes
//! of a program go; and a budget of them.

mod breakdown;
pub mod budget;
mod link_map;

use crate::target::{Arch, Arches, Profile, compiler_wrapper, target_folder, workspace};
use crate::{build, setup, tool};
use anyhow::Result;
use breakdown::Breakdown;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What to show.
#[derive(clap::Args)]
pub struct SizeArguments {
    /// The architecture of the programs whose bytes are shown
    #[arg(long, value_enum, default_value = "all")]
    arch: Arches,
    /// How the library in them is compiled
    #[arg(long, value_enum, default_value = "release")]
    profile: Profile,
    /// The largest functions to show
    #[arg(long, value_name = "NUMBER", default_value_t = 40)]
    functions: usize,
    /// Write what the programs take now to tests/size/budget.txt
    #[arg(long, conflicts_with = "programs")]
    update_budget: bool,
    /// Programs of tests/size, or C files, whose bytes to show; if none is given, a table of all libraries' sizes
    programs: Vec<String>,
}

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
pub fn command(arguments: &SizeArguments) -> Result<()> {
    setup::ensure()?;
    if arguments.update_budget {
        return budget::update();
    }
    if arguments.programs.is_empty() {
        return table();
    }
    for &arch in arguments.arch.list() {
        build::build(arch, arguments.profile)?;
        for program in &arguments.programs {
            let source = if program.ends_with(".c") { PathBuf::from(program) } else { source(program) };
            let breakdown = Breakdown::new(arch, arguments.profile, &source)?;
            println!("{program}, {}, {}: {} bytes\n", arguments.profile.name(), arch.name(), breakdown.bytes);
            show(&breakdown, arguments.functions);
        }
    }
    Ok(())
}

/// Prints the subsystems and the largest functions.
fn show(breakdown: &Breakdown, functions: usize) {
    let mut subsystems: Vec<_> = breakdown.subsystems().into_iter().collect();
    subsystems.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    for (subsystem, bytes) in subsystems {
        println!("{bytes:7} {:3} %  {subsystem}", bytes * 100 / breakdown.bytes);
    }
    println!();
    for part in breakdown.parts.iter().take(functions) {
        println!("{:7}  {:16} {}", part.bytes, part.subsystem, part.name);
    }
    println!();
}

/// The source of a program of `tests/size`.
fn source(program: &str) -> PathBuf {
    workspace().join("tests/size").join(program).with_extension("c")
}

/// Prints all libraries' sizes.
fn table() -> Result<()> {
    println!("Bytes of a stripped static program, built with -Os:\n");
    println!("| library | {} |", PROGRAMS.join(" | "));
    println!("|---|{}", "--:|".repeat(PROGRAMS.len()));
    for arch in Arch::ALL {
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
    let output: &Path = &folder.join(program);
    let mut compiler = Command::new(&toolchain.compiler);
    compiler.args(toolchain.arguments).args(["-Os", "-o"]).arg(output).arg(source(program));
    tool::run(&mut compiler)?;
    tool::run(Command::new(&toolchain.strip).arg(output))?;
    Ok(fs::metadata(output)?.len())
}
