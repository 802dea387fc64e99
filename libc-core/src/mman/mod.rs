//! Memory mappings.

pub mod mapping;
pub mod shared_object;
