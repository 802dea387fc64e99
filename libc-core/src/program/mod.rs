//! What a Rust program without the standard library needs besides the C functions: the entry point, which calls the
//! program's `main`, the global allocator, the panic handler, and text to the standard streams.
//!
//! The feature `program` turns it on. A program is `#![no_std]` and `#![no_main]`, names this crate, and defines `main`:
//!
//! ```ignore
//! #![no_std]
//! #![no_main]
//! use core::ffi::{c_char, c_int};
//! use libc_core::println;
//!
//! #[unsafe(no_mangle)]
//! extern "C" fn main(_argc: c_int, _argv: *const *const c_char) -> c_int {
//!     println!("hello");
//!     0
//! }
//! ```
//!
//! It is linked with `-nostartfiles -nostdlib -static`. The C functions are called as C does: the declarations of the
//! crate `libc` for `*-unknown-linux-musl` fit. `tests/rust` has whole programs.

mod allocator;
mod arguments;
mod panic;
mod text;

pub use arguments::{Arguments, arguments};
pub use text::{Stream, stderr, stdout};

#[doc(hidden)]
pub use text::print;
