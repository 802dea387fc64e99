//! The name that the user logged in by. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::stdlib::environment;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

fn login_name() -> Option<*mut c_char> {
    environment::get(b"LOGNAME")
}

/// The name that the user logged in by, from the environment's `LOGNAME`; null if that is not set. POSIX.1-2024 getlogin.
#[unsafe(no_mangle)]
pub extern "C" fn getlogin() -> *mut c_char {
    login_name().unwrap_or(ptr::null_mut())
}

/// Stores that name in `size` bytes. Returns 0, ENXIO (not known) or ERANGE. Thread-safe. POSIX.1-2024 getlogin_r.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getlogin_r(to: *mut c_char, size: usize) -> c_int {
    let stored = login_name().ok_or(Errno::ENXIO).and_then(|name| {
        // SAFETY: the environment holds strings.
        let bytes = unsafe { CStr::from_ptr(name) }.to_bytes_with_nul();
        if bytes.len() > size {
            return Err(Errno::ERANGE);
        }
        // SAFETY: the caller's promise.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), to.cast(), bytes.len()) };
        Ok(())
    });
    stored.error_number()
}
