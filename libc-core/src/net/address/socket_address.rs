//! `struct sockaddr_in` and `struct sockaddr_in6`.

use super::{AF_INET, AF_INET6, Address};
use core::ffi::c_int;

/// Either of the two structures: the smaller one is the beginning.
#[repr(C)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SocketAddress {
    family: u16,
    /// In the network's byte order.
    port: u16,
    /// The IPv4 address, or the flow.
    first: [u8; 4],
    address6: [u8; 16],
    scope: u32,
}

/// `sizeof(struct sockaddr_in)`.
pub const SIZE4: usize = 16;
/// `sizeof(struct sockaddr_in6)`.
pub const SIZE6: usize = 28;

const _: () = assert!(size_of::<SocketAddress>() == SIZE6);

impl SocketAddress {
    /// The size of a family's structure.
    pub const fn size_of(family: c_int) -> usize {
        if family == AF_INET { SIZE4 } else { SIZE6 }
    }

    /// No address.
    pub const fn unspecified() -> Self {
        Self { family: 0, port: 0, first: [0; 4], address6: [0; 16], scope: 0 }
    }

    /// A port of a host.
    pub fn new(address: &Address, port: u16) -> Self {
        let mut this = Self { family: address.family as u16, port: port.to_be(), ..Self::unspecified() };
        match (<[u8; 4]>::try_from(address.as_slice()), <[u8; 16]>::try_from(address.as_slice())) {
            (Ok(address), _) => this.first = address,
            (_, Ok(bytes)) => {
                this.address6 = bytes;
                this.scope = address.scope;
            }
            _ => {}
        }
        this
    }

    /// The family.
    pub fn family(&self) -> c_int {
        self.family.into()
    }

    /// The bytes of the structure that it is.
    pub fn as_bytes(&self) -> &[u8] {
        // SAFETY: the structure has no holes.
        let bytes = unsafe { core::slice::from_raw_parts(core::ptr::from_ref(self).cast::<u8>(), SIZE6) };
        bytes.get(..self.size()).unwrap_or_default()
    }

    /// The size of the structure that it is.
    pub fn size(&self) -> usize {
        Self::size_of(self.family())
    }

    /// The host, if the family is one of the two.
    pub fn address(&self) -> Option<Address> {
        match self.family() {
            AF_INET => Some(Address::v4(self.first)),
            AF_INET6 => Some(Address::v6(self.address6, self.scope)),
            _ => None,
        }
    }

    /// The port.
    pub fn port(&self) -> u16 {
        u16::from_be(self.port)
    }
}
