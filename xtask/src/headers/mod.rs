//! C headers, as xtask's checks read them.

pub mod declarations;
pub mod installed;
pub mod tokens;

use crate::target::{Arch, workspace};
use crate::tool;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Headers that only pass on one of the kernel's.
const KERNELS_OWN: [&str; 3] = ["sys/kd.h", "sys/vt.h", "sys/soundcard.h"];

/// A folder of C headers for one architecture, with what compiles them.
pub struct HeaderSet {
    /// The architecture.
    pub arch: Arch,
    /// The folders that are searched, in this order.
    pub folders: Vec<PathBuf>,
}

impl HeaderSet {
    /// tine's own, from the source tree.
    pub fn tine(arch: Arch) -> Self {
        Self {
            arch,
            folders: vec![workspace().join("arch/include").join(arch.name()), workspace().join("libc-core/include")],
        }
    }

    /// The headers that a program may include, as it names them, sorted.
    pub fn names(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for folder in &self.folders {
            walk(folder, "", &mut names)?;
        }
        names.sort();
        names.dedup();
        names.retain(|name| !name.starts_with("bits/") && !KERNELS_OWN.contains(&name.as_str()));
        Ok(names)
    }

    /// The C compiler, searching in these headers alone.
    pub fn compiler(&self) -> Command {
        let mut command = Command::new(self.arch.gnu_tool("gcc"));
        command.arg("-nostdinc");
        for folder in &self.folders {
            command.arg("-isystem").arg(folder);
        }
        command
    }

    /// What `source` becomes when it is preprocessed.
    pub fn preprocess(&self, source: &str, flags: &[&str]) -> Result<String> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("source.c");
        fs::write(&file, source)?;
        tool::output(self.compiler().args(["-E", "-w"]).args(flags).arg(file))
    }
}

/// A source file that includes headers.
pub fn including<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("#include <{name}>\n")).collect()
}

fn walk(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{name}/"), names)?;
        } else if name.ends_with(".h") {
            names.push(name);
        }
    }
    Ok(())
}
