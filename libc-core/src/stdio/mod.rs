//! `stdio`.

pub mod format;
#[cfg(not(test))]
pub mod sprintf;
