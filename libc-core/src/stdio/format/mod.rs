//! Formatted output: C23 7.23.6.1 and POSIX fprintf(), every conversion and modifier of both, with `%m` besides.
//!
//! One engine walks through the format, generic over what it consists of (bytes or wide characters) and over where the
//! arguments come from. Numbers are put out as ASCII bytes either way. No shared state, so nothing for fork.

mod arguments;
mod directive;
mod engine;
mod float;
mod integer;
#[cfg(not(test))]
pub mod locale;
mod narrow;
mod number;
mod output;
#[cfg(not(test))]
mod plain;
pub mod short_float;
#[cfg(test)]
mod tests;
pub mod text;
mod wide;

pub use arguments::{Source, Value};
pub use directive::Kind;
pub use output::Sink;
pub use wide::WideSink;

use crate::errno::Errno;
use crate::wchar::encoding::Encoding;
use arguments::Arguments;
use core::ffi::{CStr, c_char};
use narrow::Narrow;
use output::Output;
use text::Text;

/// `format` with the arguments of any source, whatever the locale; `error` gives the text of `%m`.
///
/// # Safety
/// `format` is a string, and the arguments are as it says.
unsafe fn format_narrow<S: Source>(
    sink: &mut dyn Sink,
    format: *const c_char,
    source: &mut S,
    encoding: Encoding,
    error: fn() -> &'static CStr,
) -> Result<usize, Errno> {
    let mut front = Narrow { out: Output { sink, written: 0 }, encoding };
    // SAFETY: the caller's promise.
    unsafe { engine::run(&mut front, Text::new(format.cast()), &mut Arguments::InOrder(source, false), error) }
}

/// Formats to `sink`; how many bytes that is. As `fprintf`, but for where the output goes.
///
/// Errors: `EINVAL` for a malformed format, `EILSEQ` for a wide character that the locale cannot encode, `EOVERFLOW` for
/// more than `INT_MAX` bytes, and the sink's. What stands before the error has gone to the sink.
///
/// # Safety
/// `format` is a string, and the arguments are as it says.
#[cfg(not(test))]
#[inline(never)]
pub unsafe fn format(sink: &mut dyn Sink, format: *const c_char, arguments: &mut arch::VaList) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    unsafe { format_narrow(sink, format, arguments, locale::encoding(), locale::error_text) }
}

/// As [`format()`], of formats that have no conversions but `d i o u x X p c s %`, without `l` for the last ones and without
/// positions.
///
/// # Safety
/// As [`format()`].
#[cfg(not(test))]
pub unsafe fn format_plain(
    sink: &mut dyn Sink,
    format: *const c_char,
    arguments: &mut arch::VaList,
) -> Result<usize, Errno> {
    let mut front = plain::Plain { out: Output { sink, written: 0 } };
    let mut arguments = Arguments::InOrder(arguments, false);
    // SAFETY: the caller's promise.
    unsafe { engine::run(&mut front, Text::new(format.cast()), &mut arguments, || c"") }
}

/// As [`format()`], with arguments from any source.
///
/// # Safety
/// As [`format()`].
#[cfg(not(test))]
pub unsafe fn format_from<S: Source>(
    sink: &mut dyn Sink,
    format: *const c_char,
    source: &mut S,
) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    unsafe { format_narrow(sink, format, source, locale::encoding(), locale::error_text) }
}

/// As [`format()`], of wide characters, and so is the count.
///
/// # Safety
/// As [`format()`].
#[cfg(not(test))]
pub unsafe fn format_wide(
    sink: &mut dyn WideSink,
    format: *const crate::types::wchar_t,
    arguments: &mut arch::VaList,
) -> Result<usize, Errno> {
    let mut front = wide::Wide { sink, written: 0, encoding: locale::encoding() };
    let mut arguments = Arguments::InOrder(arguments, false);
    // SAFETY: the caller's promise.
    unsafe { engine::run(&mut front, Text::new(format.cast()), &mut arguments, locale::error_text) }
}

/// Stores the low `bits` of a value in an integer of so many, as `%n` does.
///
/// # Safety
/// There is one at the address `at`.
pub unsafe fn store(bits: u8, at: u64, value: u64) {
    // SAFETY: the caller's promise.
    unsafe {
        match bits {
            8 => *(at as *mut u8) = value as u8,
            16 => *(at as *mut u16) = value as u16,
            32 => *(at as *mut u32) = value as u32,
            _ => *(at as *mut u64) = value,
        }
    }
}
