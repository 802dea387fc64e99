//! Allocators that an application brings along, for the torture: an own one, and real ones, fetched and unchanged.

use crate::{Platform, build_folder, debian_source, watchdog, workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(600);

/// Whose `malloc` a program is linked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allocator {
    /// The C library's.
    Library,
    /// `torture/allocators/own.c`.
    Own,
    /// The same, with a recursive lock.
    Recursive,
    /// jemalloc.
    Jemalloc,
    /// mimalloc.
    Mimalloc,
}

impl Allocator {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Library, Self::Own, Self::Recursive, Self::Jemalloc, Self::Mimalloc];

    /// Its name in the names of tests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Library => "library",
            Self::Own => "own",
            Self::Recursive => "recursive",
            Self::Jemalloc => "jemalloc",
            Self::Mimalloc => "mimalloc",
        }
    }

    /// What the compiler gets to link it: sources, objects or an archive, with flags.
    pub fn inputs(self, platform: &Platform) -> Result<Vec<PathBuf>> {
        let own = workspace().join("tests/torture/allocators/own.c");
        Ok(match self {
            Self::Library => Vec::new(),
            Self::Own => vec![own],
            Self::Recursive => vec!["-DRECURSIVE".into(), own],
            Self::Jemalloc => vec![jemalloc(platform).context("jemalloc")?],
            Self::Mimalloc => vec![mimalloc(platform).context("mimalloc")?],
        })
    }
}

/// One build at a time; each is kept until the folder of the tests' builds is deleted.
static BUILDING: Mutex<()> = Mutex::new(());

/// mimalloc is one translation unit. `aligned_alloc` belongs to what it takes over if glibc's own macro is defined.
fn mimalloc(platform: &Platform) -> Result<PathBuf> {
    let _building = BUILDING.lock();
    let object = build_folder().join(&platform.name).join("mimalloc.o");
    if object.is_file() {
        return Ok(object);
    }
    let source = debian_source::fetch("mimalloc")?;
    fs::create_dir_all(object.parent().context("a file lies in a folder")?)?;
    let mut command = Command::new(&platform.compiler);
    command.args(["-O2", "-w", "-DMI_MALLOC_OVERRIDE", "-D__USE_ISOC11", "-c", "-I"]).arg(source.join("include"));
    command.arg(source.join("src/static.c")).arg("-o").arg(&object);
    watchdog::run(&mut command, LIMIT)?.success()?;
    Ok(object)
}

/// jemalloc is configured as its authors mean it, and then compiled at once: its makefile compiles each file twice, to
/// find the names that it makes private.
fn jemalloc(platform: &Platform) -> Result<PathBuf> {
    let _building = BUILDING.lock();
    let folder = build_folder().join(&platform.name).join("jemalloc");
    let archive = folder.join("libjemalloc.a");
    if archive.is_file() {
        return Ok(archive);
    }
    let source = debian_source::fetch("jemalloc")?.canonicalize()?;
    let objects = folder.join("objects");
    fs::create_dir_all(&objects)?;
    let mut configure = Command::new(source.join("configure"));
    configure.current_dir(&folder).arg(format!("--host={}-linux-musl", platform.name));
    configure.arg(format!("CC={}", platform.compiler.display())).args(["--disable-cxx", "--disable-shared"]);
    configure.args(["--with-lg-page=12", "--with-lg-hugepage=21"]);
    watchdog::run(&mut configure, LIMIT)?.success()?;
    fs::write(folder.join("include/jemalloc/internal/private_namespace.h"), "")?;
    let mut command = Command::new(&platform.compiler);
    command.current_dir(&objects).args(["-O1", "-w", "-std=gnu11", "-D_GNU_SOURCE", "-D_REENTRANT", "-c"]);
    for include in [folder.join("include"), source.join("include")] {
        command.arg("-I").arg(include);
    }
    for file in files(&source.join("src"), "c")? {
        if !file.ends_with("zone.c") {
            command.arg(file);
        }
    }
    watchdog::run(&mut command, LIMIT)?.success()?;
    let mut command = Command::new("ar");
    command.arg("crs").arg(&archive).args(files(&objects, "o")?);
    watchdog::run(&mut command, LIMIT)?.success()?;
    Ok(archive)
}

/// The files in a folder with this ending, sorted.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == ending));
    files.sort();
    Ok(files)
}
