//! Reads the facts from a compiled probe: values from its data, layouts and prototypes from its debug information.

use super::facts::Facts;
use anyhow::{Context, Result};
use gimli::{AttributeValue, DebuggingInformationEntry, Dwarf, EndianSlice, LittleEndian, Unit, UnitOffset};
use object::{Object, ObjectSection, ObjectSymbol};

type Reader<'a> = EndianSlice<'a, LittleEndian>;
type Entry<'a, 'b> = DebuggingInformationEntry<'a, 'b, Reader<'b>, usize>;

/// How deep types without a name are followed.
const DEPTH: usize = 8;

/// The facts that a probe has.
pub fn facts(program: &[u8]) -> Result<Facts> {
    let object = object::File::parse(program)?;
    let mut facts = Facts::new();
    for symbol in object.symbols().filter(|symbol| symbol.is_global() && symbol.is_definition()) {
        let name = symbol.name()?;
        let Some((kind, name)) = name.split_once('_') else { continue };
        let data = || content(&object, &symbol);
        match kind {
            "I" => insert(&mut facts, "constant", name, integer(data()?)?),
            "A" => insert(&mut facts, "alignment", name, integer(data()?)?),
            "F" => insert(&mut facts, "number", name, number(data()?)),
            "S" => insert(&mut facts, "text", name, String::from_utf8_lossy(data()?).escape_debug().to_string()),
            _ => {}
        }
    }
    // The address of a text is no constant to compare.
    let texts: Vec<_> = facts.keys().filter_map(|name| name.strip_prefix("text ")).map(str::to_owned).collect();
    for name in texts {
        facts.remove(&format!("constant {name}"));
    }
    let section = |id: gimli::SectionId| {
        let data = object.section_by_name(id.name()).and_then(|section| section.data().ok()).unwrap_or_default();
        Ok::<_, gimli::Error>(EndianSlice::new(data, LittleEndian))
    };
    let dwarf = Dwarf::load(section)?;
    let mut headers = dwarf.units();
    while let Some(header) = headers.next()? {
        let unit = dwarf.unit(header)?;
        Types { dwarf: &dwarf, unit: &unit }.facts(&mut facts)?;
    }
    Ok(facts)
}

fn insert(facts: &mut Facts, kind: &str, name: &str, fact: String) {
    facts.insert(format!("{kind} {name}"), fact);
}

fn content<'a>(object: &object::File<'a>, symbol: &object::Symbol<'a, '_>) -> Result<&'a [u8]> {
    let section = object.section_by_index(symbol.section_index().context("a variable lies in a section")?)?;
    // What is 0 may lie in .bss, which the file has not.
    let zeros: &[u8] = &[0; 64];
    let data = section.data()?;
    if data.is_empty() {
        return zeros.get(..symbol.size() as usize).context("a large variable that is 0");
    }
    let start = (symbol.address() - section.address()) as usize;
    data.get(start..start + symbol.size() as usize).context("a variable lies within its section")
}

fn integer(data: &[u8]) -> Result<String> {
    Ok(i64::from_le_bytes(data.try_into()?).to_string())
}

/// A `long double`; the x87 format leaves the last bytes unused.
fn number(data: &[u8]) -> String {
    data.iter().rev().map(|byte| format!("{byte:02x}")).collect()
}

struct Types<'a, 'b> {
    dwarf: &'a Dwarf<Reader<'b>>,
    unit: &'a Unit<Reader<'b>>,
}

impl Types<'_, '_> {
    fn facts(&self, facts: &mut Facts) -> Result<()> {
        let mut tree = self.unit.entries_tree(None)?;
        let mut children = tree.root()?.children();
        while let Some(child) = children.next()? {
            let entry = child.entry();
            if entry.tag() != gimli::DW_TAG_variable {
                continue;
            }
            let name = self.name(entry)?.unwrap_or_default();
            let Some((kind, name)) = name.split_once('_') else { continue };
            let Some(pointer) = self.target(entry)? else { continue };
            let pointed = self.target(&self.unit.entry(pointer)?)?;
            match kind {
                "P" => insert(facts, "prototype", name, self.describe(pointed, 0)?),
                "T" => insert(facts, "type", name, self.layout(pointed)?),
                _ => {}
            }
        }
        Ok(())
    }

    fn name(&self, entry: &Entry) -> Result<Option<String>> {
        let Some(value) = entry.attr_value(gimli::DW_AT_name)? else { return Ok(None) };
        Ok(Some(self.dwarf.attr_string(self.unit, value)?.to_string_lossy().into_owned()))
    }

    fn target(&self, entry: &Entry) -> Result<Option<UnitOffset>> {
        Ok(match entry.attr_value(gimli::DW_AT_type)? {
            Some(AttributeValue::UnitRef(offset)) => Some(offset),
            _ => None,
        })
    }

    fn number(&self, entry: &Entry, attribute: gimli::DwAt) -> Result<Option<u64>> {
        Ok(entry.attr_value(attribute)?.and_then(|value| value.udata_value()))
    }

