//! The simple case mappings of Unicode, of one character to one, over `core`'s full ones.

/// `towupper`
pub fn to_upper(code: u32) -> u32 {
    if code < 0x80 {
        return if code.wrapping_sub(0x61) < 26 { code - 0x20 } else { code };
    }
    let Some(c) = char::from_u32(code) else { return code };
    let mut full = c.to_uppercase();
    match (full.next(), full.next()) {
        (Some(upper), None) => u32::from(upper),
        // Greek with iota below: in full two letters, and one in titles, which is the simple mapping.
        _ => match code {
            0x1f80..0x1fb0 => code | 8,
            0x1fb3 | 0x1fc3 | 0x1ff3 => code + 9,
            _ => code,
        },
    }
}

/// `towlower`
pub fn to_lower(code: u32) -> u32 {
    if code < 0x80 {
        return if code.wrapping_sub(0x41) < 26 { code + 0x20 } else { code };
    }
    // The one full mapping to more than one character is that of U+0130, whose first is the simple one.
    char::from_u32(code).and_then(|c| c.to_lowercase().next()).map_or(code, u32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    unsafe extern "C" {
        fn setlocale(category: i32, name: *const core::ffi::c_char) -> *const core::ffi::c_char;
        fn towupper(code: u32) -> u32;
        fn towlower(code: u32) -> u32;
    }

    /// Scripts whose cases have not changed for long, against the host's.
    #[test]
    fn as_the_host_has_it() {
        // SAFETY: LC_CTYPE of glibc is 0.
        if unsafe { setlocale(0, c"C.UTF-8".as_ptr()) }.is_null() {
            return;
        }
        for code in (0..0x19a)
            .chain(0x19c..0x240)
            .chain(0x370..0x530)
            .chain(0x1e00..0x2000)
            .chain(0xff00..0xff60)
            .chain(0x10400..0x10450)
        {
            // SAFETY: pure.
            let host = unsafe { (towupper(code), towlower(code)) };
            assert_eq!((to_upper(code), to_lower(code)), host, "{code:x}");
        }
    }

    #[test]
    fn others_stay() {
        for code in [0xdf, 0xd800, 0x11_0000, u32::MAX] {
            assert_eq!((to_upper(code), to_lower(code)), (code, code));
        }
    }
}
