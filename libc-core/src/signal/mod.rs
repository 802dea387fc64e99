//! Signals.

#[cfg(not(test))]
pub mod action;
#[cfg(not(test))]
pub mod event;
#[cfg(not(test))]
pub mod jump;
#[cfg(not(test))]
pub mod legacy;
#[cfg(not(test))]
pub mod mask;
mod name;
#[cfg(not(test))]
pub mod number;
#[cfg(not(test))]
pub mod procmask;
#[cfg(not(test))]
pub mod send;
#[cfg(not(test))]
pub mod set;
#[cfg(not(test))]
pub mod stack;
#[cfg(not(test))]
pub mod wait;
