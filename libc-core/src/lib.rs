//! tine, a fork-safe C library for Linux: a folder for each subsystem.
// `no_builtins`: or the compiler would see the C function in one that is called `strcpy`, and turn what that consists of
// into a call of `strcpy`.
#![cfg_attr(not(test), no_std, no_builtins)]

#[cfg(not(test))]
mod aio;
#[cfg(not(test))]
mod alias;
#[cfg(not(test))]
mod compiler;
pub mod crypt;
#[cfg(not(test))]
pub mod ctype;
#[cfg(not(test))]
pub mod dlfcn;
pub mod errno;
pub mod fmtmsg;
#[cfg(not(test))]
pub mod fs;
pub mod iconv;
#[cfg(not(test))]
pub mod ipc;
#[cfg(not(test))]
pub mod linux;
pub mod locale;
pub mod malloc;
pub mod math;
pub mod messages;
#[cfg(not(test))]
pub mod mman;
pub mod monetary;
pub mod net;
pub mod numeric;
pub mod pattern;
pub mod process;
#[cfg(all(feature = "program", not(test)))]
pub mod program;
pub mod regex;
pub mod signal;
pub mod stdio;
pub mod stdlib;
pub mod string;
pub mod sync;
pub mod sys;
#[cfg(not(any(test, loom)))]
pub mod syslog;
#[cfg(not(test))]
pub mod terminal;
pub mod thread;
pub mod time;
pub mod types;
pub mod unistd;
#[cfg(not(test))]
mod users;
pub mod wchar;
pub mod wordexp;

/// Not reached: the library is built so that a panic is a trap.
#[cfg(all(feature = "sysroot", not(test)))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    process::abort::abort()
}
