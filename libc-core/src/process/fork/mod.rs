//! `fork`: the child can use the whole library, always. `ranks` and `hooks` tell the whole story.

#[cfg(not(any(test, loom)))]
mod copy;
#[cfg(not(any(test, loom)))]
mod handlers;
pub mod hooks;
#[cfg(all(test, loom))]
mod model;
pub mod ranks;
pub mod registrations;
#[cfg(not(any(test, loom)))]
pub mod vfork;

#[cfg(not(any(test, loom)))]
pub use copy::{_Fork, fork, generation};
