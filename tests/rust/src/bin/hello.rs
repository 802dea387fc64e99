//! Says hello to whom the arguments name.
#![no_std]
#![no_main]

use core::ffi::{c_char, c_int};
use libc_core::println;
use libc_core::program::arguments;

#[unsafe(no_mangle)]
extern "C" fn main(argc: c_int, argv: *const *const c_char) -> c_int {
    // SAFETY: they are `main`'s own.
    let mut names = unsafe { arguments(argc, argv) }.skip(1).peekable();
    if names.peek().is_none() {
        println!("hello, world");
    }
    for name in names {
        println!("hello, {}", name.to_str().unwrap_or("whoever you are"));
    }
    0
}
