//! Formatted output to strings. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::format::{Sink, format, short_float};
use crate::errno::{CReturn, Errno};
use arch::VaList;
use core::ffi::{c_char, c_int};
use core::ptr;

/// The rest of an array of bytes, a byte less than there is: that is for the 0. What does not fit is dropped.
pub(super) struct Array {
    at: *mut u8,
    room: usize,
}

impl Array {
    /// An array of `n` bytes.
    pub(super) fn new(at: *mut u8, n: usize) -> Self {
        Self { at, room: n.saturating_sub(1) }
    }

    /// Writes the 0, if the array of `n` bytes has any.
    pub(super) fn end(&mut self, n: usize) {
        if n > 0 {
            // SAFETY: one byte was kept for this.
            unsafe { self.at.write(0) };
        }
    }
}

impl Sink for Array {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        let length = bytes.len().min(self.room);
        // SAFETY: there is room for `length` bytes, and the source is no smaller.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), self.at, length) };
        self.at = self.at.wrapping_add(length);
        self.room -= length;
        Ok(())
    }
}

/// Writes formatted output and a 0 to the array `s` of `n` bytes, cut to fit (nothing if `n` is 0). Returns the length of
/// the whole output without the 0, or -1 with errno EINVAL (malformed format), EILSEQ or EOVERFLOW; then `s` holds what
/// came before the error. Thread-safe and async-signal-safe. C23 7.23.6.12.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vsnprintf(
    s: *mut c_char,
    n: usize,
    format_string: *const c_char,
    arguments: *mut VaList,
) -> c_int {
    short_float::install();
    let mut array = Array::new(s.cast(), n);
    // SAFETY: the caller's promise.
    let result = unsafe { format(&mut array, format_string, &mut *arguments) };
    array.end(n);
    result.c_int()
}

/// `vsnprintf` without a bound. C23 7.23.6.13.
///
/// # Safety
/// As in C: the array has room for the output.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vsprintf(s: *mut c_char, format_string: *const c_char, arguments: *mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vsnprintf(s, usize::MAX, format_string, arguments) }
}

arch::variadic! {
    /// `vsnprintf` with the arguments as such. Thread-safe and async-signal-safe. C23 7.23.6.5.
    pub fn snprintf(3) => vsnprintf
}

arch::variadic! {
    /// `vsprintf` with the arguments as such. Thread-safe and async-signal-safe. C23 7.23.6.6.
    pub fn sprintf(2) => vsprintf
}
