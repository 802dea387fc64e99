//! `/etc/hosts`: an address, a host's name and its other names. hosts(5).

use super::record::words;
use crate::errno::Errno;
use crate::net::address::{Address, literal};
use crate::net::dns::config::lines_of;
use crate::net::resolve::failure::Failure;
use crate::net::resolve::lookup::{ANY, Found};
use core::ffi::{CStr, c_int};

/// The file.
pub const PATH: &CStr = c"/etc/hosts";

/// So many addresses of a host are found, about as many as a message of a name server has: the kernel is asked about each.
const MOST_ADDRESSES: usize = 4096;

/// Finds a host's addresses of a family. Whether the file knows the name; `Failure::Data` if it does, but has no such
/// address.
pub fn find(name: &[u8], family: c_int, found: &mut Found) -> Result<bool, Failure> {
    let name = name.strip_suffix(b".").unwrap_or(name);
    let Some(mut lines) = lines_of(PATH)? else { return Ok(false) };
    let mut is_known = false;
    while found.addresses.len() < MOST_ADDRESSES
        && let Some(line) = lines.next()?
    {
        if !words(line).skip(1).any(|word| word.eq_ignore_ascii_case(name)) {
            continue;
        }
        let Some(address) = address_of(line) else { continue };
        is_known = true;
        if family == ANY || address.family == family {
            found.addresses.push(address)?;
            take_names(line, found)?;
        }
    }
    if is_known && found.addresses.is_empty() {
        return Err(Failure::Data);
    }
    Ok(is_known)
}

/// Finds the names of an address. Whether the file knows it.
pub fn find_names(address: &Address, found: &mut Found) -> Result<bool, Failure> {
    let Some(mut lines) = lines_of(PATH)? else { return Ok(false) };
    let is_meant = |other: &Address| other.mapped() == address.mapped() && other.scope == address.scope;
    while let Some(line) = lines.next()? {
        if words(line).nth(1).is_some() && address_of(line).as_ref().is_some_and(is_meant) {
            take_names(line, found)?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// What a line says about a host, if it says something.
pub fn parse(line: &[u8]) -> Result<Option<Found>, Errno> {
    if words(line).nth(1).is_none() {
        return Ok(None);
    }
    let Some(address) = address_of(line) else { return Ok(None) };
    let mut found = Found::new();
    found.addresses.push(address)?;
    take_names(line, &mut found)?;
    Ok(Some(found))
}

fn address_of(line: &[u8]) -> Option<Address> {
    literal::parse(words(line).next()?).ok()
}

/// Takes over a line's names: the first one ever is the host's name.
fn take_names(line: &[u8], found: &mut Found) -> Result<(), Errno> {
    let mut names = words(line).skip(1);
    if found.canonical.is_empty()
        && let Some(name) = names.next()
    {
        found.name(name)?;
    }
    names.try_for_each(|name| found.alias(name))
}
