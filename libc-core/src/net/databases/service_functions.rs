//! `getservbyname` and its like. Those with a result in static memory, and those that go on where the last call
//! stopped, are not thread-safe; the ones named `_r` are. None is async-signal-safe.

use super::kept::Kept;
use super::services::{PATH, Service, find};
use super::walk::Walk;
use crate::errno::{CReturn, Errno, Outcome};
use crate::users::lines::Room;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// `struct servent`.
#[repr(C)]
pub struct Servent {
    name: *mut c_char,
    aliases: *mut *mut c_char,
    /// In the network's byte order.
    port: c_int,
    protocol: *mut c_char,
}

const _: () = assert!(size_of::<Servent>() == 32);

static KEPT: Kept = Kept::new();
static WALK: Walk = Walk::new();

/// The entry of a service, in `room`.
fn entry(service: &Service<'_>, room: &mut Room) -> Result<Servent, Errno> {
    let count = service.aliases().count();
    let aliases = room.pointers(count + 1)?;
    for (index, alias) in service.aliases().map(Some).chain([None]).enumerate() {
        let alias = alias.map_or(Ok(ptr::null_mut()), |alias| room.string(alias))?;
        // SAFETY: there is room for so many.
        unsafe { aliases.add(index).write(alias) };
    }
    Ok(Servent {
        name: room.string(service.name)?,
        aliases,
        port: service.port.to_be().into(),
        protocol: room.string(service.protocol)?,
    })
}

/// The first service that is wanted, in static memory; null if there is none.
fn kept(wanted: impl Fn(&Service<'_>) -> bool) -> Result<*mut Servent, Errno> {
    let Some(line) = find(wanted)? else { return Ok(ptr::null_mut()) };
    keep(&line)
}

fn keep(line: &[u8]) -> Result<*mut Servent, Errno> {
    let Some(service) = Service::parse(line) else { return Ok(ptr::null_mut()) };
    KEPT.keep(|room| entry(&service, room))
}

/// The same in the caller's memory; ENOENT if there is none.
///
/// # Safety
/// As [`getservbyname_r`].
unsafe fn stored(
    wanted: impl Fn(&Service<'_>) -> bool,
    to: *mut Servent,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Servent,
) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        result.write(ptr::null_mut());
        let line = find(wanted)?.ok_or(Errno::ENOENT)?;
        let service = Service::parse(&line).ok_or(Errno::ENOENT)?;
        to.write(entry(&service, &mut Room::new(buffer.cast(), size))?);
        result.write(to);
    }
    Ok(())
}

/// Whether a service has this protocol, or any will do.
///
/// # Safety
/// `protocol` is null or a string.
unsafe fn has_protocol(protocol: *const c_char) -> impl Fn(&Service<'_>) -> bool {
    // SAFETY: the caller's promise.
    let wanted = (!protocol.is_null()).then(|| unsafe { CStr::from_ptr(protocol) }.to_bytes());
    move |service| wanted.is_none_or(|wanted| wanted == service.protocol)
}

/// The service with this name, or other name, and this protocol (null: any), valid until the next call; null if there is
/// none, or with `errno` set. Not thread-safe. POSIX.1-2024 getservbyname.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getservbyname(name: *const c_char, protocol: *const c_char) -> *mut Servent {
    // SAFETY: the caller's promise.
    let (name, is_meant) = unsafe { (CStr::from_ptr(name).to_bytes(), has_protocol(protocol)) };
    kept(|service| service.is_named(name) && is_meant(service)).or_errno(ptr::null_mut())
}

/// The service with this port, in the network's byte order, and this protocol (null: any), valid until the next call; null
/// if there is none, or with `errno` set. Not thread-safe. POSIX.1-2024 getservbyport.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getservbyport(port: c_int, protocol: *const c_char) -> *mut Servent {
    // SAFETY: the caller's promise.
    let is_meant = unsafe { has_protocol(protocol) };
    kept(|service| service.port == u16::from_be(port as u16) && is_meant(service)).or_errno(ptr::null_mut())
}

/// [`getservbyname`] in the caller's memory: the entry in `*to`, what it points to in `size` bytes, and in `*result` where
/// the entry is, or null. Returns 0, ENOENT (there is none), or ERANGE (more room is needed)... Thread-safe.
/// getservbyname_r(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getservbyname_r(
    name: *const c_char,
    protocol: *const c_char,
    to: *mut Servent,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Servent,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let (name, is_meant) = (CStr::from_ptr(name).to_bytes(), has_protocol(protocol));
        stored(|service| service.is_named(name) && is_meant(service), to, buffer, size, result)
    }
    .error_number()
}

/// [`getservbyport`] in the caller's memory, as [`getservbyname_r`]. Thread-safe. getservbyport_r(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getservbyport_r(
    port: c_int,
    protocol: *const c_char,
    to: *mut Servent,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Servent,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let is_meant = has_protocol(protocol);
        let port = u16::from_be(port as u16);
        stored(|service| service.port == port && is_meant(service), to, buffer, size, result)
    }
    .error_number()
}

/// Begins the walk through all services anew. POSIX.1-2024 setservent.
#[unsafe(no_mangle)]
pub extern "C" fn setservent(_stay_open: c_int) {
    WALK.rewind();
}

/// Ends the walk. POSIX.1-2024 endservent.
#[unsafe(no_mangle)]
pub extern "C" fn endservent() {
    WALK.rewind();
}

/// The next service, valid until the next call; null at the end, or with `errno` set. Not thread-safe. POSIX.1-2024
/// getservent.
#[unsafe(no_mangle)]
pub extern "C" fn getservent() -> *mut Servent {
    let next = WALK.next(PATH, |line| Ok(Some(keep(line)?).filter(|entry| !entry.is_null())));
    next.map(|entry| entry.unwrap_or(ptr::null_mut())).or_errno(ptr::null_mut())
}
