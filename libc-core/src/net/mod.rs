//! Networks: sockets, waiting for descriptors, addresses, names, interfaces.

pub mod address;
#[cfg(not(test))]
mod databases;
pub mod dns;
pub mod interfaces;
#[cfg(not(test))]
mod message;
#[cfg(not(test))]
mod ready;
pub mod resolve;
#[cfg(not(test))]
mod socket;
