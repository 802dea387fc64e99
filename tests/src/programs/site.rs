//! Where a program is built and run, and with what.

use super::Limits;
use crate::{Platform, build_folder, watchdog};
use anyhow::{Context, Result};
use std::fs;
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// What a step of a build or a suite may take.
const LIMIT: Duration = Duration::from_secs(3600);

/// The C library that a program is built with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Libc {
    /// The one under test.
    Tine,
    /// The platform's glibc, static.
    Glibc,
    /// This machine's musl, static; it has the native platform's only.
    Musl,
}

impl Libc {
    fn name(self) -> &'static str {
        match self {
            Self::Tine => "tine",
            Self::Glibc => "glibc",
            Self::Musl => "musl",
        }
    }
}

/// A copy of a program's source, in which it is built and run.
pub struct Site {
    /// Where its programs run.
    pub platform: Platform,
    /// What it is built with.
    pub libc: Libc,
    /// The copy.
    pub folder: PathBuf,
    /// What it is a copy of.
    source: PathBuf,
    /// How long it may take.
    pub limits: Limits,
}

impl Site {
    /// A fresh copy of `source`.
    pub fn new(name: &str, source: &Path, platform: &Platform, libc: Libc, limits: Limits) -> Result<Self> {
        let parent = build_folder().join("programs").join(format!("{}-{}", platform.name, libc.name()));
        fs::create_dir_all(&parent)?;
        let folder = parent.canonicalize()?.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        // With its times: `make` would else generate what is there already.
        let mut copy = Command::new("cp");
        watchdog::run(copy.arg("-a").arg(source).arg(&folder), LIMIT)?.success()?;
        Ok(Self { platform: platform.clone(), libc, folder, source: source.canonicalize()?, limits })
    }

    /// The compiler command, with what makes its programs static.
    pub fn compiler(&self) -> Result<String> {
        let oracle = self.platform.oracle_compiler.display();
        Ok(match self.libc {
            Libc::Tine => self.platform.compiler.canonicalize()?.display().to_string(),
            Libc::Glibc => format!("{oracle} -static"),
            Libc::Musl => format!("musl-gcc -static -idirafter {}", kernel_headers()?.display()),
        })
    }

    /// Runs a shell script there, which stops at the first failure, and gives what it printed. Its output is kept in
    /// the file `.STEP.log`. Its environment has `CC`, `AR`, `RANLIB`, `STRIP`, `LDFLAGS`, `CROSS` (for `configure`, empty where
    /// the programs run natively), `JOBS` (for `make`) `EMULATOR` (empty
    /// likewise) and `SOURCE`, the folder that this is a copy of.
    pub fn shell(&self, step: &str, script: &str) -> Result<String> {
        let finished = watchdog::run(&mut self.command(script)?, LIMIT).with_context(|| format!("{step} failed"))?;
        let log = self.folder.join(format!(".{step}.log"));
        fs::write(log, [&finished.output[..], &finished.errors].concat())?;
        let output = finished.success().with_context(|| format!("{step} failed"))?;
        Ok(String::from_utf8_lossy(&output).into_owned())
    }

    /// As [`shell`](Self::shell), for a suite: its exit status does not matter, and standard error is part of what it
    /// printed.
    pub fn suite(&self, step: &str, script: &str) -> Result<String> {
        let script = format!("exec 2>&1\n{script}");
        let finished = watchdog::run(&mut self.command(&script)?, LIMIT).with_context(|| format!("{step} failed"))?;
        fs::write(self.folder.join(format!(".{step}.log")), &finished.output)?;
        Ok(String::from_utf8_lossy(&finished.output).into_owned())
    }

    fn command(&self, script: &str) -> Result<Command> {
        let tool = |name: &str| self.platform.oracle_compiler.display().to_string().replace("gcc", name);
        let cross = if self.is_native() {
            String::new()
        } else {
            format!("--build={}-linux-gnu --host={}-linux-gnu", std::env::consts::ARCH, self.platform.name)
        };
        let mut command = Command::new("sh");
        command.args(["-euc", script]).current_dir(&self.folder).env_clear();
        command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("HOME", &self.folder).env("LC_ALL", "C");
        command.env("CC", self.compiler()?).env("AR", tool("ar")).env("RANLIB", tool("ranlib"));
        // gnulib asks for weak symbols of threads else, which an archive's members do not satisfy.
        command.env("LDFLAGS", "-static");
        command.env("STRIP", tool("strip")).env("CROSS", cross).env("FORCE_UNSAFE_CONFIGURE", "1");
        command.env("CC_FOR_BUILD", "gcc").env("BUILD_CC", "gcc").env("HOSTCC", "gcc");
        command.env("SOURCE", &self.source);
        command.env("EMULATOR", self.platform.emulator.as_deref().unwrap_or_default());
        command.env("JOBS", std::thread::available_parallelism().map_or(2, usize::from).to_string());
        Ok(command)
    }

    /// Whether the programs run here without an emulator.
    pub fn is_native(&self) -> bool {
        self.platform.emulator.is_none()
    }

    /// Where programs do not run natively, puts scripts into their places that run them under the emulator.
    pub fn emulate(&self) -> Result<()> {
        let Some(emulator) = &self.platform.emulator else { return Ok(()) };
        for program in foreign_programs(&self.folder)? {
            let mut real = program.clone().into_os_string();
            real.push(".real");
            fs::rename(&program, &real)?;
            let script = format!("#!/bin/sh\nexec {emulator} -0 \"$0\" '{}' \"$@\"\n", Path::new(&real).display());
            fs::write(&program, script)?;
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
        }
        Ok(())
    }
}

/// The programs below a folder that this machine does not run.
fn foreign_programs(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() {
            found.extend(foreign_programs(&path)?);
        } else if kind.is_file()
            && path.extension().is_none_or(|extension| extension != "real")
            && entry.metadata()?.permissions().mode() & 0o111 != 0
        {
            let mut header = Vec::new();
            fs::File::open(&path)?.take(20).read_to_end(&mut header)?;
            let program = matches!(header[..], [0x7f, b'E', b'L', b'F', .., 2 | 3, 0, _, _]);
            if program && header[18] != NATIVE_MACHINE {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// This machine's number in an ELF header.
const NATIVE_MACHINE: u8 = if cfg!(target_arch = "x86_64") { 62 } else { 183 };

/// A folder with the kernel's headers and nothing else, for musl, which brings none.
fn kernel_headers() -> Result<PathBuf> {
    let folder = build_folder().join("kernel-headers");
    fs::create_dir_all(&folder)?;
    for (name, target) in [
        ("linux".to_owned(), "/usr/include/linux".to_owned()),
        ("asm-generic".to_owned(), "/usr/include/asm-generic".to_owned()),
        ("mtd".to_owned(), "/usr/include/mtd".to_owned()),
        ("asm".to_owned(), format!("/usr/include/{}-linux-gnu/asm", std::env::consts::ARCH)),
    ] {
        let link = folder.join(name);
        if !link.exists() {
            symlink(target, link)?;
        }
    }
    Ok(folder.canonicalize()?)
}
