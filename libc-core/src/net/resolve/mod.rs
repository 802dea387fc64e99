//! Hosts and services by name, and names by address: `getaddrinfo`, `getnameinfo`, and the older functions.
//!
//! A lookup locks nothing and keeps nothing. The functions that return their result in static memory exchange it as a
//! whole, by one pointer (`databases::kept`).

#[cfg(not(test))]
mod address_list;
#[cfg(not(test))]
mod cancellation;
#[cfg(not(test))]
mod error_text;
#[cfg(not(test))]
pub mod failure;
#[cfg(not(test))]
pub mod h_errno;
#[cfg(not(test))]
mod host_entry;
#[cfg(not(test))]
mod host_functions;
#[cfg(not(test))]
pub mod lookup;
#[cfg(not(test))]
mod name_info;
mod order;
#[cfg(not(test))]
mod reverse;
mod service;

#[cfg(not(test))]
pub use cancellation::{masked, uncancelled};
