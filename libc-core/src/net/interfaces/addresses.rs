//! `getifaddrs`: an entry for each interface, and one for each address. Unless a function says otherwise, it is
//! thread-safe and not async-signal-safe.

use super::entry::{AnyAddress, Entry, Ifaddrs, Parts};
use super::index::NAME;
use super::netlink::Netlink;
use super::netlink_message::{
    ADDRESS, GET_ADDRESS, GET_LINK, LINK, Message, NEW_ADDRESS, NEW_LINK, attribute, number16, number32, text,
};
use crate::errno::{CReturn, Errno};
use crate::malloc::{Buffer, public};
use crate::net::address::socket_address::SocketAddress;
use crate::net::address::{AF_INET, AF_INET6, Address};
use crate::net::resolve::uncancelled;
use core::ffi::c_int;
use core::ptr;

const IFLA_ADDRESS: u16 = 1;
const IFLA_BROADCAST: u16 = 2;
const IFLA_IFNAME: u16 = 3;
const IFLA_STATS: u16 = 7;
const IFA_ADDRESS: u16 = 1;
const IFA_LOCAL: u16 = 2;
const IFA_LABEL: u16 = 3;
const IFA_BROADCAST: u16 = 4;

/// What is remembered of an interface for its addresses.
#[derive(Clone, Copy)]
struct Interface {
    index: u32,
    flags: u32,
    name: [u8; NAME],
}

/// A list in the making, which is freed if it is not taken.
struct List {
    first: *mut Ifaddrs,
    last: *mut Ifaddrs,
}

impl List {
    fn push(&mut self, parts: &Parts<'_>) -> Result<(), Errno> {
        let entry = uncancelled(|| public::malloc(Entry::size(parts))).cast::<Entry>();
        if entry.is_null() {
            return Err(Errno::ENOMEM);
        }
        // SAFETY: the memory is new and large enough; an entry begins with its `Ifaddrs`.
        unsafe {
            Entry::write(entry, parts);
            match self.last.as_mut() {
                Some(last) => last.next = entry.cast(),
                None => self.first = entry.cast(),
            }
        }
        self.last = entry.cast();
        Ok(())
    }

    fn take(mut self) -> *mut Ifaddrs {
        core::mem::replace(&mut self.first, ptr::null_mut())
    }
}

impl Drop for List {
    fn drop(&mut self) {
        // SAFETY: the list is our own.
        uncancelled(|| unsafe { freeifaddrs(self.first) });
    }
}

fn name_of(data: &[u8]) -> Option<[u8; NAME]> {
    let mut name = [0; NAME];
    name.get_mut(..text(data).len()).filter(|room| room.len() < NAME)?.copy_from_slice(text(data));
    Some(name)
}

fn push_link(list: &mut List, known: &mut Buffer<Interface>, message: &Message<'_>) -> Result<(), Errno> {
    let body = message.body;
    let (Some(hardware), Some(index), Some(flags)) = (number16(body, 2), number32(body, 4), number32(body, 8)) else {
        return Ok(());
    };
    let Some(name) = attribute(body, LINK, IFLA_IFNAME).and_then(name_of) else { return Ok(()) };
    let address = |kind| attribute(body, LINK, kind).and_then(|data| AnyAddress::link(data, index, hardware));
    known.push(Interface { index, flags, name })?;
    list.push(&Parts {
        name,
        flags,
        address: address(IFLA_ADDRESS),
        netmask: None,
        other: address(IFLA_BROADCAST),
        data: attribute(body, LINK, IFLA_STATS),
    })
}

/// An Internet address from its bytes.
fn internet(family: c_int, data: &[u8], index: u32) -> Option<AnyAddress> {
    let address = match family {
        AF_INET => Address::v4(data.get(..4)?.try_into().ok()?),
        AF_INET6 => {
            let mut address = Address::v6(data.get(..16)?.try_into().ok()?, 0);
            if address.is_link_local() {
                address.scope = index;
            }
            address
        }
        _ => return None,
    };
    Some(AnyAddress::from_bytes(&[SocketAddress::new(&address, 0).as_bytes()]))
}

/// The netmask of a prefix.
fn netmask(family: c_int, length: u8) -> Option<AnyAddress> {
    let mut bytes = [0; 16];
    let mut left = length;
    for byte in &mut bytes {
        let bits = left.min(8);
        *byte = !(0xff_u8.checked_shr(bits.into()).unwrap_or(0));
        left -= bits;
    }
    internet(family, &bytes, 0)
}

fn push_address(list: &mut List, known: &[Interface], message: &Message<'_>) -> Result<(), Errno> {
    let body = message.body;
    let (Some(&[family, prefix, ..]), Some(index)) = (body.get(..4), number32(body, 4)) else { return Ok(()) };
    let Some(interface) = known.iter().find(|interface| interface.index == index) else { return Ok(()) };
    let family = c_int::from(family);
    let part = |kind| attribute(body, ADDRESS, kind).and_then(|data| internet(family, data, index));
    // With a local address, the other is the far end of a point-to-point connection, or the same.
    let (address, other) = match (part(IFA_LOCAL), part(IFA_ADDRESS)) {
        (Some(local), far) => (Some(local), part(IFA_BROADCAST).or(far)),
        (None, only) => (only, part(IFA_BROADCAST)),
    };
    let label = attribute(body, ADDRESS, IFA_LABEL).and_then(name_of);
    list.push(&Parts {
        name: label.unwrap_or(interface.name),
        flags: interface.flags,
        address,
        netmask: address.and_then(|_| netmask(family, prefix)),
        other,
        data: None,
    })
}

fn list() -> Result<*mut Ifaddrs, Errno> {
    let mut netlink = Netlink::open()?;
    let mut known = Buffer::new();
    let mut list = List { first: ptr::null_mut(), last: ptr::null_mut() };
    let links = netlink.list(GET_LINK)?;
    for message in netlink.messages(&links).filter(|message| message.kind == NEW_LINK) {
        push_link(&mut list, &mut known, &message)?;
    }
    let addresses = netlink.list(GET_ADDRESS)?;
    for message in netlink.messages(&addresses).filter(|message| message.kind == NEW_ADDRESS) {
        push_address(&mut list, &known, &message)?;
    }
    Ok(list.take())
}

/// Stores a list of the network interfaces (their link-layer addresses and statistics) and of their addresses, to be
/// freed by [`freeifaddrs`]. Returns 0, or -1 with `errno` EMFILE, ENOMEM... Thread-safe. getifaddrs(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getifaddrs(to: *mut *mut Ifaddrs) -> c_int {
    // SAFETY: the caller's promise.
    list().map(|first| unsafe { to.write(first) }).c_int()
}

/// Frees what [`getifaddrs`] stored. Thread-safe. getifaddrs(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn freeifaddrs(first: *mut Ifaddrs) {
    let mut next = first;
    // SAFETY: the caller's promise: each entry is a block.
    while let Some(entry) = unsafe { next.as_ref() } {
        let block = next;
        next = entry.next;
        // SAFETY: as above; the reference is not used any more.
        unsafe { public::free(block.cast()) };
    }
}