    /// A type with its members, if it has some and they are known.
    fn layout(&self, offset: Option<UnitOffset>) -> Result<String> {
        let Some(offset) = offset else { return Ok("void".to_owned()) };
        let entry = self.unit.entry(offset)?;
        match entry.tag() {
            gimli::DW_TAG_typedef => self.layout(self.target(&entry)?),
            gimli::DW_TAG_structure_type | gimli::DW_TAG_union_type => self.members(&entry, 0),
            _ => self.describe(Some(offset), 0),
        }
    }

    /// A type, where those with a name of their own are named only.
    fn describe(&self, offset: Option<UnitOffset>, depth: usize) -> Result<String> {
        let Some(offset) = offset else { return Ok("void".to_owned()) };
        let entry = self.unit.entry(offset)?;
        let target = |depth| self.describe(self.target(&entry)?, depth);
        let name = self.name(&entry)?;
        Ok(match entry.tag() {
            gimli::DW_TAG_typedef => target(depth)?,
            gimli::DW_TAG_pointer_type => format!("{}*", target(depth)?),
            gimli::DW_TAG_const_type => format!("const({})", target(depth)?),
            gimli::DW_TAG_volatile_type => format!("volatile({})", target(depth)?),
            gimli::DW_TAG_restrict_type => target(depth)?,
            gimli::DW_TAG_array_type => format!("{}{}", target(depth)?, self.dimensions(&entry)?),
            gimli::DW_TAG_subroutine_type => self.function(&entry, depth)?,
            gimli::DW_TAG_structure_type | gimli::DW_TAG_union_type => match name {
                Some(name) => format!("{} {name}", kind(&entry)),
                None if depth < DEPTH => self.members(&entry, depth + 1)?,
                None => kind(&entry).to_owned(),
            },
            gimli::DW_TAG_enumeration_type => {
                format!("enum of {} bytes", self.number(&entry, gimli::DW_AT_byte_size)?.unwrap_or(0))
            }
            _ => name.unwrap_or_else(|| "unknown".to_owned()),
        })
    }

    /// The size, and each member with its place. Members with reserved names are the implementation's own.
    fn members(&self, entry: &Entry, depth: usize) -> Result<String> {
        let size = self.number(entry, gimli::DW_AT_byte_size)?;
        let mut text = match size {
            Some(size) => format!("{} of {size} bytes {{", kind(entry)),
            None => return Ok(format!("incomplete {}", kind(entry))),
        };
        let mut tree = self.unit.entries_tree(Some(entry.offset()))?;
        let mut children = tree.root()?.children();
        while let Some(child) = children.next()? {
            let member = child.entry();
            let name = self.name(member)?.unwrap_or_default();
            if member.tag() != gimli::DW_TAG_member || name.starts_with("__") && !self.has_public_part(member, depth)? {
                continue;
            }
            let place = self.number(member, gimli::DW_AT_data_member_location)?.unwrap_or(0);
            text.push_str(&format!(" {name}@{place}"));
            for (mark, attribute) in
                [('.', gimli::DW_AT_bit_offset), ('.', gimli::DW_AT_data_bit_offset), (':', gimli::DW_AT_bit_size)]
            {
                if let Some(bits) = self.number(member, attribute)? {
                    text.push_str(&format!("{mark}{bits}"));
                }
            }
            text.push_str(&format!(": {};", self.describe(self.target(member)?, depth)?));
        }
        Ok(text + " }")
    }

    /// Whether a member's type has itself members that a program uses, such as `__si_fields`.
    fn has_public_part(&self, member: &Entry, depth: usize) -> Result<bool> {
        let description = self.describe(self.target(member)?, depth)?;
        Ok(description.contains('{') && !description.contains("{ }") && description.contains("@"))
    }

    fn dimensions(&self, entry: &Entry) -> Result<String> {
        let mut text = String::new();
        let mut tree = self.unit.entries_tree(Some(entry.offset()))?;
        let mut children = tree.root()?.children();
        while let Some(child) = children.next()? {
            let count = self.number(child.entry(), gimli::DW_AT_count)?;
            let bound = self.number(child.entry(), gimli::DW_AT_upper_bound)?;
            match count.or(bound.map(|bound| bound.wrapping_add(1))) {
                Some(count) => text.push_str(&format!("[{count}]")),
                None => text.push_str("[]"),
            }
        }
        Ok(text)
    }

    fn function(&self, entry: &Entry, depth: usize) -> Result<String> {
        let result = self.describe(self.target(entry)?, depth)?;
        let mut parameters = Vec::new();
        let mut tree = self.unit.entries_tree(Some(entry.offset()))?;
        let mut children = tree.root()?.children();
        while let Some(child) = children.next()? {
            match child.entry().tag() {
                gimli::DW_TAG_formal_parameter => {
                    parameters.push(self.describe(self.target(child.entry())?, depth + 1)?);
                }
                gimli::DW_TAG_unspecified_parameters => parameters.push("...".to_owned()),
                _ => {}
            }
        }
        Ok(format!("{result}({})", parameters.join(", ")))
    }
}

fn kind(entry: &Entry) -> &'static str {
    if entry.tag() == gimli::DW_TAG_union_type { "union" } else { "struct" }
}
