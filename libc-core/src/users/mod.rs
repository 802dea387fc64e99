//! The files that know users and groups. What they return in static memory belongs to the one thread that uses it, as
//! POSIX has it; the `_r` functions share nothing.

mod database;
mod group;
pub mod lines;
mod lock;
mod membership;
mod own_name;
mod passwd;
mod shadow;
mod shells;

pub use passwd::{home_of, own_home};
