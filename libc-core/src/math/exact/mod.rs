//! The functions whose results are exact or correctly rounded, for every format, on the parts of its numbers.

pub mod adjacent;
pub mod arithmetic;
pub mod choice;
pub mod integral;
pub mod order;
pub mod remainder;
pub mod scale;

#[cfg(test)]
pub(super) mod tests;
