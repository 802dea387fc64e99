//! Formatted output to wide strings.

use super::format::{Sink, WideSink, format_wide, short_float};
use crate::errno::{CReturn, Errno};
use crate::types::wchar_t;
use arch::VaList;
use core::ffi::c_int;

/// The rest of an array of wide characters, one less than there are: that is for the 0. What does not fit is dropped.
struct Array {
    at: *mut u32,
    room: usize,
}

impl Array {
    fn push(&mut self, wide: u32) {
        if self.room > 0 {
            // SAFETY: there is room.
            unsafe { self.at.write(wide) };
            self.at = self.at.wrapping_add(1);
            self.room -= 1;
        }
    }
}

impl Sink for Array {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        bytes.iter().for_each(|&byte| self.push(u32::from(byte)));
        Ok(())
    }
}

impl WideSink for Array {
    fn write_wide(&mut self, characters: &[u32]) -> Result<(), Errno> {
        characters.iter().for_each(|&wide| self.push(wide));
        Ok(())
    }
}

/// Writes formatted output and a 0 to the array `s` of `n` wide characters, cut to fit (nothing if `n` is 0). Returns the
/// number of wide characters without the 0, or -1 with errno EOVERFLOW (it was cut, or is longer than `INT_MAX`), EINVAL
/// (malformed format) or EILSEQ. Thread-safe and async-signal-safe. C23 7.31.2.7.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vswprintf(
    s: *mut wchar_t,
    n: usize,
    format_string: *const wchar_t,
    arguments: *mut VaList,
) -> c_int {
    short_float::install();
    let mut array = Array { at: s.cast(), room: n.saturating_sub(1) };
    // SAFETY: the caller's promise.
    let result = unsafe { format_wide(&mut array, format_string, &mut *arguments) };
    if n > 0 {
        // SAFETY: one element was kept for this.
        unsafe { array.at.write(0) };
    }
    result.and_then(|length| if length < n { Ok(length) } else { Err(Errno::EOVERFLOW) }).c_int()
}

arch::variadic! {
    /// `vswprintf` with the arguments as such. Thread-safe and async-signal-safe. C23 7.31.2.3.
    pub fn swprintf(3) => vswprintf
}
