//! The facts of a header set: each name with its value, layout or prototype.

use super::names::Names;
use super::{layout, probe};
use crate::headers::{HeaderSet, including};
use anyhow::Result;
use std::collections::BTreeMap;

/// A fact for each name.
pub type Facts = BTreeMap<String, String>;

/// Headers whose macros are everyday words: they are compiled each alone.
const NOISY: [&str; 6] =
    ["arpa/ftp.h", "arpa/telnet.h", "arpa/tftp.h", "scsi/scsi.h", "scsi/scsi_ioctl.h", "sys/reg.h"];

/// The facts of all that musl's headers have: by musl's headers, and by tine's.
pub fn of_both(musl: &HeaderSet) -> Result<(Facts, Facts)> {
    let tine = HeaderSet::tine(musl.arch);
    let (theirs, ours) = (musl.names()?, tine.names()?);
    let common: Vec<&str> =
        theirs.iter().map(String::as_str).filter(|name| ours.iter().any(|own| own == name)).collect();
    let (mut their_facts, mut our_facts) = (Facts::new(), Facts::new());
    for header in &theirs {
        their_facts.insert(format!("header {header}"), "there".to_owned());
    }
    for header in &ours {
        our_facts.insert(format!("header {header}"), "there".to_owned());
    }
    let quiet: Vec<&str> = common.iter().copied().filter(|name| !NOISY.contains(name)).collect();
    let mut groups = vec![quiet];
    groups.extend(NOISY.iter().filter(|name| common.contains(name)).map(|name| vec![*name]));
    for group in groups {
        let names = Names::of(musl, &group, &["-D_GNU_SOURCE"])?;
        their_facts.extend(of(musl, &group, &names)?);
        our_facts.extend(of(&tine, &group, &names)?);
        let own = Names::of(&tine, &group, &["-D_GNU_SOURCE"])?;
        texts(&names, &mut their_facts);
        texts(&own, &mut our_facts);
    }
    Ok((their_facts, our_facts))
}

/// What is known of `names` by the headers of a set.
fn of(set: &HeaderSet, headers: &[&str], names: &Names) -> Result<Facts> {
    let program = probe::compile(set, &including(headers.iter().copied()), &lines(names))?;
    layout::facts(&program)
}

/// Every macro that only renames, and that there are macros with parameters.
fn texts(names: &Names, facts: &mut Facts) {
    for (name, text) in &names.constants {
        if is_rename(text) && !name.starts_with("__") && text != name {
            facts.insert(format!("renaming {name}"), text.clone());
        }
    }
    for name in names.function_like.keys() {
        if !name.starts_with("__") {
            facts.insert(format!("macro {name}"), "has parameters".to_owned());
        }
    }
}

/// Whether a macro stands for one name of a function, a type or a member.
fn is_rename(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && text.chars().all(|part| part.is_ascii_alphanumeric() || part == '_' || matches!(part, '.' | '[' | ']'))
        && text.contains(|part: char| part.is_ascii_lowercase())
}

/// A line of C for each fact; the variable's name says what it is of. Lines that are not C are left out later.
fn lines(names: &Names) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, _) in names.constants.iter().filter(|(name, text)| !is_private(name) && !is_rename(text)) {
        lines.push(format!("const long long I_{name} = (long long)({name});"));
        lines.push(format!("const long double F_{name} = ({name});"));
        lines.push(format!("const char S_{name}[] = {name};"));
    }
    let declared = &names.declarations;
    for name in declared.enumerators.keys().filter(|name| !is_private(name)) {
        lines.push(format!("const long long I_{name} = ({name});"));
    }
    for name in declared.functions.keys().chain(declared.variables.keys()) {
        lines.push(format!("__typeof__({name}) *P_{name};"));
    }
    for name in declared.typedefs.keys().filter(|name| !is_private(name)) {
        lines.push(format!("{name} *T_{name};"));
        lines.push(format!("const long long A_{name} = _Alignof({name});"));
    }
    for name in declared.tags.keys().filter(|name| !is_private(name)) {
        let plain = name.replace(' ', "_");
        lines.push(format!("{name} *T_{plain};"));
        lines.push(format!("const long long A_{plain} = _Alignof({name});"));
    }
    lines
}

/// Names of the implementation's that no program uses.
fn is_private(name: &str) -> bool {
    let name = name.rsplit(' ').next().unwrap_or(name);
    name.starts_with("__") && !name.starts_with("__NR_") || name.ends_with("_H") && name.starts_with('_')
}
