//! Networks by class, which nobody has any more. inet(3). All are thread-safe and async-signal-safe.

use super::text::parse_loosely;
use core::ffi::{CStr, c_char};

/// How many bits the host has.
fn host_bits(address: u32) -> u32 {
    match address >> 24 {
        0..128 => 24,
        128..192 => 16,
        _ => 8,
    }
}

/// The network that a text stands for, or -1. inet_network(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_network(text: *const c_char) -> u32 {
    // SAFETY: the caller's promise.
    parse_loosely(unsafe { CStr::from_ptr(text) }.to_bytes()).map_or(u32::MAX, u32::from_be_bytes)
}

/// An address made of a network and a host in it. inet_makeaddr(3).
#[unsafe(no_mangle)]
pub extern "C" fn inet_makeaddr(network: u32, host: u32) -> u32 {
    let shift = match network {
        0..256 => 24,
        256..65536 => 16,
        _ => 8,
    };
    (network << shift | host).to_be()
}

/// An address's host part. inet_lnaof(3).
#[unsafe(no_mangle)]
pub extern "C" fn inet_lnaof(address: u32) -> u32 {
    let address = u32::from_be(address);
    address & ((1 << host_bits(address)) - 1)
}

/// An address's network part. inet_netof(3).
#[unsafe(no_mangle)]
pub extern "C" fn inet_netof(address: u32) -> u32 {
    let address = u32::from_be(address);
    address >> host_bits(address)
}
