//! The files that know hosts, services, networks and Ethernet addresses, and the table of protocols.
//!
//! A walk through a file (`gethostent` and its like) is a place in it, not an open file: after a fork, parent and child
//! go on each for itself, and nothing is ever half done.

mod ethernet;
mod ethers;
pub mod hosts;
pub mod kept;
mod networks;
mod protocols;
mod record;
mod service_functions;
pub mod services;
pub mod walk;
