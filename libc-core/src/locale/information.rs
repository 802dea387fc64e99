//! `nl_langinfo`. An item is its category's number in the upper half of an `int` and an index in the lower one. Unless
//! a function says otherwise, it is thread-safe and not async-signal-safe.

use super::current::{Locale, current, of_handle};
use super::name::Category;
use crate::wchar::encoding::Encoding;
use core::ffi::{CStr, c_char, c_int};

/// The lower half that asks for the name of the locale.
const NAME: c_int = 0xffff;
/// `CODESET`
const CODESET: c_int = 14;

/// LC_TIME's items in order. There are no eras and no other digits, so the items behind these are empty.
const TIME: &[u8] = b"Sun\0Mon\0Tue\0Wed\0Thu\0Fri\0Sat\0\
    Sunday\0Monday\0Tuesday\0Wednesday\0Thursday\0Friday\0Saturday\0\
    Jan\0Feb\0Mar\0Apr\0May\0Jun\0Jul\0Aug\0Sep\0Oct\0Nov\0Dec\0\
    January\0February\0March\0April\0May\0June\0July\0August\0September\0October\0November\0December\0\
    AM\0PM\0%a %b %e %T %Y\0%m/%d/%y\0%H:%M:%S\0%I:%M:%S %p\0";
/// LC_NUMERIC's: the radix character and the separator of thousands.
const NUMERIC: &[u8] = b".\0\0";
/// LC_MESSAGES': what means yes and no.
const MESSAGES: &[u8] = b"^[yY]\0^[nN]\0";

/// The string with this index; empty if there is none.
fn nth(strings: &'static [u8], index: c_int) -> &'static CStr {
    let mut rest = strings;
    for _ in 0..index {
        let end = rest.iter().position(|&byte| byte == 0).unwrap_or(0);
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    CStr::from_bytes_until_nul(rest).unwrap_or(c"")
}

fn information(item: c_int, locale: &Locale) -> &'static CStr {
    let index = item & 0xffff;
    if item == CODESET {
        return if locale.encoding() == Encoding::Utf8 { c"UTF-8" } else { c"ASCII" };
    }
    match Category::from_number(item >> 16) {
        Some(category) if index == NAME => locale.name(category),
        Some(Category::Numeric) => nth(NUMERIC, index),
        Some(Category::Time) => nth(TIME, index),
        Some(Category::Messages) => nth(MESSAGES, index),
        // CRNCYSTR: no symbol, before the amount. POSIX.1-2024 7.3.3.3.
        Some(Category::Monetary) if index == 15 => c"-",
        _ => c"",
    }
}

/// Information about the calling thread's locale: `item` is a constant of `<langinfo.h>`. The empty string if there is no
/// such item. The string stays and must not be changed. Thread-safe and async-signal-safe. POSIX.1-2024 nl_langinfo.
#[unsafe(no_mangle)]
pub extern "C" fn nl_langinfo(item: c_int) -> *mut c_char {
    information(item, current()).as_ptr().cast_mut()
}

/// [`nl_langinfo`] for `locale`. POSIX.1-2024 nl_langinfo_l.
///
/// # Safety
/// `locale` is a valid `locale_t`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nl_langinfo_l(item: c_int, locale: *const Locale) -> *mut c_char {
    // SAFETY: the caller's promise.
    information(item, unsafe { of_handle(locale) }).as_ptr().cast_mut()
}
