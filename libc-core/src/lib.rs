//! tine, a fork-safe C library for Linux: a folder for each subsystem.
#![cfg_attr(not(test), no_std)]

pub mod errno;
pub mod locale;
pub mod malloc;
pub mod math;
pub mod numeric;
pub mod process;
pub mod signal;
pub mod stdio;
pub mod stdlib;
pub mod string;
pub mod sync;
pub mod sys;
pub mod thread;
pub mod time;
pub mod types;
pub mod unistd;
pub mod wchar;

/// Not reached: the library is built so that a panic is a trap.
#[cfg(all(feature = "sysroot", not(test)))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    process::abort::abort()
}
