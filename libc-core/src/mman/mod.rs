//! Memory mappings.

pub mod mapping;
