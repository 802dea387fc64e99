//! Which of a host's addresses to try first. Source: RFC 6724 2.1, 3, 6: its rules 1, 2, 5, 6, 8, 9 and 10; the others
//! need what the kernel does not tell easily. IPv4 addresses among themselves keep their order: the servers change it
//! from answer to answer, to share the load.

use crate::net::address::{AF_INET6, Address};
use core::cmp::Reverse;

/// What the default policy table says about a prefix.
struct Policy {
    prefix: [u8; 4],
    /// How many bits of it count, if they are not more than 32.
    bits: u32,
    precedence: u8,
    label: u8,
}

const fn policy(prefix: [u8; 4], bits: u32, precedence: u8, label: u8) -> Policy {
    Policy { prefix, bits, precedence, label }
}

/// The prefixes that fit into 32 bits, longest first.
const POLICIES: [Policy; 6] = [
    policy([0x20, 0x01, 0, 0], 32, 5, 5),
    policy([0x20, 0x02, 0, 0], 16, 30, 2),
    policy([0x3f, 0xfe, 0, 0], 16, 1, 12),
    policy([0xfe, 0xc0, 0, 0], 10, 1, 11),
    policy([0xfc, 0, 0, 0], 7, 3, 13),
    policy([0; 4], 0, 40, 1),
];

/// Precedence and label.
fn policy_of(address: &Address) -> (u8, u8) {
    let bytes = address.mapped();
    let number = u128::from_be_bytes(bytes);
    match number {
        1 => return (50, 0),
        _ if number >> 32 == 0xffff => return (35, 4),
        // IPv4-compatible addresses; no address at all is none of them.
        _ if number >> 32 == 0 && number != 0 => return (1, 3),
        _ => {}
    }
    let head = (number >> 96) as u32;
    let fits = |policy: &&Policy| {
        let differ = head ^ u32::from_be_bytes(policy.prefix);
        differ.checked_shr(32 - policy.bits).unwrap_or(0) == 0
    };
    POLICIES.iter().find(fits).map_or((40, 1), |policy| (policy.precedence, policy.label))
}

/// How far an address reaches, as multicast addresses say it: 2 a link, 5 a site, 14 everywhere.
fn scope_of(address: &Address) -> u8 {
    const LINK: u8 = 2;
    const SITE: u8 = 5;
    const GLOBAL: u8 = 14;
    match address.as_slice() {
        [127, _, _, _] | [169, 254, _, _] => LINK,
        [_, _, _, _] => GLOBAL,
        [0xff, flags, ..] => flags & 15,
        [0xfe, second, ..] if second & 0xc0 == 0x80 => LINK,
        [0xfe, second, ..] if second & 0xc0 == 0xc0 => SITE,
        _ if *address == Address::loopback(AF_INET6) => LINK,
        bytes => match bytes.split_at_checked(12) {
            Some((head, &[a, b, c, d])) if head == crate::net::address::MAPPED => scope_of(&Address::v4([a, b, c, d])),
            _ => GLOBAL,
        },
    }
}

/// How many bits of an address's network an address has in common with it: those of an IPv6 prefix are 64.
fn common(source: &Address, destination: &Address) -> u32 {
    let bits = |address: &Address| u128::from_be_bytes(address.mapped());
    if destination.family != AF_INET6 || bits(destination) >> 32 == 0xffff {
        return 0;
    }
    (bits(source) ^ bits(destination)).leading_zeros().min(64)
}

/// Where an address belongs in the order: lower is better.
type Key = (bool, bool, bool, Reverse<u8>, u8, Reverse<u32>, usize);

/// The key of an address that the kernel would send to from `source`; `None` if it would not send. `place` is where it
/// was before.
fn key(destination: &Address, source: Option<Address>, place: usize) -> Key {
    let (precedence, label) = policy_of(destination);
    let scope = scope_of(destination);
    let is_usable = source.is_some();
    let same_scope = source.is_some_and(|source| scope_of(&source) == scope);
    let same_label = source.is_some_and(|source| policy_of(&source).1 == label);
    let common = source.map_or(0, |source| common(&source, destination));
    (!is_usable, !same_scope, !same_label, Reverse(precedence), scope, Reverse(common), place)
}

#[cfg(not(test))]
mod sorting {
    use super::{Key, key};
    use crate::errno::Errno;
    use crate::malloc::Buffer;
    use crate::net::address::socket_address::{SIZE6, SocketAddress};
    use crate::net::address::{AF_INET, Address};
    use crate::net::dns::exchange::Socket;
    use crate::sys::wrapper::plain;
    use core::ffi::{c_int, c_uint};
    use core::ptr;

