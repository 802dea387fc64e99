//! aarch64.

pub mod ascii;
pub mod cache;
pub mod compiler;
#[cfg(feature = "program")]
mod entry;
pub mod fenv;
pub mod float;
pub mod half;
pub mod long_double;
mod ports;
pub mod relocation;
pub mod setjmp;
pub mod signal;
pub mod string;
pub mod syscall;
pub mod thread;
pub mod tls;
pub mod va_list;
pub mod vdso;
