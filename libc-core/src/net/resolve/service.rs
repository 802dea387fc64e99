//! Which sockets a service can be reached by.

use core::ffi::c_int;

const STREAM: c_int = 1;
const DATAGRAM: c_int = 2;
const RAW: c_int = 3;
const SEQPACKET: c_int = 5;
const DCCP: c_int = 6;
const PACKET: c_int = 10;
const TCP: c_int = 6;
const UDP: c_int = 17;

/// A kind of socket that has ports.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kind {
    /// `SOCK_*`.
    pub socket: c_int,
    /// `IPPROTO_*`.
    pub protocol: c_int,
    /// The protocol's name in `/etc/services`.
    pub name: &'static [u8],
}

const fn kind(socket: c_int, protocol: c_int, name: &'static [u8]) -> Kind {
    Kind { socket, protocol, name }
}

/// How many kinds there are.
pub const KINDS: usize = 6;

/// Those that are meant when nothing is said first, and a socket type's own protocol before others.
const ALL: [Kind; KINDS] = [
    kind(STREAM, TCP, b"tcp"),
    kind(DATAGRAM, UDP, b"udp"),
    kind(SEQPACKET, 132, b"sctp"),
    kind(DCCP, 33, b"dccp"),
    kind(STREAM, 132, b"sctp"),
    kind(DATAGRAM, 136, b"udplite"),
];

/// Why there is no socket for a service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoKind {
    /// A socket type that is not known.
    SocketType,
    /// A combination that has no ports: a service is not to be had by it.
    WithoutPorts,
    /// A combination that there is not.
    Combination,
}

/// The kinds of sockets with ports that are meant by a socket type and a protocol, 0 meaning any.
pub fn kinds(socket: c_int, protocol: c_int) -> Result<impl Iterator<Item = Kind>, NoKind> {
    let first = |kind: &Kind| ALL.iter().find(|other| other.socket == kind.socket) == Some(kind);
    let is_meant = move |kind: &Kind| match (socket, protocol) {
        (0, 0) => matches!(kind.protocol, TCP | UDP),
        (_, 0) => kind.socket == socket && first(kind),
        (0, _) => kind.protocol == protocol,
        _ => kind.socket == socket && kind.protocol == protocol,
    };
    if ALL.iter().any(is_meant) {
        return Ok(ALL.into_iter().filter(move |kind| is_meant(kind)));
    }
    Err(match socket {
        STREAM | DATAGRAM => NoKind::Combination,
        0 | RAW..=DCCP | PACKET => NoKind::WithoutPorts,
        _ => NoKind::SocketType,
    })
}

/// What a service stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Port<'a> {
    /// A number.
    Number(u16),
    /// A name.
    Name(&'a [u8]),
    /// A number that is none.
    Invalid,
}

/// What a text stands for.
pub fn port(text: &[u8]) -> Port<'_> {
    if text.is_empty() {
        return Port::Invalid;
    }
    if !text.iter().all(u8::is_ascii_digit) {
        return Port::Name(text);
    }
    let digit = |value: u32, digit: &u8| value.saturating_mul(10).saturating_add(u32::from(digit.wrapping_sub(b'0')));
    u16::try_from(text.iter().fold(0, digit)).map_or(Port::Invalid, Port::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(socket: c_int, protocol: c_int) -> Result<Vec<(c_int, c_int)>, NoKind> {
        kinds(socket, protocol).map(|kinds| kinds.map(|kind| (kind.socket, kind.protocol)).collect())
    }

    #[test]
    fn combinations() {
        assert_eq!(names(0, 0), Ok(vec![(1, 6), (2, 17)]));
        assert_eq!(names(1, 0), Ok(vec![(1, 6)]));
        assert_eq!(names(2, 0), Ok(vec![(2, 17)]));
        assert_eq!(names(0, 6), Ok(vec![(1, 6)]));
        assert_eq!(names(0, 17), Ok(vec![(2, 17)]));
        assert_eq!(names(5, 0), Ok(vec![(5, 132)]));
        assert_eq!(names(0, 132), Ok(vec![(5, 132), (1, 132)]));
        assert_eq!(names(1, 132), Ok(vec![(1, 132)]));
        assert_eq!(names(1, 17), Err(NoKind::Combination));
        assert_eq!(names(2, 6), Err(NoKind::Combination));
        assert_eq!(names(3, 0), Err(NoKind::WithoutPorts));
        assert_eq!(names(3, 1), Err(NoKind::WithoutPorts));
        assert_eq!(names(0, 1), Err(NoKind::WithoutPorts));
        assert_eq!(names(77, 0), Err(NoKind::SocketType));
        assert_eq!(names(-1, 6), Err(NoKind::SocketType));
    }

    #[test]
    fn ports() {
        assert_eq!(port(b"0"), Port::Number(0));
        assert_eq!(port(b"65535"), Port::Number(65535));
        assert_eq!(port(b"65536"), Port::Invalid);
        assert_eq!(port(b"99999999999999999999"), Port::Invalid);
        assert_eq!(port(b""), Port::Invalid);
        assert_eq!(port(b"-1"), Port::Name(b"-1"));
        assert_eq!(port(b"http"), Port::Name(b"http"));
    }
}
