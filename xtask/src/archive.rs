//! From the archive that rustc made to `libc.a`.
//!
//! Every C name that the library defines becomes two: `__tine_NAME`, hidden, which the library's own calls go to, and
//! the weak `NAME`, which a program sees and may define itself without breaking the library. The library's few
//! calls of a public function that a program may replace (`__tine_public_NAME`) become calls of `NAME`. Where the
//! library defines a `__tine_NAME` of its own beside `NAME`, its calls go there, and `NAME` is for programs only.

use anyhow::{Context, Result, bail};
use ar_archive_writer::{ArchiveKind, DEFAULT_OBJECT_READER, NewArchiveMember, write_archive_to_stream};
use object::LittleEndian as LE;
use object::elf::{FileHeader64, SHN_UNDEF, SHT_SYMTAB, STB_GLOBAL, STB_WEAK, STV_HIDDEN, SectionHeader64, Sym64};
use object::read::archive::ArchiveFile;
use object::read::elf::{FileHeader, SectionHeader, Sym};
use object::{Object, ObjectSymbol};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

/// What the library's own definitions are named by.
const OWN: &str = "__tine_";
/// What the compiler's definitions of functions that the library has, too, are named by.
const COMPILER: &str = "__tine_compiler_";
/// What calls of a replaceable public function are named by.
const PUBLIC: &str = "__tine_public_";

type Header = FileHeader64<LE>;
type Symbol = Sym64<LE>;

/// Makes `libc.a` at `to`, if `from` is newer.
pub fn finish(from: &Path, to: &Path) -> Result<()> {
    let data = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    let archive = ArchiveFile::parse(&*data)?;
    let mut members = Vec::new();
    for member in archive.members() {
        let member = member?;
        members.push((String::from_utf8_lossy(member.name()).into_owned(), member.data(&*data)?));
    }
    let (mut names, mut own) = (HashSet::new(), HashSet::new());
    for (name, object) in &members {
        if is_own(name) {
            collect_definitions(object, &mut names, &mut own).with_context(|| format!("in {name}"))?;
        }
    }
    let mut rewritten = Vec::new();
    for (name, object) in &members {
        rewritten
            .push((name.clone(), rewrite(object, &names, &own, is_own(name)).with_context(|| format!("in {name}"))?));
    }
    write(to, rewritten)
}

/// Writes an archive without members.
pub fn write_empty(to: &Path) -> Result<()> {
    write(to, Vec::new())
}

/// The global names that an archive defines.
pub fn defined_names(archive: &Path) -> Result<BTreeSet<String>> {
    let data = fs::read(archive).with_context(|| format!("cannot read {}", archive.display()))?;
    let mut names = BTreeSet::new();
    for member in ArchiveFile::parse(&*data)?.members() {
        let object = object::File::parse(member?.data(&*data)?)?;
        names.extend(
            object
                .symbols()
                .filter(|symbol| symbol.is_global() && symbol.is_definition())
                .filter_map(|symbol| symbol.name().ok().map(str::to_owned)),
        );
    }
    Ok(names)
}

/// Whether a member is the library's, not the compiler's.
fn is_own(member: &str) -> bool {
    member.starts_with("libc_core-") || member.starts_with("arch-")
}

fn write(to: &Path, members: Vec<(String, Vec<u8>)>) -> Result<()> {
    let members: Vec<_> =
        members.into_iter().map(|(name, data)| NewArchiveMember::new(data, &DEFAULT_OBJECT_READER, name)).collect();
    let mut file = std::io::Cursor::new(Vec::new());
    write_archive_to_stream(&mut file, &members, ArchiveKind::Gnu, false, None)?;
    let file = file.into_inner();
    if fs::read(to).ok().as_ref() != Some(&file) {
        fs::write(to, file).with_context(|| format!("cannot write {}", to.display()))?;
    }
    Ok(())
}

/// Whether a name is C's, and not the compiler's or already the library's own.
fn is_c_name(name: &[u8]) -> bool {
    !(name.starts_with(b"_R")
        || name.starts_with(b"_ZN")
        || name.starts_with(OWN.as_bytes())
        || name.starts_with(b"__rust")
        || name.starts_with(b"rust_"))
}

fn is_defined_globally(symbol: &Symbol) -> bool {
    matches!(symbol.st_bind(), STB_GLOBAL | STB_WEAK) && symbol.st_shndx(LE) != SHN_UNDEF
}

