//! `struct ifaddrs`, with room for what it points to.

use core::ffi::{c_char, c_int, c_uint, c_void};
use core::mem::offset_of;
use core::ptr;

/// `struct ifaddrs`.
#[repr(C)]
pub struct Ifaddrs {
    /// The next one in the list.
    pub next: *mut Ifaddrs,
    /// The interface's name.
    pub name: *const c_char,
    /// `IFF_*`.
    pub flags: c_uint,
    /// The address.
    pub address: *const c_void,
    /// Its netmask.
    pub netmask: *const c_void,
    /// The broadcast address, or the other end of a point-to-point connection.
    pub other: *const c_void,
    /// The interface's statistics.
    pub data: *const c_void,
}

const _: () = assert!(size_of::<Ifaddrs>() == 56);

/// The longest link-layer address that is kept, in bytes: `struct sockaddr_ll` has room for 8, but those of InfiniBand
/// have 20.
const LINK_ADDRESS: usize = 24;

/// An address of any family.
#[repr(C, align(4))]
#[derive(Clone, Copy)]
pub struct AnyAddress([u8; 12 + LINK_ADDRESS]);

impl AnyAddress {
    /// Nothing.
    pub const fn new() -> Self {
        Self([0; 12 + LINK_ADDRESS])
    }

    /// The bytes of a structure.
    pub fn from_bytes(parts: &[&[u8]]) -> Self {
        let mut this = Self::new();
        for (to, from) in this.0.iter_mut().zip(parts.iter().copied().flatten()) {
            *to = *from;
        }
        this
    }

    /// `struct sockaddr_ll`, if the address is not too long.
    pub fn link(address: &[u8], index: u32, hardware: u16) -> Option<Self> {
        const AF_PACKET: u16 = 17;
        (address.len() <= LINK_ADDRESS).then(|| {
            let head = [AF_PACKET.to_ne_bytes(), [0; 2]];
            let [family, protocol] = head;
            Self::from_bytes(&[
                &family,
                &protocol,
                &index.to_ne_bytes(),
                &hardware.to_ne_bytes(),
                &[0, address.len() as u8],
                address,
            ])
        })
    }
}

const NAME: usize = super::index::NAME;

/// An entry with what it points to, in one block of memory; statistics follow.
#[repr(C)]
pub struct Entry {
    list: Ifaddrs,
    address: AnyAddress,
    netmask: AnyAddress,
    other: AnyAddress,
    name: [u8; NAME],
}

/// What an entry is made of.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// The interface's name, with a null byte at its end.
    pub name: [u8; NAME],
    /// `IFF_*`.
    pub flags: u32,
    /// The address.
    pub address: Option<AnyAddress>,
    /// Its netmask.
    pub netmask: Option<AnyAddress>,
    /// The broadcast address, or the other end of a point-to-point connection.
    pub other: Option<AnyAddress>,
    /// The interface's statistics.
    pub data: Option<&'a [u8]>,
}

impl Entry {
    /// How many bytes an entry needs.
    pub fn size(parts: &Parts<'_>) -> usize {
        size_of::<Self>().next_multiple_of(8) + parts.data.map_or(0, <[u8]>::len)
    }

    /// Writes an entry.
    ///
    /// # Safety
    /// There are [`Self::size`] bytes at `at`.
    pub unsafe fn write(at: *mut Self, parts: &Parts<'_>) {
        let place = |part: &Option<AnyAddress>, offset: c_int| {
            part.map_or(ptr::null(), |_| at.cast::<u8>().wrapping_add(offset as usize).cast_const().cast())
        };
        let data = at.cast::<u8>().wrapping_add(size_of::<Self>().next_multiple_of(8));
        let list = Ifaddrs {
            next: ptr::null_mut(),
            name: at.cast::<c_char>().wrapping_add(offset_of!(Self, name)),
            flags: parts.flags,
            address: place(&parts.address, offset_of!(Self, address) as c_int),
            netmask: place(&parts.netmask, offset_of!(Self, netmask) as c_int),
            other: place(&parts.other, offset_of!(Self, other) as c_int),
            data: parts.data.map_or(ptr::null(), |_| data.cast_const().cast()),
        };
        let or_nothing = |part: Option<AnyAddress>| part.unwrap_or(AnyAddress::new());
        // SAFETY: the caller's promise.
        unsafe {
            at.write(Self {
                list,
                address: or_nothing(parts.address),
                netmask: or_nothing(parts.netmask),
                other: or_nothing(parts.other),
                name: parts.name,
            });
            if let Some(from) = parts.data {
                ptr::copy_nonoverlapping(from.as_ptr(), data, from.len());
            }
        }
    }
}
