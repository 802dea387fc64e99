//! The demonstration: `tests/demo/fork.c` on both architectures.

use crate::target::{Arch, Profile, workspace};
use crate::{build, run, setup};
use anyhow::{Result, bail};

/// Forks of one run, where the machine runs the program itself and where it emulates.
const FORKS: [&str; 2] = ["500", "50"];

/// `cargo xtask demo`
pub fn command() -> Result<()> {
    setup::ensure()?;
    let mut failed = false;
    for arch in [Arch::X86_64, Arch::Aarch64] {
        println!("building tine for {}", arch.name());
        let root = build::build(arch, Profile::Release)?;
        let program = run::compile(&workspace().join("tests/demo/fork.c"), arch, Profile::Release)?;
        println!("  sysroot {}\n  program {}", root.display(), program.display());
        match arch.emulator() {
            None => println!("running it on this machine:"),
            Some(emulator) => println!("running it under {emulator}:"),
        }
        let forks = FORKS[usize::from(!arch.is_native())];
        failed |= !run::command_for(arch, &program).arg(forks).status()?.success();
    }
    if failed {
        bail!("the demonstration failed");
    }
    Ok(())
}
