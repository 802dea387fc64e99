//! Patterns of the shell: `fnmatch` and `glob`. No shared state, and so nothing for fork.

mod bracket;
#[cfg(not(test))]
mod fnmatch;
#[cfg(not(test))]
pub mod glob;
#[cfg(test)]
mod random;
pub mod shell;
