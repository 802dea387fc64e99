//! The smallest allocator: `linked_list_allocator` alone.

pub mod block;
pub mod heap;
