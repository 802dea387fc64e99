//! Ethernet addresses as text. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char};
use core::ptr;

/// `struct ether_addr`.
pub type EthernetAddress = [u8; 6];

/// The longest text, with its null byte.
const ROOM: usize = 18;

/// The address that a text stands for: six hexadecimal numbers of one or two digits, colons between.
pub fn parse(text: &[u8]) -> Option<EthernetAddress> {
    let mut address = [0; 6];
    let mut slots = address.iter_mut();
    for part in text.split(|&byte| byte == b':') {
        if part.is_empty() || part.len() > 2 {
            return None;
        }
        let value = part.iter().try_fold(0, |value, &digit| Some(value * 16 + char::from(digit).to_digit(16)?));
        *slots.next()? = value? as u8;
    }
    slots.next().is_none().then_some(address)
}

fn text_of(address: &EthernetAddress) -> [u8; ROOM] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| DIGITS.get(usize::from(value & 15)).copied().unwrap_or(b'0');
    let mut text = [0; ROOM];
    for (slot, byte) in text.chunks_exact_mut(3).zip(address) {
        slot.copy_from_slice(&[digit(byte >> 4), digit(*byte), b':']);
    }
    if let Some(last) = text.last_mut() {
        *last = 0;
    }
    text
}

struct Shared<T>(UnsafeCell<T>);
// SAFETY: threads may overwrite each other's result.
unsafe impl<T> Sync for Shared<T> {}

/// Stores an address's text, 18 bytes: six numbers of two hexadecimal digits, colons between. Returns `to`. Thread-safe.
/// ether_ntoa_r(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ether_ntoa_r(address: *const EthernetAddress, to: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { to.cast::<[u8; ROOM]>().write(text_of(&*address)) };
    to
}

/// [`ether_ntoa_r`] in an array that the next call overwrites. Not thread-safe. ether_ntoa(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ether_ntoa(address: *const EthernetAddress) -> *mut c_char {
    static TEXT: Shared<[u8; ROOM]> = Shared(UnsafeCell::new([0; ROOM]));
    // SAFETY: the caller's promise; the array is large enough.
    unsafe { ether_ntoa_r(address, TEXT.0.get().cast()) }
}

/// Stores the address that a text stands for. Returns `to`, or null if it stands for none. Thread-safe. ether_aton_r(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ether_aton_r(text: *const c_char, to: *mut EthernetAddress) -> *mut EthernetAddress {
    // SAFETY: the caller's promise.
    match parse(unsafe { CStr::from_ptr(text) }.to_bytes()) {
        Some(address) => {
            // SAFETY: the caller's promise.
            unsafe { to.write(address) };
            to
        }
        None => ptr::null_mut(),
    }
}

/// [`ether_aton_r`] in memory that the next call overwrites. Not thread-safe. ether_aton(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ether_aton(text: *const c_char) -> *mut EthernetAddress {
    static ADDRESS: Shared<EthernetAddress> = Shared(UnsafeCell::new([0; 6]));
    // SAFETY: the caller's promise; the memory is large enough.
    unsafe { ether_aton_r(text, ADDRESS.0.get()) }
}
