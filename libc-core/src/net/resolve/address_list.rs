//! `getaddrinfo`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::cancellation::{masked_lookup, uncancelled};
use super::failure::Failure;
use super::lookup::{ANY, Found, How, Mapped, find, unnamed};
use super::order::is_configured;
use super::service::{KINDS, Kind, NoKind, Port, kinds, port};
use crate::malloc::public;
use crate::net::address::socket_address::SocketAddress;
use crate::net::address::{AF_INET, AF_INET6};
use crate::net::databases::services;
use core::ffi::{CStr, c_char, c_int, c_uint};
use core::ptr;

const AI_PASSIVE: c_int = 1;
const AI_CANONNAME: c_int = 2;
const AI_NUMERICHOST: c_int = 4;
const AI_V4MAPPED: c_int = 8;
const AI_ALL: c_int = 0x10;
const AI_ADDRCONFIG: c_int = 0x20;
const AI_NUMERICSERV: c_int = 0x400;
const AI_ANY: c_int =
    AI_PASSIVE | AI_CANONNAME | AI_NUMERICHOST | AI_V4MAPPED | AI_ALL | AI_ADDRCONFIG | AI_NUMERICSERV;

/// `struct addrinfo`.
#[repr(C)]
pub struct Addrinfo {
    flags: c_int,
    family: c_int,
    socket: c_int,
    protocol: c_int,
    size: c_uint,
    address: *mut SocketAddress,
    name: *mut c_char,
    next: *mut Addrinfo,
}

const _: () = assert!(size_of::<Addrinfo>() == 48);

/// An element of the list with its address, in one block; the first one's name follows.
#[repr(C)]
struct Element {
    info: Addrinfo,
    address: SocketAddress,
}

/// What the caller wants.
#[derive(Clone, Copy)]
struct Hints {
    flags: c_int,
    family: c_int,
    socket: c_int,
    protocol: c_int,
}

/// A socket that reaches the service.
#[derive(Clone, Copy)]
struct Endpoint {
    socket: c_int,
    protocol: c_int,
    port: u16,
}

/// The sockets that reach a service.
struct Endpoints {
    list: [Option<Endpoint>; KINDS],
}

impl Endpoints {
    fn find(service: Option<&[u8]>, hints: &Hints) -> Result<Self, Failure> {
        let port = service.map_or(Port::Number(0), port);
        let kinds = match kinds(hints.socket, hints.protocol) {
            Ok(kinds) => kinds,
            Err(NoKind::WithoutPorts) if service.is_none() => {
                const SOCK_RAW: c_int = 3;
                let socket = if hints.socket == 0 { SOCK_RAW } else { hints.socket };
                let mut list = [None; KINDS];
                list[0] = Some(Endpoint { socket, protocol: hints.protocol, port: 0 });
                return Ok(Self { list });
            }
            Err(NoKind::SocketType) => return Err(Failure::SocketType),
            Err(_) => return Err(Failure::Service),
        };
        let mut found = [None; KINDS];
        let mut wanted = [const { None::<Kind> }; KINDS];
        for (slot, kind) in wanted.iter_mut().zip(kinds) {
            *slot = Some(kind);
        }
        let slots = |found: &mut [Option<Endpoint>; KINDS], is_meant: &dyn Fn(&Kind) -> bool, port: u16| {
            let places = wanted.iter().zip(found.iter_mut());
            for (kind, slot) in places.filter_map(|(kind, slot)| Some((kind.as_ref()?, slot))) {
                if slot.is_none() && is_meant(kind) {
                    *slot = Some(Endpoint { socket: kind.socket, protocol: kind.protocol, port });
                }
            }
        };
        match port {
            Port::Number(port) => slots(&mut found, &|_| true, port),
            Port::Invalid => return Err(Failure::Service),
            Port::Name(_) if hints.flags & AI_NUMERICSERV != 0 => return Err(Failure::Name),
            Port::Name(name) => services::for_each(|service| {
                if service.is_named(name) {
                    slots(&mut found, &|kind| kind.name == service.protocol, service.port);
                }
                false
            })?,
        }
        if found.iter().all(Option::is_none) {
            return Err(Failure::Service);
        }
        Ok(Self { list: found })
    }
}

/// A list in the making, which is freed if it is not taken.
struct List {
    first: *mut Addrinfo,
    last: *mut Addrinfo,
}

impl List {
    fn push(&mut self, endpoint: &Endpoint, address: SocketAddress, name: Option<&[u8]>) -> Result<(), Failure> {
        let size = size_of::<Element>() + name.map_or(0, |name| name.len() + 1);
        let element = public::malloc(size).cast::<Element>();
        if element.is_null() {
            return Err(Failure::Memory);
        }
        let text = element.wrapping_add(1).cast::<c_char>();
        let info = Addrinfo {
            flags: 0,
            family: address.family(),
            socket: endpoint.socket,
            protocol: endpoint.protocol,
            size: address.size() as c_uint,
            // SAFETY: the block is large enough.
            address: unsafe { &raw mut (*element).address },
            name: if name.is_some() { text } else { ptr::null_mut() },
            next: ptr::null_mut(),
        };
        // SAFETY: the block is new and has room for the name.
        unsafe {
            element.write(Element { info, address });
            if let Some(name) = name {
                ptr::copy_nonoverlapping(name.as_ptr(), text.cast(), name.len());
                text.add(name.len()).write(0);
            }
            match self.last.as_mut() {
                Some(last) => last.next = element.cast(),
                None => self.first = element.cast(),
            }
        }
        self.last = element.cast();
        Ok(())
    }

