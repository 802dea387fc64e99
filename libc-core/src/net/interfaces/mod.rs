//! Network interfaces, their addresses and numbers. Each call asks the kernel; nothing is kept.

#[cfg(not(test))]
mod addresses;
#[cfg(not(test))]
mod entry;
#[cfg(not(test))]
pub mod index;
#[cfg(not(test))]
mod netlink;
pub mod netlink_message;
