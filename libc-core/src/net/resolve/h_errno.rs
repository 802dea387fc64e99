//! `h_errno`: a word in each thread's control block. All are thread-safe and async-signal-safe.

use crate::thread::current;
use core::ffi::c_int;

/// `HOST_NOT_FOUND`: there is no such host.
pub const HOST_NOT_FOUND: c_int = 1;
/// `TRY_AGAIN`: nobody knows at the moment.
pub const TRY_AGAIN: c_int = 2;
/// `NO_RECOVERY`: nobody will know.
pub const NO_RECOVERY: c_int = 3;
/// `NO_DATA`: the host is there, but has no address.
pub const NO_DATA: c_int = 4;

/// The address of the calling thread's `h_errno`; what the macro dereferences. Async-signal-safe. gethostbyname(3).
#[unsafe(no_mangle)]
pub extern "C" fn __h_errno_location() -> *mut c_int {
    current().h_errno.as_ptr()
}

/// Sets the calling thread's `h_errno`.
pub fn set_h_errno(number: c_int) {
    current().h_errno.set(number);
}
