//! What the system can do: `sysconf`, `pathconf`, `confstr`.

mod file;
pub mod memory;
pub mod processors;
mod strings;
mod system;
