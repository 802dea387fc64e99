//! What only Linux has: mostly system calls as they are.

pub mod administration;
pub mod data_segment;
pub mod event;
pub mod mount;
pub mod notify;
pub mod ports;
pub mod process;
pub mod task;
pub mod time;