/// Collects the C names that an object defines, and those for which it defines the library's own twin.
fn collect_definitions(object: &[u8], names: &mut HashSet<Vec<u8>>, own: &mut HashSet<Vec<u8>>) -> Result<()> {
    let header = Header::parse(object)?;
    let sections = header.sections(LE, object)?;
    let symbols = sections.symbols(LE, object, SHT_SYMTAB)?;
    for symbol in symbols.iter() {
        let name = symbol.name(LE, symbols.strings())?;
        if is_defined_globally(symbol) && is_c_name(name) {
            names.insert(name.to_vec());
        } else if is_defined_globally(symbol)
            && let Some(twin) = name.strip_prefix(OWN.as_bytes())
        {
            own.insert(twin.to_vec());
        }
    }
    Ok(())
}

/// The object with its symbols renamed, and with weak aliases of what it defines behind them. The new symbol and string
/// tables lie at the file's end; indices stay, so relocations do.
fn rewrite(object: &[u8], names: &HashSet<Vec<u8>>, own: &HashSet<Vec<u8>>, is_own: bool) -> Result<Vec<u8>> {
    let header = Header::parse(object)?;
    let sections = header.sections(LE, object)?;
    let symbols = sections.symbols(LE, object, SHT_SYMTAB)?;
    if symbols.is_empty() {
        return Ok(object.to_vec());
    }
    let string_section = symbols.string_section();
    let mut strings = sections.section(string_section)?.data(LE, object)?.to_vec();
    let mut name_at = |name: &[u8]| {
        let at = strings.len() as u32;
        strings.extend_from_slice(name);
        strings.push(0);
        object::U32::new(LE, at)
    };
    let (mut table, mut aliases) = (Vec::new(), Vec::new());
    for symbol in symbols.iter() {
        let name = symbol.name(LE, symbols.strings())?;
        let mut symbol = *symbol;
        if !is_own && is_defined_globally(&symbol) && names.contains(name) {
            // The compiler's definition of a function that the library has: nobody refers to it.
            symbol.st_name = name_at(&[COMPILER.as_bytes(), name].concat());
        } else if is_defined_globally(&symbol) && own.contains(name) {
            symbol.set_st_info(STB_WEAK, symbol.st_type());
        } else if names.contains(name) {
            if is_defined_globally(&symbol) {
                let mut alias = symbol;
                alias.set_st_info(STB_WEAK, symbol.st_type());
                aliases.push(alias);
            }
            symbol.st_name = name_at(&[OWN.as_bytes(), name].concat());
            // The compiler's library has some functions of the same name, which give way to the library's own.
            let binding = if is_own || !is_defined_globally(&symbol) { STB_GLOBAL } else { STB_WEAK };
            symbol.set_st_info(binding, symbol.st_type());
            symbol.st_other = STV_HIDDEN;
        } else if let Some(public) = name.strip_prefix(PUBLIC.as_bytes()) {
            symbol.st_name = name_at(public);
        } else if is_defined_globally(&symbol) {
            // Rust's names, and the compiler's functions: a Rust program may bring copies of them.
            symbol.set_st_info(STB_WEAK, symbol.st_type());
        }
        table.push(symbol);
    }
    table.append(&mut aliases);

    let mut new = object.to_vec();
    let table_at = append(&mut new, object::bytes_of_slice(&table));
    let strings_at = append(&mut new, &strings);
    let headers_at = header.e_shoff(LE) as usize;
    for (index, at, size) in
        [(symbols.section(), table_at, size_of_val(&*table)), (string_section, strings_at, strings.len())]
    {
        let size_of_header = size_of::<SectionHeader64<LE>>();
        let place = headers_at + index.0 * size_of_header;
        let Some(bytes) = new.get_mut(place..place + size_of_header) else { bail!("a section header is cut off") };
        let (section, _) = object::from_bytes_mut::<SectionHeader64<LE>>(bytes)
            .map_err(|()| anyhow::anyhow!("a section header is out of place"))?;
        section.sh_offset = object::U64::new(LE, at as u64);
        section.sh_size = object::U64::new(LE, size as u64);
    }
    Ok(new)
}

/// Appends to a file, aligned to 8 bytes; where.
fn append(file: &mut Vec<u8>, bytes: &[u8]) -> usize {
    file.resize(file.len().next_multiple_of(8), 0);
    let at = file.len();
    file.extend_from_slice(bytes);
    at
}
