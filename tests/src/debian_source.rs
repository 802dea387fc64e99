//! Debian source packages, fetched by name. apt gets lists and a cache of its own, so that the machine's are not touched
//! and no rights are needed; its sources are the machine's, asked for source packages.

use crate::{build_folder, watchdog};
use anyhow::{Context, Result, anyhow, bail};
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
    let folder = folder(package);
    let source = folder.join("source");
    if source.is_dir() {
        return Ok(source);
    }
    let apt = Apt::new()?;
    apt.update()?;
    apt.download(package, &folder).with_context(|| format!("cannot fetch the source of {package}"))?;
    // As its authors published it: without Debian's changes.
    let mut command = Command::new("dpkg-source");
    command.args(["--no-check", "--skip-patches", "--extract"]).arg(description(package)?).arg(&source);
    watchdog::run(&mut command, LIMIT)?.success()?;
    Ok(source)
}

/// The version of a package that was fetched, without Debian's revision.
pub fn version(package: &str) -> Result<String> {
    let description = description(package)?;
    let name = description.file_stem().unwrap_or_default().to_string_lossy();
    let version = name.split_once('_').map_or("", |(_, version)| version);
    Ok(version.rsplit_once('-').map_or(version, |(upstream, _)| upstream).to_owned())
}

fn folder(package: &str) -> PathBuf {
    build_folder().join("fetch").join(package)
}

/// The `.dsc` file of a package that was fetched.
fn description(package: &str) -> Result<PathBuf> {
    let files = fs::read_dir(folder(package))?.flatten().map(|entry| entry.path());
    let description = files.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "dsc"));
    description.with_context(|| format!("apt-get fetched no description of {package}"))
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

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
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

    /// Reads the lists anew, once.
    fn update(&self) -> Result<()> {
        static UPDATED: Mutex<bool> = Mutex::new(false);
        let mut updated = UPDATED.lock().map_err(|_| anyhow!("apt-get update panicked"))?;
        if !*updated {
            let mut command = self.command("apt-get");
            watchdog::run(command.arg("update"), LIMIT)?.success().context("apt-get update")?;
            *updated = true;
        }
        Ok(())
    }

    /// The newest version that its archive still has: lists and archive may be of different days.
    fn download(&self, package: &str, folder: &Path) -> Result<()> {
        let mut result = Err(anyhow!("no source package has that name"));
        for version in self.versions(package)? {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            fs::create_dir_all(folder)?;
            let mut command = self.command("apt-get");
            command.current_dir(folder).args(["source", "--only-source", "--download-only"]);
            command.arg(format!("{package}={version}"));
            result = watchdog::run(&mut command, LIMIT)?.success().map(drop);
            if result.is_ok() {
                break;
            }
        }
        result
    }

    /// A source package's versions, newest first.
    fn versions(&self, package: &str) -> Result<Vec<String>> {
        let mut command = self.command("apt-cache");
        let output = watchdog::run(command.args(["madison", package]), LIMIT)?.success()?;
        let text = String::from_utf8_lossy(&output).into_owned();
        let fields = text.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
        Ok(fields
            .filter(|fields| fields[0] == package)
            .filter_map(|fields| Some((*fields.get(1)?).to_owned()))
            .collect())
    }
}

fn source_type(line: &str) -> String {
    if line.starts_with("Types:") { "Types: deb-src\n".to_owned() } else { format!("{line}\n") }
}
