//! Signals.

#[cfg(not(test))]
pub mod mask;
