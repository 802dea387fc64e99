//! Strings and memory.

#[cfg(not(test))]
mod collate;
#[cfg(not(test))]
pub mod error;
#[cfg(not(test))]
mod folded;
#[cfg(not(test))]
pub mod memory;
#[cfg(not(test))]
mod signal;
#[cfg(not(test))]
pub mod text;

/// The string with this index among strings that end with a 0 each.
#[cfg(not(test))]
fn nth(mut strings: &'static [u8], index: usize) -> Option<&'static core::ffi::CStr> {
    for _ in 0..index {
        let end = strings.iter().position(|&byte| byte == 0)?;
        strings = strings.get(end + 1..)?;
    }
    core::ffi::CStr::from_bytes_until_nul(strings).ok()
}