    fn take(mut self) -> *mut Addrinfo {
        core::mem::replace(&mut self.first, ptr::null_mut())
    }
}

impl Drop for List {
    fn drop(&mut self) {
        // SAFETY: the list is our own.
        unsafe { freeaddrinfo(self.first) };
    }
}

/// The family that is left if only those count that this host has an address of.
fn configured(family: c_int) -> Result<c_int, Failure> {
    let has = |wanted: c_int| Ok::<_, Failure>((family == ANY || family == wanted) && is_configured(wanted)?);
    match (has(AF_INET)?, has(AF_INET6)?) {
        (true, true) => Ok(ANY),
        (true, false) => Ok(AF_INET),
        (false, true) => Ok(AF_INET6),
        (false, false) => Err(Failure::Name),
    }
}

fn look_up(host: Option<&[u8]>, hints: &Hints) -> Result<Found, Failure> {
    let has = |flag| hints.flags & flag != 0;
    let wants_mapped = has(AI_V4MAPPED) && hints.family == AF_INET6;
    let mapped = wants_mapped.then_some(if has(AI_ALL) { Mapped::Always } else { Mapped::IfNoOther });
    let family = if has(AI_ADDRCONFIG) { configured(hints.family)? } else { hints.family };
    let how = How { family, only_numeric: has(AI_NUMERICHOST), mapped };
    match host {
        Some(name) => find(name, how),
        None => unnamed(how, has(AI_PASSIVE)),
    }
}

fn get(host: Option<&[u8]>, service: Option<&[u8]>, hints: &Hints) -> Result<*mut Addrinfo, Failure> {
    if host.is_none() && service.is_none() {
        return Err(Failure::Name);
    }
    if hints.flags & !AI_ANY != 0 {
        return Err(Failure::Flags);
    }
    if !matches!(hints.family, ANY | AF_INET | AF_INET6) {
        return Err(Failure::Family);
    }
    let endpoints = Endpoints::find(service, hints)?;
    let found = masked_lookup(|| look_up(host, hints))?;
    uncancelled(|| {
        let mut list = List { first: ptr::null_mut(), last: ptr::null_mut() };
        let mut name = Some(&found.canonical[..]).filter(|_| host.is_some() && hints.flags & AI_CANONNAME != 0);
        for address in found.addresses.iter() {
            for endpoint in endpoints.list.iter().flatten() {
                list.push(endpoint, SocketAddress::new(address, endpoint.port), name.take())?;
            }
        }
        Ok(list.take())
    })
}

/// Stores a list of the socket addresses by which a service of a host can be reached, the best first, to be freed by
/// [`freeaddrinfo`]. Either the host or the service may be null. `hints`, if not null, says which family, socket type and
/// protocol are wanted (0: any), and has the flags: `AI_PASSIVE` (no host: addresses to listen on), `AI_CANONNAME` (the
/// host's own name in the first element), `AI_NUMERICHOST` and `AI_NUMERICSERV` (no names), `AI_V4MAPPED` (with
/// `AF_INET6`: IPv4 addresses as IPv6 ones, if there are no others), `AI_ALL` (those as well), `AI_ADDRCONFIG` (only
/// families that this host has).
///
/// Returns 0, or `EAI_AGAIN` (no server answers), `EAI_BADFLAGS`, `EAI_FAIL` (the servers do not understand, or answer
/// nonsense), `EAI_FAMILY`, `EAI_MEMORY`, `EAI_NODATA` (the host has no address of the family), `EAI_NONAME`,
/// `EAI_SERVICE`, `EAI_SOCKTYPE`, or `EAI_SYSTEM` (see `errno`). Thread-safe; a cancellation point. POSIX.1-2024
/// getaddrinfo, RFC 3493 6.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getaddrinfo(
    host: *const c_char,
    service: *const c_char,
    hints: *const Addrinfo,
    to: *mut *mut Addrinfo,
) -> c_int {
    // SAFETY: the caller's promise.
    let text = |text: *const c_char| (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_bytes());
    // SAFETY: the caller's promise.
    let hints = unsafe { hints.as_ref() };
    let hints = hints.map_or(Hints { flags: 0, family: ANY, socket: 0, protocol: 0 }, |hints| Hints {
        flags: hints.flags,
        family: hints.family,
        socket: hints.socket,
        protocol: hints.protocol,
    });
    match get(text(host), text(service), &hints) {
        Ok(list) => {
            // SAFETY: the caller's promise.
            unsafe { to.write(list) };
            0
        }
        Err(failure) => failure.code(),
    }
}

/// Frees a list that [`getaddrinfo`] stored, or any part of it. Thread-safe. POSIX.1-2024 freeaddrinfo.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn freeaddrinfo(first: *mut Addrinfo) {
    let mut next = first;
    // SAFETY: the caller's promise: each element is a block.
    while let Some(info) = unsafe { next.as_ref() } {
        let block = next;
        next = info.next;
        // SAFETY: as above; the reference is not used any more.
        unsafe { public::free(block.cast()) };
    }
}
