//! `<wctype.h>`, `wcwidth` and comparison without regard to case. All are thread-safe and async-signal-safe, have no
//! errors, and are the same in all locales, so that the `_l` forms ignore theirs.

use super::class::{self, CLASSES};
use super::{case, width};
use crate::locale::Locale;
use crate::types::{wchar_t, wctype_t, wint_t};
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// The functions of a class, without and with a locale.
macro_rules! classes {
    ($($class:ident: $name:ident $name_l:ident;)*) => {
        $(
            #[doc = concat!("Whether a character is of the class `", stringify!($name), "`. C23 7.32.2.1.")]
            #[unsafe(no_mangle)]
            pub extern "C" fn $name(c: wint_t) -> c_int {
                c_int::from(class::$class(c))
            }

            #[doc = concat!("[`", stringify!($name), "`] for a locale. POSIX.1-2024.")]
            #[unsafe(no_mangle)]
            pub extern "C" fn $name_l(c: wint_t, _locale: *const Locale) -> c_int {
                $name(c)
            }
        )*
    };
}

classes! {
    is_alphanumeric: iswalnum iswalnum_l;
    is_alphabetic: iswalpha iswalpha_l;
    is_blank: iswblank iswblank_l;
    is_control: iswcntrl iswcntrl_l;
    is_digit: iswdigit iswdigit_l;
    is_graphic: iswgraph iswgraph_l;
    is_lower: iswlower iswlower_l;
    is_printable: iswprint iswprint_l;
    is_punctuation: iswpunct iswpunct_l;
    is_space: iswspace iswspace_l;
    is_upper: iswupper iswupper_l;
    is_hexadecimal: iswxdigit iswxdigit_l;
}

/// The class with this name, for [`iswctype`]; 0 if there is none. C23 7.32.2.2.2.
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wctype(name: *const c_char) -> wctype_t {
    // SAFETY: the caller's promise.
    let name = unsafe { CStr::from_ptr(name) }.to_bytes();
    CLASSES.iter().position(|class| class.0 == name).map_or(0, |index| index as wctype_t + 1)
}

/// [`wctype`] for a locale. POSIX.1-2024 wctype_l.
///
/// # Safety
/// As [`wctype`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wctype_l(name: *const c_char, _locale: *const Locale) -> wctype_t {
    // SAFETY: the caller's promise.
    unsafe { wctype(name) }
}

/// Whether a character is of the class that [`wctype`] gave; of 0 none is. C23 7.32.2.2.1.
#[unsafe(no_mangle)]
pub extern "C" fn iswctype(c: wint_t, class: wctype_t) -> c_int {
    let class = usize::try_from(class).ok().and_then(|class| CLASSES.get(class.checked_sub(1)?));
    c_int::from(class.is_some_and(|class| class.1(c)))
}

/// [`iswctype`] for a locale. POSIX.1-2024 iswctype_l.
#[unsafe(no_mangle)]
pub extern "C" fn iswctype_l(c: wint_t, class: wctype_t, _locale: *const Locale) -> c_int {
    iswctype(c, class)
}

/// The capital letter of a small one; any other character itself. C23 7.32.3.1.2.
#[unsafe(no_mangle)]
pub extern "C" fn towupper(c: wint_t) -> wint_t {
    case::to_upper(c)
}

/// [`towupper`] for a locale. POSIX.1-2024 towupper_l.
#[unsafe(no_mangle)]
pub extern "C" fn towupper_l(c: wint_t, _locale: *const Locale) -> wint_t {
    case::to_upper(c)
}

/// The small letter of a capital one; any other character itself. C23 7.32.3.1.1.
#[unsafe(no_mangle)]
pub extern "C" fn towlower(c: wint_t) -> wint_t {
    case::to_lower(c)
}

/// [`towlower`] for a locale. POSIX.1-2024 towlower_l.
#[unsafe(no_mangle)]
pub extern "C" fn towlower_l(c: wint_t, _locale: *const Locale) -> wint_t {
    case::to_lower(c)
}

