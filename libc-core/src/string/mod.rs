//! Strings and memory.

mod bit;
#[cfg(not(test))]
mod collate;
#[cfg(not(test))]
pub mod copy;
#[cfg(not(test))]
pub mod error;
#[cfg(not(test))]
mod folded;
pub mod haystack;
#[cfg(all(feature = "sysroot", not(test)))]
mod internal;
pub mod memory;
mod path;
pub mod search;
#[cfg(not(test))]
pub mod signal;
pub mod span;
#[cfg(test)]
mod tests;
pub mod text;
pub mod two_way;
pub mod version;

/// The string with this index among strings that end with a 0 each.
#[cfg(not(test))]
fn nth(mut strings: &'static [u8], index: usize) -> Option<&'static core::ffi::CStr> {
    for _ in 0..index {
        let end = strings.iter().position(|&byte| byte == 0)?;
        strings = strings.get(end + 1..)?;
    }
    core::ffi::CStr::from_bytes_until_nul(strings).ok()
}
