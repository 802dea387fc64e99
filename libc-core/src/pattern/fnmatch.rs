//! `fnmatch`.

use super::shell::{Flags, Text, matches};
use crate::locale;
use core::ffi::{CStr, c_char, c_int};

/// `FNM_NOMATCH`
const NO_MATCH: c_int = 1;

/// Whether the shell pattern `pattern` matches `string`: 0 if so, else `FNM_NOMATCH`. With `FNM_PATHNAME` a slash is
/// matched by one only, with `FNM_PERIOD` a leading period too, `FNM_NOESCAPE` makes a backslash ordinary, `FNM_LEADING_DIR`
/// ignores what follows a slash behind the match, `FNM_CASEFOLD` (`FNM_IGNORECASE`) ignores case. Characters are the
/// locale's; a byte that is none matches itself, `?` and `*`. Thread-safe and async-signal-safe. POSIX.1-2024 fnmatch.
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fnmatch(pattern: *const c_char, string: *const c_char, flags: c_int) -> c_int {
    let encoding = locale::encoding();
    // SAFETY: the caller's promise.
    let [pattern, string] =
        unsafe { [pattern, string].map(|text| Text { bytes: CStr::from_ptr(text).to_bytes(), encoding }) };
    if matches(pattern, string, Flags(flags as u32)) { 0 } else { NO_MATCH }
}
