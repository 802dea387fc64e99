//! Where the bytes of a program go: each function, and each subsystem, which is a Rust module.

use super::link_map::{Piece, pieces};
use crate::target::{Arch, Profile, compiler_wrapper, sysroot, target_folder};
use crate::tool;
use anyhow::{Context, Result};
use object::read::archive::ArchiveFile;
use object::{Object, ObjectSymbol};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A program's bytes.
pub struct Breakdown {
    /// The stripped file's.
    pub bytes: u64,
    /// What they are, the largest first.
    pub parts: Vec<Part>,
}

/// A function or a constant.
pub struct Part {
    /// The module that it lies in, or what else it belongs to.
    pub subsystem: String,
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
}

impl Breakdown {
    /// Builds a program and looks into it.
    pub fn new(arch: Arch, profile: Profile, source: &Path) -> Result<Self> {
        let folder = target_folder().join("size").join(format!("{}-{}", arch.name(), profile.name()));
        fs::create_dir_all(&folder)?;
        let program = folder.join(source.file_stem().context("a source file has a name")?);
        let map = program.with_extension("map");
        tool::run(
            Command::new(compiler_wrapper(arch, profile))
                .args(["-Os", "-o"])
                .arg(&program)
                .arg(source)
                .arg(format!("-Wl,-Map={}", map.display())),
        )?;
        tool::run(Command::new(arch.gnu_tool("strip")).arg(&program))?;
        let bytes = fs::metadata(&program)?.len();
        let modules = modules(&sysroot(arch, profile).join("lib/libc.a"))?;
        let map = fs::read_to_string(&map).with_context(|| format!("cannot read {}", map.display()))?;
        let mut parts: Vec<_> = pieces(&map).iter().map(|piece| Part::new(piece, &modules)).collect();
        let found: u64 = parts.iter().map(|part| part.bytes).sum();
        let rest = bytes.saturating_sub(found);
        parts.push(Part { subsystem: "ELF".to_owned(), name: "headers, tables, alignment".to_owned(), bytes: rest });
        parts.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.name.cmp(&b.name)));
        Ok(Self { bytes, parts })
    }

    /// The bytes of each subsystem.
    pub fn subsystems(&self) -> BTreeMap<String, u64> {
        let mut subsystems = BTreeMap::new();
        for part in &self.parts {
            *subsystems.entry(part.subsystem.clone()).or_default() += part.bytes;
        }
        subsystems
    }
}

impl Part {
    fn new(piece: &Piece, modules: &HashMap<String, String>) -> Self {
        let member = piece.object.strip_suffix(')').and_then(|object| object.rsplit_once('('));
        let file = Path::new(&piece.object).file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let subsystem = match member {
            _ if piece.section == "*fill*" => "ELF".to_owned(),
            Some((_, member)) => modules.get(member).cloned().unwrap_or_else(|| "program".to_owned()),
            None if file.starts_with("crt") => "crt".to_owned(),
            None => "program".to_owned(),
        };
        Self { subsystem, name: name(&piece.section), bytes: piece.bytes }
    }
}

/// A section's function or constant, as Rust names it.
fn name(section: &str) -> String {
    if section == "*fill*" {
        return "headers, tables, alignment".to_owned();
    }
    let groups = [".text.unlikely.", ".text.startup.", ".text.hot.", ".text.", ".rodata.", ".data.rel.ro.", ".data."];
    let symbol = groups.into_iter().find_map(|group| section.strip_prefix(group));
    match symbol {
        Some(symbol) if symbol.starts_with(['.', '_']) || !symbol.contains('.') => {
            if symbol.starts_with(".L") {
                "constants".to_owned()
            } else {
                format!("{:#}", rustc_demangle::demangle(symbol))
            }
        }
        _ if section.starts_with(".rodata") => "constants".to_owned(),
        _ => section.to_owned(),
    }
}

/// The module of each member of `libc.a`. The compiler makes an object of each module, with few exceptions: the module
/// is the one that most of an object's Rust names say.
fn modules(archive: &Path) -> Result<HashMap<String, String>> {
    let data = fs::read(archive).with_context(|| format!("cannot read {}", archive.display()))?;
    let mut modules = HashMap::new();
    for member in ArchiveFile::parse(&*data)?.members() {
        let member = member?;
        let name = String::from_utf8_lossy(member.name()).into_owned();
        let krate = name.split('-').next().unwrap_or_default().to_owned();
        let object = object::File::parse(member.data(&*data)?)?;
        let module = match krate.as_str() {
            "libc_core" | "arch" => most_frequent(&object, &krate, true)
                .or_else(|| most_frequent(&object, &krate, false))
                .map_or(krate.clone(), |module| if krate == "arch" { format!("arch::{module}") } else { module }),
            _ => krate,
        };
        modules.insert(name, module);
    }
    Ok(modules)
}

/// The module of a crate that an object's names, its own or all, say most.
fn most_frequent(object: &object::File, krate: &str, own: bool) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for symbol in object.symbols().filter(|symbol| !own || symbol.is_definition()) {
        let Some(demangled) = symbol.name().ok().and_then(|name| rustc_demangle::try_demangle(name).ok()) else {
            continue;
        };
        if let Some(module) = module(&format!("{demangled:#}"), krate) {
            *counts.entry(module.to_owned()).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(module, _)| module)
}

/// The first module that a path names below a crate, and below the architecture's.
fn module<'a>(path: &'a str, krate: &str) -> Option<&'a str> {
    let prefix = format!("{krate}::");
    let mut names = path.split_once(&prefix)?.1.split("::");
    let is_name =
        |name: &&str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let first = names.next().filter(is_name)?;
    let is_architecture = Arch::ALL.iter().any(|arch| arch.name() == first);
    if is_architecture { names.next().filter(is_name) } else { Some(first) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sections() {
        assert_eq!(name(".text.puts"), "puts");
        assert_eq!(
            name(".text._RNvNtNtCs6oATzU34RUl_9libc_core7process5start12name_program"),
            "libc_core::process::start::name_program"
        );
        assert_eq!(name(".rodata..Lanon.8f.1"), "constants");
        assert_eq!(name(".rodata.cst16"), "cst16");
        assert_eq!(name(".text"), ".text");
    }

    #[test]
    fn modules_of_paths() {
        assert_eq!(module("<libc_core::stdio::file::File>::list_now", "libc_core"), Some("stdio"));
        assert_eq!(module("arch::x86_64::string::level::find", "arch"), Some("string"));
        assert_eq!(module("core::ptr::drop", "libc_core"), None);
    }
}
