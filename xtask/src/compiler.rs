//! The Rust compiler that builds the library: the first that has its library's source beside it.

use crate::tool;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every compiler that is worth a look.
fn candidates() -> Vec<PathBuf> {
    let asked = std::env::var_os("TINE_RUSTC").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join("rustc")).collect::<Vec<_>>();
    asked.into_iter().chain(on_path).chain([PathBuf::from("/usr/bin/rustc")]).filter(|path| path.is_file()).collect()
}

/// A compiler that has its library's source, if there is one.
pub fn with_source() -> Option<PathBuf> {
    candidates().into_iter().find(|rustc| has_source(rustc).unwrap_or(false))
}

fn has_source(rustc: &Path) -> Result<bool> {
    let root = tool::output(Command::new(rustc).args(["--print", "sysroot"]))?;
    Ok(Path::new(root.trim()).join("lib/rustlib/src/rust/library/core/src/lib.rs").is_file())
}
