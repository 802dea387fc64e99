//! The elementary and special functions of `double` and `float` with the CPU's own arithmetic.

pub mod exponential;
pub mod logarithm;
pub mod power;
pub mod special;
mod tables;
#[cfg(test)]
mod tests;
