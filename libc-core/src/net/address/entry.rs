//! `inet_pton`, `inet_ntop` and their older like. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::text::{parse_loosely, parse4, parse6, text4, text6};
use super::{AF_INET, AF_INET6};
use crate::errno::{Errno, Outcome};
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char, c_int, c_uint, c_void};
use core::ptr;

/// Stores the address that a text stands for: 4 bytes for `AF_INET`, 16 for `AF_INET6`. Returns 1; 0 if it stands for none;
/// or -1 with `errno` EAFNOSUPPORT. Thread-safe. POSIX.1-2024 inet_pton.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_pton(family: c_int, text: *const c_char, to: *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(text) }.to_bytes();
    // SAFETY: the caller's promise.
    let found = match family {
        // SAFETY: the caller's promise.
        AF_INET => Ok(parse4(text).map(|address| unsafe { to.cast::<[u8; 4]>().write(address) }).is_some()),
        // SAFETY: the caller's promise.
        AF_INET6 => Ok(parse6(text).map(|address| unsafe { to.cast::<[u8; 16]>().write(address) }).is_some()),
        _ => Err(Errno::EAFNOSUPPORT),
    };
    found.map(c_int::from).or_errno(-1)
}

/// Stores an address's text in `size` bytes. Returns `to`, or null with `errno` EAFNOSUPPORT or ENOSPC. Thread-safe.
/// POSIX.1-2024 inet_ntop.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_ntop(family: c_int, from: *const c_void, to: *mut c_char, size: c_uint) -> *const c_char {
    // SAFETY: the caller's promise.
    let text = match family {
        // SAFETY: the caller's promise.
        AF_INET => Ok(text4(unsafe { from.cast::<[u8; 4]>().read() })),
        // SAFETY: the caller's promise.
        AF_INET6 => Ok(text6(unsafe { from.cast::<[u8; 16]>().read() })),
        _ => Err(Errno::EAFNOSUPPORT),
    };
    let stored = text.and_then(|text| {
        let string = text.as_string();
        if string.len() > size as usize {
            return Err(Errno::ENOSPC);
        }
        // SAFETY: the caller's promise.
        unsafe { ptr::copy_nonoverlapping(string.as_ptr(), to.cast(), string.len()) };
        Ok(to.cast_const())
    });
    stored.or_errno(ptr::null())
}

/// Stores the IPv4 address that a text stands for: up to four numbers, the last one for all the rest. Returns 1, or 0 if it
/// stands for none. Thread-safe. inet_aton(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_aton(text: *const c_char, to: *mut [u8; 4]) -> c_int {
    // SAFETY: the caller's promise.
    match parse_loosely(unsafe { CStr::from_ptr(text) }.to_bytes()) {
        Some(address) => {
            // SAFETY: the caller's promise.
            unsafe { to.write(address) };
            1
        }
        None => 0,
    }
}

/// The IPv4 address that a text stands for, as [`inet_aton`], or `INADDR_NONE`. POSIX.1-2024 inet_addr.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_addr(text: *const c_char) -> u32 {
    // SAFETY: the caller's promise.
    parse_loosely(unsafe { CStr::from_ptr(text) }.to_bytes()).map_or(u32::MAX, u32::from_ne_bytes)
}

/// The longest dotted address, with its null byte.
const DOTTED: usize = 16;

struct Shared(UnsafeCell<[u8; DOTTED]>);
// SAFETY: POSIX lets threads overwrite the result.
unsafe impl Sync for Shared {}
static SHARED: Shared = Shared(UnsafeCell::new([0; DOTTED]));

/// An IPv4 address's text, in an array that the next call overwrites. Not thread-safe. POSIX.1-2024 inet_ntoa.
#[unsafe(no_mangle)]
pub extern "C" fn inet_ntoa(address: u32) -> *mut c_char {
    let text = text4(address.to_ne_bytes());
    let to = SHARED.0.get().cast::<u8>();
    // SAFETY: only this function uses the array, and it has room for any dotted address.
    unsafe { ptr::copy_nonoverlapping(text.as_string().as_ptr(), to, text.as_string().len().min(DOTTED)) };
    to.cast()
}
