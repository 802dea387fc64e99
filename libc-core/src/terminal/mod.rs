//! Terminals. No shared state, so nothing for fork.

mod attributes;
mod control;
mod name;