/// A mapping as `wctrans_t` has it: 1 to capital letters, 2 to small ones, null for none.
type Mapping = *const c_int;
const UPPER: Mapping = ptr::without_provenance(1);
const LOWER: Mapping = ptr::without_provenance(2);

/// The mapping `toupper` or `tolower`, for [`towctrans`]; null if there is no such name. C23 7.32.3.2.2.
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wctrans(name: *const c_char) -> Mapping {
    // SAFETY: the caller's promise.
    match unsafe { CStr::from_ptr(name) }.to_bytes() {
        b"toupper" => UPPER,
        b"tolower" => LOWER,
        _ => ptr::null(),
    }
}

/// [`wctrans`] for a locale. POSIX.1-2024 wctrans_l.
///
/// # Safety
/// As [`wctrans`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wctrans_l(name: *const c_char, _locale: *const Locale) -> Mapping {
    // SAFETY: the caller's promise.
    unsafe { wctrans(name) }
}

/// Maps a character as [`wctrans`] gave it; null changes nothing. C23 7.32.3.2.1.
#[unsafe(no_mangle)]
pub extern "C" fn towctrans(c: wint_t, mapping: Mapping) -> wint_t {
    match mapping {
        UPPER => case::to_upper(c),
        LOWER => case::to_lower(c),
        _ => c,
    }
}

/// [`towctrans`] for a locale. POSIX.1-2024 towctrans_l.
#[unsafe(no_mangle)]
pub extern "C" fn towctrans_l(c: wint_t, mapping: Mapping, _locale: *const Locale) -> wint_t {
    towctrans(c, mapping)
}

/// How many columns a character takes: 0 (combining ones, and the null character), 1 or 2; -1 if it is not printable.
/// POSIX.1-2024 wcwidth.
#[unsafe(no_mangle)]
pub extern "C" fn wcwidth(c: wchar_t) -> c_int {
    width::columns(c as u32).map_or(-1, |columns| columns as c_int)
}

/// How many columns the first `n` characters of a string take, or fewer up to its end; -1 if one of them is not printable
/// or the sum is no `int`. POSIX.1-2024 wcswidth.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcswidth(s: *const wchar_t, n: usize) -> c_int {
    let mut sum: c_int = 0;
    for index in 0..n {
        // SAFETY: the 0 has not been passed.
        let code = unsafe { *s.wrapping_add(index) } as u32;
        if code == 0 {
            break;
        }
        match width::columns(code).and_then(|columns| sum.checked_add(columns as c_int)) {
            Some(more) => sum = more,
            None => return -1,
        }
    }
    sum
}

/// Compares at most `n` characters of two strings, ignoring case. POSIX.1-2024 wcsncasecmp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsncasecmp(a: *const wchar_t, b: *const wchar_t, n: usize) -> c_int {
    for index in 0..n {
        // SAFETY: neither 0 has been passed.
        let (a, b) = unsafe { (*a.wrapping_add(index) as u32, *b.wrapping_add(index) as u32) };
        if a != b || a == 0 {
            let (a, b) = (case::to_lower(a), case::to_lower(b));
            if a != b || a == 0 {
                return a.cmp(&b) as c_int;
            }
        }
    }
    0
}

/// Compares two strings, ignoring case. POSIX.1-2024 wcscasecmp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcscasecmp(a: *const wchar_t, b: *const wchar_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { wcsncasecmp(a, b, usize::MAX) }
}

/// [`wcscasecmp`] for a locale. POSIX.1-2024 wcscasecmp_l.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcscasecmp_l(a: *const wchar_t, b: *const wchar_t, _locale: *const Locale) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { wcscasecmp(a, b) }
}

/// [`wcsncasecmp`] for a locale. POSIX.1-2024 wcsncasecmp_l.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsncasecmp_l(
    a: *const wchar_t,
    b: *const wchar_t,
    n: usize,
    _locale: *const Locale,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { wcsncasecmp(a, b, n) }
}
