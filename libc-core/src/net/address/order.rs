//! Byte order, and two constant addresses. All are thread-safe and async-signal-safe.

/// To the network's byte order. Async-signal-safe. POSIX.1-2024 htonl.
#[unsafe(no_mangle)]
pub extern "C" fn htonl(value: u32) -> u32 {
    value.to_be()
}

/// To the network's byte order. Async-signal-safe. POSIX.1-2024 htons.
#[unsafe(no_mangle)]
pub extern "C" fn htons(value: u16) -> u16 {
    value.to_be()
}

/// From the network's byte order. Async-signal-safe. POSIX.1-2024 ntohl.
#[unsafe(no_mangle)]
pub extern "C" fn ntohl(value: u32) -> u32 {
    u32::from_be(value)
}

/// From the network's byte order. Async-signal-safe. POSIX.1-2024 ntohs.
#[unsafe(no_mangle)]
pub extern "C" fn ntohs(value: u16) -> u16 {
    u16::from_be(value)
}

/// `struct in6_addr`.
#[repr(C, align(4))]
pub struct Address6(pub [u8; 16]);

/// No address in particular. POSIX.1-2024 `<netinet/in.h>`.
#[unsafe(no_mangle)]
pub static in6addr_any: Address6 = Address6([0; 16]);

/// This host. POSIX.1-2024 `<netinet/in.h>`.
#[unsafe(no_mangle)]
pub static in6addr_loopback: Address6 = Address6([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
