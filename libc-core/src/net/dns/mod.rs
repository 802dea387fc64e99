//! The domain name system: its messages, asking servers, and `<resolv.h>`.
//!
//! No lookup shares anything with another one: the configuration is read anew for each, and each has sockets of its own,
//! so fork finds nothing here.

pub mod answer;
mod compress;
#[cfg(not(test))]
pub mod config;
pub mod config_text;
#[cfg(not(test))]
pub mod exchange;
pub mod message;
pub mod name;
#[cfg(not(test))]
mod name_entry;
#[cfg(not(test))]
mod parse_entry;
#[cfg(not(test))]
mod resolver;
#[cfg(not(test))]
mod state;
#[cfg(not(test))]
mod stream;
#[cfg(test)]
mod tests;
