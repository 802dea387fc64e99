//! Text to numbers: `strtod`, `strtol`, `wcstod`, `wcstol`, `atoi` and their families. No shared state.

mod float;
mod integer;
mod obsolete;
mod short;

pub use float::{report, strtod};
