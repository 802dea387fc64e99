//! What formatted output takes from the thread besides its locale: the text of its `errno`.

use core::ffi::CStr;

pub use crate::locale::encoding;

/// The text of `%m`.
pub fn error_text() -> &'static CStr {
    crate::string::error::text(crate::errno::errno())
}
