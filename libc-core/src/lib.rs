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
