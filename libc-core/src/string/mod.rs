//! Strings and memory.

#[cfg(not(test))]
pub mod memory;
#[cfg(not(test))]
pub mod text;
