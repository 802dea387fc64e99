//! Conversion between encodings of text (`<iconv.h>`).
//!
//! | module | what |
//! |---|---|
//! | `encoding` | the encodings and their names |
//! | `unicode`, `japanese`, `chinese`, `korean` | from bytes to a character and back |
//! | `single`, `double`, `members`, `pairs` | how character sets are stored; their data is in `tables` |
//! | `convert`, `transliteration` | converting a buffer |
//! | `descriptor` | the C functions |
//!
//! A conversion descriptor says everything in its bits, but where an encoding has a state: then it points to that. Each
//! belongs to whoever uses it, so that there is no lock, and nothing to do at fork.

mod chinese;
pub mod convert;
#[cfg(not(test))]
mod descriptor;
pub mod double;
pub mod encoding;
mod japanese;
mod korean;
pub mod members;
pub mod pairs;
pub mod single;
mod tables;
mod transliteration;
mod unicode;

#[cfg(all(test, target_os = "linux"))]
mod tests;
