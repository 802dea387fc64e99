//! `confstr`: configuration as text. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{Errno, Outcome};
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

const CS_PATH: c_int = 0;
/// The programming environments' widths, flags and variables: the default one needs none.
const CS_POSIX_V6_WIDTH_RESTRICTED_ENVS: c_int = 1;
const CS_POSIX_V5_WIDTH_RESTRICTED_ENVS: c_int = 4;
const CS_POSIX_V7_WIDTH_RESTRICTED_ENVS: c_int = 5;
const CS_FIRST: c_int = 1116;
const CS_LAST: c_int = 1149;

fn text(name: c_int) -> Result<&'static CStr, Errno> {
    match name {
        CS_PATH => Ok(c"/bin:/usr/bin"),
        CS_POSIX_V6_WIDTH_RESTRICTED_ENVS
        | CS_POSIX_V5_WIDTH_RESTRICTED_ENVS
        | CS_POSIX_V7_WIDTH_RESTRICTED_ENVS
        | CS_FIRST..=CS_LAST => Ok(c""),
        _ => Err(Errno::EINVAL),
    }
}

/// Stores a string of the system's configuration in `size` bytes, cut to fit. Returns the size that it needs with its null
/// byte, or 0 with `errno` EINVAL if there is none. Thread-safe. POSIX.1-2024 confstr.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn confstr(name: c_int, buffer: *mut c_char, size: usize) -> usize {
    let copied = text(name).map(|text| {
        let bytes = text.to_bytes();
        if !buffer.is_null() && size > 0 {
            let length = bytes.len().min(size - 1);
            // SAFETY: the caller's promise: there is room for `size` bytes.
            unsafe {
                ptr::copy_nonoverlapping(bytes.as_ptr(), buffer.cast(), length);
                buffer.add(length).write(0);
            }
        }
        bytes.len() + 1
    });
    copied.or_errno(0)
}
