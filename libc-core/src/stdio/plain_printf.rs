//! What `<stdio.h>` turns calls of `printf` and `fprintf` into where the compiler sees that the format needs little: a
//! program without other formats is a third of the size.

use super::file::File;
use super::format::format_plain;
use super::printf::with_sink;
use super::standard::stdout;
use crate::errno::CReturn;
use arch::VaList;
use core::ffi::{c_char, c_int};

/// Writes formatted output: as `vfprintf`, of formats with no conversions but `d i o u x X p c s %`.
///
/// # Safety
/// As in C.
unsafe extern "C" fn print_to(file: &File, format: *const c_char, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    with_sink(file, &mut |sink| unsafe { format_plain(sink, format, arguments) }).c_int()
}

/// `print_to` to `stdout`.
///
/// # Safety
/// As in C.
unsafe extern "C" fn print(format: *const c_char, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { print_to(stdout, format, arguments) }
}

arch::variadic! {
    /// `fprintf` of formats with no conversions but `d i o u x X p c s %`. Thread-safe; not async-signal-safe.
    pub fn __fprintf_plain(2) => print_to
}

arch::variadic! {
    /// `printf` of formats with no conversions but `d i o u x X p c s %`. Thread-safe; not async-signal-safe.
    pub fn __printf_plain(1) => print
}
