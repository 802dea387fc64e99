//! `struct hostent`.

use super::lookup::Found;
use crate::errno::Errno;
use crate::net::address::{AF_INET, Address};
use crate::users::lines::Room;
use core::ffi::{c_char, c_int};
use core::ptr;

/// `struct hostent`.
#[repr(C)]
pub struct Hostent {
    name: *mut c_char,
    aliases: *mut *mut c_char,
    family: c_int,
    length: c_int,
    addresses: *mut *mut c_char,
}

const _: () = assert!(size_of::<Hostent>() == 32);

/// The entry of a host with its addresses of a family, in `room`; ERANGE.
pub fn entry(found: &Found, family: c_int, room: &mut Room) -> Result<Hostent, Errno> {
    let is_meant = |address: &&Address| address.family == family;
    let names = || found.aliases.split(|&byte| byte == 0).filter(|name| !name.is_empty());
    let addresses = room.pointers(found.addresses.iter().filter(is_meant).count() + 1)?;
    let aliases = room.pointers(names().count() + 1)?;
    // Behind pointers, so that each is aligned for its type.
    for (index, address) in found.addresses.iter().filter(is_meant).map(Some).chain([None]).enumerate() {
        let copy = address.map_or(Ok(ptr::null_mut()), |address| room.bytes(address.as_slice()))?;
        // SAFETY: there is room for so many.
        unsafe { addresses.add(index).write(copy) };
    }
    for (index, name) in names().map(Some).chain([None]).enumerate() {
        let copy = name.map_or(Ok(ptr::null_mut()), |name| room.string(name))?;
        // SAFETY: there is room for so many.
        unsafe { aliases.add(index).write(copy) };
    }
    Ok(Hostent {
        name: room.string(&found.canonical)?,
        aliases,
        family,
        length: if family == AF_INET { 4 } else { 16 },
        addresses,
    })
}
