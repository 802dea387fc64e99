//! An installed musl: what tine's headers and library are measured by.

use crate::headers::HeaderSet;
use crate::target::{Arch, target_folder};
use crate::tool;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// musl for one architecture.
pub struct Musl {
    /// Its headers.
    pub headers: HeaderSet,
    /// Its `libc.a`.
    pub library: PathBuf,
}

/// One fetch at a time.
static FETCHING: Mutex<()> = Mutex::new(());

impl Musl {
    /// The machine's own, or for another architecture what is in its Debian package, fetched below `target`.
    pub fn new(arch: Arch) -> Result<Self> {
        let root = if arch.is_native() { PathBuf::from("/") } else { fetch(arch)? };
        let triplet = format!("{}-linux-musl", arch.name());
        Ok(Self {
            headers: HeaderSet { arch, folders: vec![root.join("usr/include").join(&triplet)] },
            library: root.join("usr/lib").join(triplet).join("libc.a"),
        })
    }
}

/// Unpacks the package of an architecture that is not the machine's: its file lies beside that of the machine's own.
fn fetch(arch: Arch) -> Result<PathBuf> {
    let _fetching = FETCHING.lock();
    let root = target_folder().join("musl").join(arch.name());
    if root.is_dir() {
        return Ok(root);
    }
    let host = Arch::host().context("tine does not know this machine's architecture")?;
    let printed = tool::output(Command::new("apt-get").args(["download", "--print-uris", "musl-dev"]))?;
    let address = printed.split('\'').nth(1).context("apt-get names no file for musl-dev")?;
    let address = address.replace(&format!("_{}.deb", host.debian()), &format!("_{}.deb", arch.debian()));
    let package = target_folder().join("musl").join(format!("{}.deb", arch.name()));
    fs::create_dir_all(package.parent().context("a package lies in a folder")?)?;
    download(&address, &package)?;
    let unpacked = root.with_extension("part");
    tool::run(Command::new("dpkg-deb").arg("-x").arg(&package).arg(&unpacked))?;
    fs::rename(&unpacked, &root)?;
    Ok(root)
}

/// By apt's own downloader, which is there wherever apt is.
fn download(address: &str, to: &Path) -> Result<()> {
    tool::run(
        Command::new("/usr/lib/apt/apt-helper")
            .args(["-o", "APT::Sandbox::User=root", "download-file", address])
            .arg(to),
    )
    .with_context(|| format!("cannot fetch {address}"))
}
