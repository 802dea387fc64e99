//! Compiling and running one program.

use crate::target::{Arch, Arches, Profile, compiler_wrapper, target_folder};
use crate::{build, setup, tool};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What to run.
#[derive(clap::Args)]
pub struct RunArguments {
    /// The architecture to compile for; a program is run as what it is
    #[arg(long, value_enum)]
    arch: Option<Arches>,
    /// How the library is compiled
    #[arg(long, value_enum, default_value = "release")]
    profile: Profile,
    /// A C source file, or a program
    file: PathBuf,
    /// The program's arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// `cargo xtask run`
pub fn command(arguments: &RunArguments) -> Result<ExitCode> {
    let file = &arguments.file;
    if !file.is_file() {
        bail!("{}: no such file", file.display());
    }
    setup::ensure()?;
    let mut code = 0;
    if file.extension().is_some_and(|extension| extension == "c") {
        let host = Arch::host().context("tine has no architecture for this machine")?;
        for arch in arguments.arch.map_or(vec![host], |arches| arches.list().to_vec()) {
            build::build(arch, arguments.profile)?;
            let program = compile(file, arch, arguments.profile)?;
            eprintln!("{}", program.display());
            code = status(command_for(arch, &program).args(&arguments.arguments))?;
            if code != 0 {
                break;
            }
        }
    } else {
        code = status(command_for(machine(file)?, &file.canonicalize()?).args(&arguments.arguments))?;
    }
    Ok(ExitCode::from(code))
}

/// Compiles a C file; the program.
pub fn compile(file: &Path, arch: Arch, profile: Profile) -> Result<PathBuf> {
    let folder = target_folder().join("run").join(arch.name());
    std::fs::create_dir_all(&folder)?;
    let program = folder.join(file.file_stem().context("the file has no name")?);
    tool::run(
        Command::new(compiler_wrapper(arch, profile)).args(["-O2", "-g", "-Wall"]).arg(file).arg("-o").arg(&program),
    )?;
    Ok(program)
}

/// The command that runs a program of an architecture here.
pub fn command_for(arch: Arch, program: &Path) -> Command {
    match arch.emulator() {
        Some(emulator) => {
            let mut command = Command::new(emulator);
            command.arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// The exit status as a shell has it.
fn status(command: &mut Command) -> Result<u8> {
    use std::os::unix::process::ExitStatusExt;
    let status = command.status().with_context(|| format!("cannot run {}", command.get_program().to_string_lossy()))?;
    Ok(match (status.code(), status.signal()) {
        (Some(code), _) => code as u8,
        (None, signal) => {
            let signal = signal.unwrap_or(0);
            eprintln!("xtask: ended by signal {signal}");
            (128 + signal) as u8
        }
    })
}

/// The architecture that a program is for, by its ELF header.
fn machine(program: &Path) -> Result<Arch> {
    let data = std::fs::read(program)?;
    match data.get(..20) {
        Some([0x7f, b'E', b'L', b'F', 2, .., 62, 0]) => Ok(Arch::X86_64),
        Some([0x7f, b'E', b'L', b'F', 2, .., 183, 0]) => Ok(Arch::Aarch64),
        _ => bail!("{}: neither a C file nor a program for x86_64 or aarch64", program.display()),
    }
}
