//! `<stdlib.h>`, `<search.h>`, `<getopt.h>`, `<err.h>` and their like.
//!
//! No shared state, and so nothing for fork: sorting, searching, arithmetic. Shared with a lock: `random`
//! and `rand48` (rank Random), the environment (rank Environment).

#[cfg(not(test))]
mod arithmetic;
#[cfg(not(test))]
mod bits;
#[cfg(not(test))]
pub mod environment;
#[cfg(not(test))]
mod error_message;
#[cfg(not(test))]
mod hash_table;
#[cfg(not(test))]
mod linear_search;
#[cfg(not(test))]
pub mod numbers;
#[cfg(not(test))]
mod options;
#[cfg(not(test))]
mod radix64;
#[cfg(not(test))]
pub mod random;
mod sort;
#[cfg(not(test))]
mod sort_entry;
#[cfg(not(test))]
pub use sort_entry::qsort;
#[cfg(not(test))]
mod subopt;
#[cfg(not(test))]
mod tree;
