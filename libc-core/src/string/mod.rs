//! Strings and memory.

#[cfg(not(test))]
pub mod memory;
