//! What formatted output takes from the thread: its locale's encoding and its `errno`.

use super::multibyte::Encoding;
use core::ffi::CStr;

/// The encoding of the thread's locale.
pub fn encoding() -> Encoding {
    Encoding::Utf8
}

/// The text of `%m`.
pub fn error_text() -> &'static CStr {
    c"error"
}
