//! Numbers that nobody can guess, each from the kernel: no state, and so nothing for fork. arc4random(3).

use crate::sys::{call3, nr};
use core::ffi::c_void;

/// Fills `buffer` with random bytes. Waits for the kernel's generator at boot; ends the process if the kernel
/// has none, since there is no way to report it.
fn fill(buffer: &mut [u8]) {
    let mut rest = buffer;
    while !rest.is_empty() {
        // SAFETY: the slice is valid and writable.
        match unsafe { call3(nr::__NR_getrandom, rest.as_mut_ptr() as usize, rest.len(), 0) } {
            Ok(count) => rest = rest.get_mut(count..).unwrap_or_default(),
            Err(crate::errno::Errno::EINTR) => {}
            Err(_) => crate::process::abort::abort(),
        }
    }
}

/// A random number of 32 bits. Thread-safe and async-signal-safe; no errors.
#[unsafe(no_mangle)]
pub extern "C" fn arc4random() -> u32 {
    let mut bytes = [0; 4];
    fill(&mut bytes);
    u32::from_ne_bytes(bytes)
}

/// A random number below `bound`, each equally likely; 0 if `bound` is below 2. Thread-safe and
/// async-signal-safe; no errors. Source: Lemire, "Fast Random Integer Generation in an Interval", 2019.
#[unsafe(no_mangle)]
pub extern "C" fn arc4random_uniform(bound: u32) -> u32 {
    if bound < 2 {
        return 0;
    }
    let excess = bound.wrapping_neg() % bound;
    loop {
        let product = u64::from(arc4random()) * u64::from(bound);
        if product as u32 >= excess {
            return (product >> 32) as u32;
        }
    }
}

/// Fills `size` bytes with random ones. Thread-safe and async-signal-safe; no errors.
///
/// # Safety
/// The buffer is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn arc4random_buf(buffer: *mut c_void, size: usize) {
    // SAFETY: the caller's promise.
    fill(unsafe { core::slice::from_raw_parts_mut(buffer.cast(), size) });
}
