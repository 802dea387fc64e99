//! `/etc/networks`: a network's name, its number, and its other names. networks(5). Those with a result in static
//! memory, and those that go on where the last call stopped, are not thread-safe; the ones named `_r` are. None is
//! async-signal-safe.

use super::kept::Kept;
use super::record::words;
use super::walk::Walk;
use crate::errno::{Errno, Outcome};
use crate::net::address::AF_INET;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

const PATH: &CStr = c"/etc/networks";

/// `struct netent`.
#[repr(C)]
pub struct Netent {
    name: *mut c_char,
    aliases: *mut *mut c_char,
    family: c_int,
    /// In the host's byte order.
    number: u32,
}

const _: () = assert!(size_of::<Netent>() == 24);

static KEPT: Kept = Kept::new();
static WALK: Walk = Walk::new();

/// A network's number: up to four bytes with dots between; those that are not there are 0.
fn number(text: &[u8]) -> Option<u32> {
    let mut bytes = [0; 4];
    let mut slots = bytes.iter_mut();
    for part in text.split(|&byte| byte == b'.') {
        *slots.next()? = u8::try_from(crate::users::lines::number(part)?).ok()?;
    }
    Some(u32::from_be_bytes(bytes))
}

fn aliases(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    words(line).skip(2)
}

fn parse(line: &[u8]) -> Option<(&[u8], u32)> {
    let mut words = words(line);
    Some((words.next()?, number(words.next()?)?))
}

fn keep(line: &[u8]) -> Result<*mut Netent, Errno> {
    let Some((name, number)) = parse(line) else { return Ok(ptr::null_mut()) };
    KEPT.keep(|room| {
        let list = room.pointers(aliases(line).count() + 1)?;
        for (index, alias) in aliases(line).map(Some).chain([None]).enumerate() {
            let alias = alias.map_or(Ok(ptr::null_mut()), |alias| room.string(alias))?;
            // SAFETY: there is room for so many.
            unsafe { list.add(index).write(alias) };
        }
        Ok(Netent { name: room.string(name)?, aliases: list, family: AF_INET, number })
    })
}

/// The next network of a walk that is wanted.
fn next(walk: &Walk, wanted: impl Fn(&[u8], &[u8], u32) -> bool) -> *mut Netent {
    let found = walk.next(PATH, |line| match parse(line) {
        Some((name, number)) if wanted(line, name, number) => keep(line).map(Some),
        _ => Ok(None),
    });
    found.map(|entry| entry.unwrap_or(ptr::null_mut())).or_errno(ptr::null_mut())
}

/// Begins the walk through all networks anew. POSIX.1-2024 setnetent.
#[unsafe(no_mangle)]
pub extern "C" fn setnetent(_stay_open: c_int) {
    WALK.rewind();
}

/// Ends the walk. POSIX.1-2024 endnetent.
#[unsafe(no_mangle)]
pub extern "C" fn endnetent() {
    WALK.rewind();
}

/// The next network, valid until the next call; null at the end, or with `errno` set. Not thread-safe. POSIX.1-2024
/// getnetent.
#[unsafe(no_mangle)]
pub extern "C" fn getnetent() -> *mut Netent {
    next(&WALK, |_, _, _| true)
}

/// The network with this name, or other name, valid until the next call; null if there is none. Not thread-safe.
/// POSIX.1-2024 getnetbyname.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getnetbyname(name: *const c_char) -> *mut Netent {
    // SAFETY: the caller's promise.
    let wanted = unsafe { CStr::from_ptr(name) }.to_bytes();
    next(&Walk::new(), |line, name, _| name == wanted || aliases(line).any(|alias| alias == wanted))
}

/// The network with this number, in the host's byte order, valid until the next call; null if there is none. Not
/// thread-safe. POSIX.1-2024 getnetbyaddr.
#[unsafe(no_mangle)]
pub extern "C" fn getnetbyaddr(wanted: u32, family: c_int) -> *mut Netent {
    const ANY: c_int = 0;
    if family != AF_INET && family != ANY {
        return ptr::null_mut();
    }
    next(&Walk::new(), |_, _, number| number == wanted)
}
