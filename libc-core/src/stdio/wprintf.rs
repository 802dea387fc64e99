//! Formatted output of wide characters to streams. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::file::File;
use super::format::{Sink, WideSink, format_wide};
use super::printf::with_sink;
use super::standard::stdout;
use crate::errno::{CReturn, Errno};
use crate::types::wchar_t;
use crate::wchar::encoding::Encoding;
use arch::VaList;
use core::ffi::c_int;

/// Wide characters as bytes to another sink.
struct Encoded<'a> {
    bytes: &'a mut dyn Sink,
    encoding: Encoding,
}

impl Sink for Encoded<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        self.bytes.write(bytes)
    }
}

impl WideSink for Encoded<'_> {
    fn write_wide(&mut self, characters: &[u32]) -> Result<(), Errno> {
        let mut bytes = [0; 4];
        for &wide in characters {
            let length = self.encoding.encode(wide, &mut bytes)?;
            self.bytes.write(bytes.get(..length).unwrap_or(&[]))?;
        }
        Ok(())
    }
}

/// Writes formatted output. Returns the number of wide characters, or a negative number with `errno` EINVAL (malformed
/// format), EILSEQ, EOVERFLOW, or what writing meets. Thread-safe; not async-signal-safe. C23 7.31.2.5.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vfwprintf(file: &File, format_string: *const wchar_t, arguments: &mut VaList) -> c_int {
    // Before its orientation is that of bytes.
    let encoding = file.lock().widen();
    let result = with_sink(file, &mut |bytes| {
        let mut sink = Encoded { bytes, encoding };
        // SAFETY: the caller's promise.
        let result = unsafe { format_wide(&mut sink, format_string, arguments) };
        // A character without an encoding is the stream's error, too (POSIX fputwc).
        if result == Err(Errno::EILSEQ) {
            file.failed(Errno::EILSEQ);
        }
        result
    });
    result.c_int()
}

/// [`vfwprintf`] to `stdout`. C23 7.31.2.9.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vwprintf(format_string: *const wchar_t, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vfwprintf(stdout, format_string, arguments) }
}

arch::variadic! {
    /// [`vfwprintf`] with the arguments as such. C23 7.31.2.1.
    pub fn fwprintf(2) => vfwprintf
}

arch::variadic! {
    /// [`vwprintf`] with the arguments as such. C23 7.31.2.11.
    pub fn wprintf(1) => vwprintf
}
