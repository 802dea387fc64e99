//! The string kernels' instructions: the compact ones, and NEON, which all aarch64 have.

mod compact;
#[cfg(not(feature = "tiny"))]
mod level;
#[cfg(not(feature = "tiny"))]
mod neon;

pub use compact::{copy_backward, copy_forward, fill, length};
#[cfg(not(feature = "tiny"))]
pub use level::*;
