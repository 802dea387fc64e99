//! `getnameinfo`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::cancellation::masked_lookup;
use super::failure::Failure;
use super::reverse::find_names;
use crate::malloc::Buffer;
use crate::net::address::socket_address::{SIZE4, SIZE6, SocketAddress};
use crate::net::address::text::{text4, text6};
use crate::net::address::{AF_INET, AF_INET6, Address};
use crate::net::databases::services;
use crate::net::dns::config::Config;
use crate::net::dns::config_text::domains;
use crate::net::interfaces::index::name_of;
use crate::users::lines::push_number;
use core::ffi::{c_char, c_int, c_uint};
use core::{ptr, slice};

const NI_NUMERICHOST: c_int = 1;
const NI_NUMERICSERV: c_int = 2;
const NI_NOFQDN: c_int = 4;
const NI_NAMEREQD: c_int = 8;
const NI_DGRAM: c_int = 0x10;
const NI_NUMERICSCOPE: c_int = 0x100;
const NI_ANY: c_int = NI_NUMERICHOST | NI_NUMERICSERV | NI_NOFQDN | NI_NAMEREQD | NI_DGRAM | NI_NUMERICSCOPE;

/// The text of an address, with its scope.
fn numeric(address: &Address, flags: c_int) -> Result<Buffer<u8>, Failure> {
    let mut text = Buffer::new();
    match (<[u8; 4]>::try_from(address.as_slice()), <[u8; 16]>::try_from(address.as_slice())) {
        (Ok(bytes), _) => text.extend(text4(bytes).as_slice())?,
        (_, Ok(bytes)) => text.extend(text6(bytes).as_slice())?,
        _ => {}
    }
    if address.scope != 0 {
        text.push(b'%')?;
        let is_named = flags & NI_NUMERICSCOPE == 0 && address.is_link_local();
        match name_of(address.scope) {
            Ok(name) if is_named => text.extend(name.split(|&byte| byte == 0).next().unwrap_or_default())?,
            _ => number(&mut text, address.scope)?,
        }
    }
    Ok(text)
}

fn number(text: &mut Buffer<u8>, value: u32) -> Result<(), Failure> {
    push_number(text, value, 0)?;
    // Without the null byte behind it.
    text.truncate(text.len() - 1);
    Ok(())
}

/// Cuts this host's own domain off a name.
fn cut_domain(name: &mut Buffer<u8>) -> Result<(), Failure> {
    let own = crate::unistd::host::node_name()?;
    let own = own.split(|&byte| byte == 0).next().unwrap_or_default();
    let config = Config::load()?;
    let mut parts = own.splitn(2, |&byte| byte == b'.');
    let domain = parts.nth(1).filter(|domain| !domain.is_empty()).or_else(|| domains(&config.search).next());
    if let Some(domain) = domain
        && let Some(length) = name.len().checked_sub(domain.len() + 1).filter(|&length| length > 0)
        && let Some((b'.', end)) = name.get(length..).and_then(<[u8]>::split_first)
        && end.eq_ignore_ascii_case(domain)
    {
        name.truncate(length);
    }
    Ok(())
}

fn host(address: &Address, flags: c_int) -> Result<Buffer<u8>, Failure> {
    let has = |flag| flags & flag != 0;
    if !has(NI_NUMERICHOST) {
        match masked_lookup(|| find_names(address)) {
            Ok(mut found) => {
                if has(NI_NOFQDN) {
                    cut_domain(&mut found.canonical)?;
                }
                return Ok(found.canonical);
            }
            Err(e @ (Failure::Memory | Failure::System(_))) => return Err(e),
            Err(e) if has(NI_NAMEREQD) => return Err(e),
            Err(_) => {}
        }
    }
    if has(NI_NAMEREQD) {
        return Err(Failure::Name);
    }
    numeric(address, flags)
}

