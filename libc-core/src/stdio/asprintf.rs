//! Formatted output to strings that are allocated.

use super::sprintf::vsnprintf;
use crate::errno::{Errno, set_errno};
use crate::malloc::public;
use arch::VaList;
use core::ffi::{c_char, c_int};
use core::mem::MaybeUninit;
use core::ptr;

/// What is no longer than this is formatted once only.
const SHORT: usize = 256;

/// Writes formatted output to a string that it allocates, stored in `*s`, to be freed by `free`. Returns its length, or -1
/// with errno ENOMEM or those of `vsnprintf`, and null in `*s`. Thread-safe; not async-signal-safe.
/// POSIX.1-2024 vasprintf.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vasprintf(s: *mut *mut c_char, format: *const c_char, arguments: *mut VaList) -> c_int {
    let mut short = [MaybeUninit::<c_char>::uninit(); SHORT];
    // SAFETY: the caller's promise.
    unsafe {
        *s = ptr::null_mut();
        let mut again = (*arguments).clone();
        let length = vsnprintf(short.as_mut_ptr().cast(), SHORT, format, arguments);
        let Ok(size) = usize::try_from(length) else { return length };
        let string = public::malloc(size + 1).cast::<c_char>();
        if string.is_null() {
            set_errno(Errno::ENOMEM);
            return -1;
        }
        if size < SHORT {
            ptr::copy_nonoverlapping(short.as_ptr().cast(), string, size + 1);
        } else {
            // `%n` stores the same again.
            vsnprintf(string, size + 1, format, &mut again);
        }
        *s = string;
        length
    }
}

arch::variadic! {
    /// `vasprintf` with the arguments as such. POSIX.1-2024 asprintf.
    pub fn asprintf(2) => vasprintf
}
