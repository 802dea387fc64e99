//! Processes: start, end, `fork`.

#[cfg(not(test))]
pub mod abort;
#[cfg(not(test))]
pub mod auxv;
#[cfg(not(test))]
pub mod exit;
#[cfg(not(any(test, loom)))]
pub mod fork;
#[cfg(not(test))]
mod relocate;
#[cfg(not(test))]
pub mod start;
