//! `/etc/ethers`: an Ethernet address and its host's name. ethers(5). Unless a function says otherwise, it is
//! thread-safe and not async-signal-safe.

use super::ethernet::{EthernetAddress, parse};
use super::record::words;
use crate::errno::{CReturn, Errno};
use crate::net::dns::config::lines_of;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

const PATH: &CStr = c"/etc/ethers";

/// Names of more bytes are passed over: nobody has room for them.
const LONGEST_NAME: usize = 255;

/// The address and the name that a line has.
fn fields(line: &[u8]) -> Option<(EthernetAddress, &[u8])> {
    let mut words = words(line);
    Some((parse(words.next()?)?, words.next()?))
}

/// Shows what the file has to `take` until that takes something.
fn find(take: impl Fn(&EthernetAddress, &[u8]) -> bool) -> Result<(), Errno> {
    let mut lines = lines_of(PATH)?.ok_or(Errno::ENOENT)?;
    while let Some(line) = lines.next()? {
        if fields(line).is_some_and(|(address, name)| take(&address, name)) {
            return Ok(());
        }
    }
    Err(Errno::ENOENT)
}

/// # Safety
/// There is room for the name and a null byte.
unsafe fn store(name: &[u8], to: *mut c_char) {
    // SAFETY: the caller's promise.
    unsafe {
        ptr::copy_nonoverlapping(name.as_ptr(), to.cast(), name.len());
        to.add(name.len()).write(0);
    }
}

/// Stores the address and the name that a line of `/etc/ethers` has. Returns 0, or -1 with `errno` EINVAL. Thread-safe.
/// ether_line(3).
///
/// # Safety
/// As in C: the name's array is as large as the line.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ether_line(line: *const c_char, address: *mut EthernetAddress, name: *mut c_char) -> c_int {
    // SAFETY: the caller's promise.
    let found = fields(unsafe { CStr::from_ptr(line) }.to_bytes()).ok_or(Errno::EINVAL);
    found
        // SAFETY: the caller's promise.
        .map(|(found, text)| unsafe {
            address.write(found);
            store(text, name);
        })
        .c_int()
}

/// Stores the name of the host with an Ethernet address, as `/etc/ethers` has it. Returns 0, or -1 with `errno` ENOENT...
/// Thread-safe. ether_ntohost(3).
///
/// # Safety
/// As in C: the array is large enough.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ether_ntohost(to: *mut c_char, address: *const EthernetAddress) -> c_int {
    // SAFETY: the caller's promise.
    let wanted = unsafe { address.read() };
    find(|address, name| {
        let is_meant = *address == wanted && name.len() <= LONGEST_NAME;
        if is_meant {
            // SAFETY: the caller's promise.
            unsafe { store(name, to) };
        }
        is_meant
    })
    .c_int()
}

/// Stores the Ethernet address of a host, as `/etc/ethers` has it. Returns 0, or -1 with `errno` ENOENT... Thread-safe.
/// ether_hostton(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ether_hostton(name: *const c_char, to: *mut EthernetAddress) -> c_int {
    // SAFETY: the caller's promise.
    let wanted = unsafe { CStr::from_ptr(name) }.to_bytes();
    find(|address, name| {
        let is_meant = name.eq_ignore_ascii_case(wanted);
        if is_meant {
            // SAFETY: the caller's promise.
            unsafe { to.write(*address) };
        }
        is_meant
    })
    .c_int()
}