    /// The address that the kernel would send from.
    fn source_for(destination: &Address) -> Option<Address> {
        const SOCK_DGRAM: c_int = 2;
        const ANY_PORT: u16 = 65535;
        let to = SocketAddress::new(destination, ANY_PORT);
        let socket = Socket::open(&to, SOCK_DGRAM).ok()?;
        socket.connect(&to).ok()?;
        let mut from = SocketAddress::unspecified();
        let mut size = SIZE6 as c_uint;
        let (from_at, size_at) = (ptr::from_mut(&mut from), ptr::from_mut(&mut size));
        // SAFETY: the buffers are valid.
        unsafe { plain!(__NR_getsockname, socket.0, from_at, size_at) }.ok()?;
        from.address()
    }

    /// Whether a family's sockets reach this host itself; or why nobody can tell.
    pub fn is_configured(family: c_int) -> Result<bool, Errno> {
        const SOCK_DGRAM: c_int = 2;
        let to = SocketAddress::new(&Address::loopback(family), 65535);
        match Socket::open(&to, SOCK_DGRAM).and_then(|socket| socket.connect(&to)) {
            Ok(()) => Ok(true),
            Err(
                Errno::EADDRNOTAVAIL | Errno::EAFNOSUPPORT | Errno::EHOSTUNREACH | Errno::ENETDOWN | Errno::ENETUNREACH,
            ) => Ok(false),
            Err(e) => Err(e),
        }
    }

    /// Sorts addresses, the best first; fails if there is no memory.
    pub fn sort(addresses: &mut [Address]) -> Result<(), Errno> {
        if addresses.len() < 2 || addresses.iter().all(|address| address.family == AF_INET) {
            return Ok(());
        }
        let mut keys: Buffer<(Key, Address)> = Buffer::new();
        for (place, address) in addresses.iter().enumerate() {
            keys.push((key(address, source_for(address), place), *address))?;
        }
        keys.sort_unstable_by_key(|(key, _)| *key);
        for (to, (_, address)) in addresses.iter_mut().zip(keys.iter()) {
            *to = *address;
        }
        Ok(())
    }
}

#[cfg(not(test))]
pub use sorting::{is_configured, sort};

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        match text.parse().unwrap() {
            std::net::IpAddr::V4(address) => Address::v4(address.octets()),
            std::net::IpAddr::V6(address) => Address::v6(address.octets(), 0),
        }
    }

    /// RFC 6724 2.1 and 3.
    #[test]
    fn policies_and_scopes() {
        for (text, precedence, label, scope) in [
            ("::1", 50, 0, 2),
            ("2001:db8::1", 40, 1, 14),
            ("10.1.2.3", 35, 4, 14),
            ("127.0.0.1", 35, 4, 2),
            ("169.254.1.1", 35, 4, 2),
            ("2002:1:2::3", 30, 2, 14),
            ("2001:0:1::3", 5, 5, 14),
            ("fd00::1", 3, 13, 14),
            ("::1.2.3.4", 1, 3, 14),
            ("fec0::1", 1, 11, 5),
            ("3ffe::1", 1, 12, 14),
            ("fe80::1", 40, 1, 2),
            ("ff05::1", 40, 1, 5),
            ("::ffff:127.0.0.1", 35, 4, 2),
            ("::", 40, 1, 14),
        ] {
            let address = address(text);
            assert_eq!((policy_of(&address), scope_of(&address)), ((precedence, label), scope), "{text}");
        }
    }

    /// The examples of RFC 6724 10.2, as far as they are about these rules.
    #[test]
    fn examples() {
        for order in [
            &[("2001:db8:1::1", Some("2001:db8:1::2")), ("198.51.100.121", Some("169.254.13.78"))][..],
            &[("198.51.100.121", Some("198.51.100.117")), ("2001:db8:1::1", Some("fe80::1"))],
            &[("2001:db8:1::1", Some("2001:db8:1::2")), ("10.1.2.3", Some("10.1.2.4"))],
            &[("fe80::1", Some("fe80::2")), ("2001:db8:1::1", Some("2001:db8:1::2"))],
            &[("2001:db8:1::1", Some("2001:db8:1::2")), ("2002:c633:6401::1", Some("2001:db8:1::2"))],
            &[("2001:db8:3f44::", Some("2001:db8:3f44::2")), ("2001:db8:1::1", Some("2001:db8:3f44::2"))],
            &[("198.51.100.121", Some("198.51.100.117")), ("2001:db8:1::1", None)],
            &[("::1", Some("::1")), ("127.0.0.1", Some("127.0.0.1"))],
            &[("203.0.113.9", Some("192.0.2.1")), ("192.0.2.7", Some("192.0.2.1"))],
        ] {
            let keys: Vec<_> = order
                .iter()
                .enumerate()
                .map(|(place, (to, from))| key(&address(to), from.map(address), place))
                .collect();
            assert!(keys.is_sorted(), "{order:?}: {keys:?}");
            let (to, from) = order[1];
            let before = key(&address(to), from.map(address), 0);
            let (to, from) = order[0];
            let after = key(&address(to), from.map(address), 1);
            // The last pair is in order for no other reason than that it was before.
            assert_eq!(after < before, to != "203.0.113.9", "{order:?}");
        }
    }
}
