//! The allocator: a heap for each thread, spans of size classes, headers apart from the memory. `docs/malloc.md` tells it
//! in order.

#[cfg(not(test))]
pub mod block;
mod budget;
#[cfg(not(test))]
mod central;
#[cfg(not(test))]
mod chunk;
pub mod class;
mod fault;
pub mod free_list;
#[cfg(not(test))]
pub mod heap;
#[cfg(not(test))]
mod large;
#[cfg(not(test))]
mod map;
#[cfg(not(test))]
mod pages;
#[cfg(not(test))]
pub mod span;

#[cfg(not(test))]
pub use central::CENTRAL;
