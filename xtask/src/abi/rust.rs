//! The headers against the library's own definitions: constants of the same name have the same value, and the structures
//! that both know have one layout.

use super::Difference;
use super::definitions::{Definitions, Layout};
use super::facts::Facts;
use crate::target::Arch;
use anyhow::{Context, Result};

/// C's structures and the library's: lines of `struct NAME: module::Name` or `NAME: module::Name`.
const STRUCTURES: &str = include_str!("structures.txt");

/// All differences between the facts of tine's headers and the source.
pub fn differences(arch: Arch, headers: &Facts) -> Result<Vec<Difference>> {
    let source = Definitions::read(arch)?;
    let mut found = constants(&source, headers);
    for line in STRUCTURES.lines() {
        let (theirs, ours) = line.split_once(": ").context("a line of structures.txt has two names")?;
        let name = theirs.replace(' ', "_");
        let fact = headers.get(&format!("type {name}")).with_context(|| format!("no header has {theirs}"))?;
        let align = headers.get(&format!("alignment {name}"));
        let how = match source.layout(ours) {
            Ok(layout) => mismatch(fact, align, &layout)?,
            Err(e) => Some(format!("the source cannot be read: {e:#}")),
        };
        found.extend(how.map(|how| Difference { name: format!("definition {theirs}"), how }));
    }
    Ok(found)
}

fn constants(source: &Definitions, headers: &Facts) -> Vec<Difference> {
    let mut found = Vec::new();
    for constant in &source.constants {
        // These name what they are asked for by its number.
        let prefix = match constant.module.as_str() {
            "unistd::configuration::system" => "_SC_",
            "unistd::configuration::file" => "_PC_",
            _ => "",
        };
        let Some(fact) = headers.get(&format!("constant {prefix}{}", constant.name)) else { continue };
        let (Ok(theirs), Some(ours)) = (fact.parse::<i64>(), source.value(constant)) else { continue };
        // A constant may be an `int` here and a `long` there.
        let same = ours as i64 == theirs || i32::try_from(theirs).is_ok() && ours as i32 == theirs as i32;
        if !same {
            let how = format!("headers: {theirs}, {}: {ours}", constant.module);
            found.push(Difference { name: format!("definition {}", constant.name), how });
        }
    }
    found
}

/// How a structure differs from the fact that the headers have of it.
fn mismatch(fact: &str, align: Option<&String>, ours: &Layout) -> Result<Option<String>> {
    let size: usize = fact.split_whitespace().nth(2).context("a type with members")?.parse()?;
    if size != ours.size {
        return Ok(Some(format!("headers: {size} bytes, source: {}", ours.size)));
    }
    // A program may put it wherever the headers allow.
    let align: usize = align.context("a type has an alignment")?.parse()?;
    if align < ours.align {
        return Ok(Some(format!("headers: aligned to {align}, source: {}", ours.align)));
    }
    for (name, place) in members(fact) {
        // The source may know some members as room only.
        let known = ours.fields.iter().any(|(field, start, size)| {
            *start == place || (*start..start + size).contains(&place) && (field.starts_with('_') || *size > 8)
        });
        if !known {
            return Ok(Some(format!("{name} at {place} is no field in the source")));
        }
    }
    Ok(None)
}

/// The members of a type, each with its place; those of unions within have none of their own.
fn members(fact: &str) -> Vec<(&str, usize)> {
    let Some((_, inner)) = fact.split_once('{') else { return Vec::new() };
    let mut depth = 0;
    let mut found = Vec::new();
    for word in inner.split_whitespace() {
        if depth == 0
            && let Some((name, place)) = word.split_once('@')
            && let Ok(place) = place.trim_end_matches(|end: char| !end.is_ascii_digit()).parse()
        {
            found.push((name, place));
        }
        depth += word.matches('{').count();
        depth -= word.matches('}').count().min(depth);
    }
    found
}
