//! The string kernels' instructions: the compact ones; SSE2, which all x86_64 have; AVX2.

#[cfg(not(feature = "tiny"))]
mod avx2;
mod compact;
#[cfg(not(feature = "tiny"))]
mod level;
#[cfg(not(feature = "tiny"))]
mod sse2;

pub use compact::{copy_backward, copy_forward, fill, length};
#[cfg(not(feature = "tiny"))]
pub use level::*;
