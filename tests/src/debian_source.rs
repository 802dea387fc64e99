//! Debian source packages, fetched by name. apt gets lists and a cache of its own, so that the machine's are not touched
//! and no rights are needed; its sources are the machine's, asked for source packages.

use crate::{build_folder, watchdog};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(600);

/// One fetch at a time.
static FETCHING: Mutex<()> = Mutex::new(());

/// The unpacked source of a package, fetched if it is not there yet. It is never built in: copy it.
pub fn fetch(package: &str) -> Result<PathBuf> {
    let _fetching = FETCHING.lock();
    let folder = build_folder().join("fetch").join(package);
    let source = folder.join("source");
    if source.is_dir() {
        return Ok(source);
    }
    let apt = Apt::new()?;
    apt.update()?;
    fs::create_dir_all(&folder)?;
    let mut command = apt.command();
    command.current_dir(&folder).args(["source", "--only-source", "--download-only", package]);
    watchdog::run(&mut command, LIMIT)?.success().with_context(|| format!("cannot fetch the source of {package}"))?;
    let files = fs::read_dir(&folder)?.flatten().map(|entry| entry.path());
    let description = files.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "dsc"));
    let description = description.with_context(|| format!("apt-get fetched no description of {package}"))?;
    // As its authors published it: without Debian's changes.
    let mut command = Command::new("dpkg-source");
    command.args(["--no-check", "--skip-patches", "--extract"]).arg(description).arg(&source);
    watchdog::run(&mut command, LIMIT)?.success()?;
    Ok(source)
}

struct Apt {
    root: PathBuf,
}

impl Apt {
    fn new() -> Result<Self> {
        let root = build_folder().canonicalize().or_else(|_| {
            fs::create_dir_all(build_folder())?;
            build_folder().canonicalize()
        })?;
        let root = root.join("apt");
        for folder in ["lists/partial", "cache/archives/partial", "sources"] {
            fs::create_dir_all(root.join(folder))?;
        }
        let apt = Self { root };
        apt.write_sources()?;
        Ok(apt)
    }

    /// The machine's sources with `deb` made `deb-src`, in both of apt's formats.
    fn write_sources(&self) -> Result<()> {
        let folder = Path::new("/etc/apt/sources.list.d");
        let more = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut found = false;
        for path in [PathBuf::from("/etc/apt/sources.list")].into_iter().chain(more) {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let text = match path.extension().and_then(|extension| extension.to_str()) {
                Some("list") => {
                    text.lines().map(|line| line.replacen("deb ", "deb-src ", 1) + "\n").collect::<String>()
                }
                Some("sources") => text.lines().map(source_type).collect(),
                _ => continue,
            };
            found |= text.contains("deb-src");
            let name = path.file_name().context("a file has a name")?;
            fs::write(self.root.join("sources").join(name), text)?;
        }
        if !found {
            bail!("apt has no sources in /etc/apt");
        }
        Ok(())
    }

    fn command(&self) -> Command {
        let mut command = Command::new("apt-get");
        for (key, value) in [
            ("Dir::Etc::SourceList", "/dev/null".into()),
            ("Dir::Etc::SourceParts", self.root.join("sources")),
            ("Dir::State::Lists", self.root.join("lists")),
            ("Dir::Cache", self.root.join("cache")),
        ] {
            command.arg("-o").arg(format!("{key}={}", value.display()));
        }
        // Root reads the package lists itself: apt's own user may not reach this folder.
        command.args(["-q", "-o", "APT::Sandbox::User=root"]);
        command
    }

    fn update(&self) -> Result<()> {
        let mut command = self.command();
        watchdog::run(command.arg("update"), LIMIT)?.success().context("apt-get update").map(drop)
    }
}

fn source_type(line: &str) -> String {
    if line.starts_with("Types:") { "Types: deb-src\n".to_owned() } else { format!("{line}\n") }
}
