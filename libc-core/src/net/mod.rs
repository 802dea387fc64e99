//! Networks: sockets, waiting for descriptors, addresses.

pub mod address;
mod message;
mod ready;
mod socket;
