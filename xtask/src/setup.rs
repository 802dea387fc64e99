//! What the other commands need, and how to get it on Debian.

use crate::target::Arch;
use crate::{compiler, tool};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::{Command, ExitCode};

/// A need, whether it is met, and the packages that meet it.
struct Need {
    what: String,
    met: bool,
    packages: Vec<String>,
}

impl Need {
    fn program(name: impl Into<String>, package: impl Into<String>) -> Self {
        let what = name.into();
        Self { met: tool::exists(&what), what, packages: vec![package.into()] }
    }

    fn file(path: impl AsRef<Path>, package: impl Into<String>) -> Self {
        let path = path.as_ref();
        Self { what: path.display().to_string(), met: path.exists(), packages: vec![package.into()] }
    }
}

/// What is needed to build and test for both architectures.
fn needs() -> Vec<Need> {
    let mut needs = vec![
        Need {
            what: "a Rust compiler with its library's source".to_owned(),
            met: compiler::with_source().is_some(),
            packages: vec!["rustc-web".to_owned(), "rust-web-src".to_owned()],
        },
        Need::program("gcc", "gcc"),
        Need::file("/usr/include/linux/version.h", "linux-libc-dev"),
        Need::program("dpkg-source", "dpkg-dev"),
        Need::program("musl-gcc", "musl-tools"),
    ];
    for arch in [Arch::X86_64, Arch::Aarch64].into_iter().filter(|arch| !arch.is_native()) {
        let name = arch.gnu().replace('_', "-");
        needs.push(Need::program(arch.gnu_tool("gcc"), format!("gcc-{name}")));
        needs.push(Need::file(
            arch.kernel_headers()[0].join("linux/version.h"),
            format!("linux-libc-dev-{}-cross", arch.debian()),
        ));
        needs.push(Need::file(
            Path::new("/usr").join(arch.gnu()).join("lib/libc.a"),
            format!("libc6-dev-{}-cross", arch.debian()),
        ));
        needs.extend(arch.emulator().map(|emulator| Need::program(emulator, "qemu-user")));
    }
    needs
}

/// `cargo xtask setup`
pub fn command(check: bool) -> Result<ExitCode> {
    let needs = needs();
    for need in &needs {
        println!("{:7} {}", if need.met { "found" } else { "missing" }, need.what);
    }
    if check {
        let missing = missing(&needs);
        if !missing.is_empty() {
            println!("to install: {}", apt_line(&missing));
            return Ok(ExitCode::FAILURE);
        }
    } else {
        ensure()?;
        println!("everything is there");
    }
    Ok(ExitCode::SUCCESS)
}

fn missing(needs: &[Need]) -> Vec<String> {
    let mut packages: Vec<String> = Vec::new();
    for package in needs.iter().filter(|need| !need.met).flat_map(|need| &need.packages) {
        if !packages.contains(package) {
            packages.push(package.clone());
        }
    }
    packages
}

fn apt_line(packages: &[String]) -> String {
    format!("apt-get update && apt-get install -y --no-install-recommends {}", packages.join(" "))
}

/// Sees that everything is there: installs it as root, else stops with the command to run.
pub fn ensure() -> Result<()> {
    ensure_needs(needs)
}

/// The same for programs, or files by their paths, each with its package.
pub fn ensure_programs(programs: &[(&str, &str)]) -> Result<()> {
    let need = |&(name, package): &(&str, &str)| {
        if name.starts_with('/') { Need::file(name, package) } else { Need::program(name, package) }
    };
    ensure_needs(|| programs.iter().map(need).collect())
}

fn ensure_needs(needs: impl Fn() -> Vec<Need>) -> Result<()> {
    let packages = missing(&needs());
    if packages.is_empty() {
        return Ok(());
    }
    let root = tool::output(Command::new("id").arg("-u"))?.trim() == "0";
    if !root || !tool::exists("apt-get") {
        bail!(
            "these are missing: {}. Run this as root, then try again:\n  {}",
            packages.join(" "),
            apt_line(&packages)
        );
    }
    println!("installing {}", packages.join(" "));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-q").args(arguments);
        command
    };
    tool::run(&mut apt(&["update"]))?;
    tool::run(apt(&["install", "-y", "--no-install-recommends"]).args(&packages))?;
    let missing = missing(&needs());
    if !missing.is_empty() {
        bail!("after the installation these are still missing: {}", missing.join(" "));
    }
    Ok(())
}