fn service(port: u16, flags: c_int) -> Result<Buffer<u8>, Failure> {
    let protocol: &[u8] = if flags & NI_DGRAM != 0 { b"udp" } else { b"tcp" };
    let mut text = Buffer::new();
    if flags & NI_NUMERICSERV == 0
        && let Some(line) = services::find(|service| service.port == port && service.protocol == protocol)?
        && let Some(service) = services::Service::parse(&line)
    {
        text.extend(service.name)?;
        return Ok(text);
    }
    number(&mut text, port.into())?;
    Ok(text)
}

/// # Safety
/// There are `room` bytes at `to`.
unsafe fn store(text: &[u8], to: *mut c_char, room: c_uint) -> Result<(), Failure> {
    if text.len() >= room as usize {
        return Err(Failure::Overflow);
    }
    // SAFETY: the caller's promise: there is room.
    unsafe {
        ptr::copy_nonoverlapping(text.as_ptr(), to.cast(), text.len());
        to.add(text.len()).write(0);
    }
    Ok(())
}

/// The socket address of `size` bytes.
///
/// # Safety
/// They are there.
unsafe fn load(from: *const u8, size: c_uint) -> Result<(Address, u16), Failure> {
    let size = size as usize;
    if size < size_of::<u16>() {
        return Err(Failure::Family);
    }
    // SAFETY: the caller's promise.
    let bytes = unsafe { slice::from_raw_parts(from, size) };
    let family = bytes.first_chunk().map_or(0, |family| u16::from_ne_bytes(*family));
    let needed = match c_int::from(family) {
        AF_INET => SIZE4,
        AF_INET6 => SIZE6,
        _ => return Err(Failure::Family),
    };
    let bytes = bytes.get(..needed).ok_or(Failure::Family)?;
    let mut address = SocketAddress::unspecified();
    // SAFETY: the structure is at least as large, and any bytes are one.
    unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), ptr::from_mut(&mut address).cast(), bytes.len()) };
    Ok((address.address().ok_or(Failure::Family)?, address.port()))
}

/// Stores the name of the host and of the service that a socket address means, each if its pointer is not null and its
/// size not 0; or the numbers, if there is no name. `flags`: `NI_NUMERICHOST`, `NI_NUMERICSERV` (numbers), `NI_NAMEREQD`
/// (no number for the host), `NI_NOFQDN` (without this host's own domain), `NI_DGRAM` (a service over UDP),
/// `NI_NUMERICSCOPE` (the number of an address's interface).
///
/// Returns 0, or `EAI_AGAIN`, `EAI_BADFLAGS`, `EAI_FAIL`, `EAI_FAMILY`, `EAI_MEMORY`, `EAI_NONAME`, `EAI_OVERFLOW` (no
/// room), or `EAI_SYSTEM` (see `errno`). Thread-safe; a cancellation point. POSIX.1-2024 getnameinfo, RFC 3493 6.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getnameinfo(
    address: *const u8,
    size: c_uint,
    host_to: *mut c_char,
    host_room: c_uint,
    service_to: *mut c_char,
    service_room: c_uint,
    flags: c_int,
) -> c_int {
    let wants_host = !host_to.is_null() && host_room > 0;
    let wants_service = !service_to.is_null() && service_room > 0;
    let get = || {
        if flags & !NI_ANY != 0 {
            return Err(Failure::Flags);
        }
        // SAFETY: the caller's promise.
        let (address, port) = unsafe { load(address, size) }?;
        if !wants_host && !wants_service {
            return Err(Failure::Name);
        }
        if wants_host {
            // SAFETY: the caller's promise.
            unsafe { store(&host(&address, flags)?, host_to, host_room) }?;
        }
        if wants_service {
            // SAFETY: the caller's promise.
            unsafe { store(&service(port, flags)?, service_to, service_room) }?;
        }
        Ok(())
    };
    match get() {
        Ok(()) => 0,
        Err(failure) => failure.code(),
    }
}
