//! Which names a header gives in each mode: no fewer than musl's, and in a mode of a standard no name that musl's has
//! not and that is the program's.

use super::Difference;
use super::names::Names;
use crate::headers::HeaderSet;
use anyhow::Result;
use std::collections::BTreeSet;

/// What a program may ask for.
const MODES: [(&str, &[&str]); 4] = [
    ("C11", &["-std=c11"]),
    ("POSIX", &["-std=c11", "-D_POSIX_C_SOURCE=200809L"]),
    ("XSI", &["-std=c11", "-D_XOPEN_SOURCE=700"]),
    ("default", &["-std=gnu11"]),
];

/// The differences from musl, header by header.
pub fn differences(musl: &HeaderSet) -> Result<Vec<Difference>> {
    let tine = HeaderSet::tine(musl.arch);
    let ours: BTreeSet<String> = tine.names()?.into_iter().collect();
    let mut found = Vec::new();
    for header in musl.names()?.iter().filter(|name| ours.contains(*name)) {
        for (mode, flags) in MODES {
            // Some headers of POSIX do not compile where only C is asked for.
            let Ok(theirs) = names(musl, header, flags) else { continue };
            let own = names(&tine, header, flags)?;
            for name in theirs.difference(&own).filter(|name| !is_reserved(name)) {
                let how = format!("musl's gives it in mode {mode}, tine's does not");
                found.push(Difference { name: format!("missing {header} {name}"), how });
            }
            for name in own.difference(&theirs).filter(|name| !is_reserved(name)) {
                let how = format!("tine's gives it in mode {mode}, musl's does not");
                found.push(Difference { name: format!("more {header} {name}"), how });
            }
        }
    }
    Ok(found)
}

fn names(set: &HeaderSet, header: &str, flags: &[&str]) -> Result<BTreeSet<String>> {
    let names = Names::of(set, &[header], flags)?;
    let declared = names.declarations;
    let tags = declared.tags.into_keys().map(|tag| tag.rsplit(' ').next().unwrap_or_default().to_owned());
    Ok(declared
        .functions
        .into_keys()
        .chain(declared.variables.into_keys())
        .chain(declared.typedefs.into_keys())
        .chain(declared.enumerators.into_keys())
        .chain(names.constants.into_keys())
        .chain(names.function_like.into_keys())
        .chain(tags)
        .collect())
}

/// Whether a name is the implementation's to take.
fn is_reserved(name: &str) -> bool {
    let mut start = name.chars();
    start.next() == Some('_') && start.next().is_some_and(|second| second == '_' || second.is_ascii_uppercase())
}
