//! Internet addresses as text and as bytes.

#[cfg(not(test))]
mod classful;
#[cfg(not(test))]
mod entry;
#[cfg(not(test))]
pub mod literal;
#[cfg(not(test))]
mod order;
pub mod socket_address;
pub mod text;

use core::ffi::c_int;

/// `AF_INET`.
pub const AF_INET: c_int = 2;
/// `AF_INET6`.
pub const AF_INET6: c_int = 10;

/// What the bytes of an IPv4 address are preceded by in an IPv6 address that stands for it.
pub const MAPPED: [u8; 12] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/// An address of a host.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Address {
    /// [`AF_INET`] or [`AF_INET6`].
    pub family: c_int,
    /// The first 4 or all 16.
    bytes: [u8; 16],
    /// The index of the interface that an IPv6 address belongs to, or 0.
    pub scope: u32,
}

impl Address {
    /// An IPv4 address.
    pub const fn v4(address: [u8; 4]) -> Self {
        let [a, b, c, d] = address;
        Self { family: AF_INET, bytes: [a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], scope: 0 }
    }

    /// An IPv6 address.
    pub const fn v6(address: [u8; 16], scope: u32) -> Self {
        Self { family: AF_INET6, bytes: address, scope }
    }

    /// This host, in a family.
    pub const fn loopback(family: c_int) -> Self {
        if family == AF_INET {
            Self::v4([127, 0, 0, 1])
        } else {
            Self::v6([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 0)
        }
    }

    /// The address's bytes, 4 or 16.
    pub fn as_slice(&self) -> &[u8] {
        let length = if self.family == AF_INET { 4 } else { 16 };
        self.bytes.get(..length).unwrap_or_default()
    }

    /// The bytes of the IPv6 address that it is or that stands for it.
    pub fn mapped(&self) -> [u8; 16] {
        if self.family == AF_INET6 {
            return self.bytes;
        }
        let mut bytes = [0; 16];
        for (to, from) in bytes.iter_mut().zip(MAPPED.iter().chain(&self.bytes)) {
            *to = *from;
        }
        bytes
    }

    /// Whether it has a meaning on one link only: `fe80::/10`, `ff02::/16`.
    pub fn is_link_local(&self) -> bool {
        self.family == AF_INET6
            && matches!(self.bytes, [0xfe, second, ..] if second & 0xc0 == 0x80)
                | matches!(self.bytes, [0xff, second, ..] if second & 0x0f == 2)
    }
}
