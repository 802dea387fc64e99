//! Formatted input: C23 7.23.6.2 and POSIX fscanf(), every conversion and modifier of both.
//!
//! One engine walks through the format, generic over what it and the input consist of: bytes or wide characters. It sees
//! the input through a window, and takes no character beyond the one that ends an item, and that one only by looking.
//! No shared state, so nothing for fork.

mod directive;
mod engine;
mod input;
mod number;
mod source;
pub mod string;
#[cfg(test)]
mod tests;
mod text;

pub use engine::{Pointers, scan};
pub use source::{Source, Unit, Window};
