//! `<ctype.h>`: classes and case of bytes. They are those of ASCII in every locale: in "C.UTF-8" no byte above 0x7F is a
//! character by itself. All are thread-safe and async-signal-safe. No shared state, so nothing for fork.

use crate::locale::Locale;
use core::ffi::c_int;

/// Declares the classes: a function of an `unsigned char` or `EOF`, and its twin for a given locale.
macro_rules! classes {
    ($($what:literal $section:literal $name:ident $twin:ident($c:ident) = $test:expr;)*) => {$(
        #[doc = concat!("Whether `c` is ", $what, ": non-zero if it is. C23 7.4.2.", $section, ".")]
        #[unsafe(no_mangle)]
        pub extern "C" fn $name(c: c_int) -> c_int {
            c_int::from(u8::try_from(c).is_ok_and(|$c| $test))
        }

        #[doc = concat!("[`", stringify!($name), "`]: all locales have the same classes. POSIX.1-2024 ", stringify!($twin), ".")]
        #[unsafe(no_mangle)]
        pub extern "C" fn $twin(c: c_int, _locale: *const Locale) -> c_int {
            $name(c)
        }
    )*};
}

classes! {
    "a letter or a digit" "1" isalnum isalnum_l(c) = c.is_ascii_alphanumeric();
    "a letter" "2" isalpha isalpha_l(c) = c.is_ascii_alphabetic();
    "a space or a tab" "3" isblank isblank_l(c) = matches!(c, b' ' | b'\t');
    "a control character" "4" iscntrl iscntrl_l(c) = c.is_ascii_control();
    "a digit" "5" isdigit isdigit_l(c) = c.is_ascii_digit();
    "a character that is seen" "6" isgraph isgraph_l(c) = c.is_ascii_graphic();
    "a lower-case letter" "7" islower islower_l(c) = c.is_ascii_lowercase();
    "a character that takes a place" "8" isprint isprint_l(c) = matches!(c, b' '..=b'~');
    "seen and neither a letter nor a digit" "9" ispunct ispunct_l(c) = c.is_ascii_punctuation();
    "white space" "10" isspace isspace_l(c) = matches!(c, b' ' | b'\t'..=b'\r');
    "an upper-case letter" "11" isupper isupper_l(c) = c.is_ascii_uppercase();
    "a hexadecimal digit" "12" isxdigit isxdigit_l(c) = c.is_ascii_hexdigit();
}

/// The lower-case letter of an upper-case one; anything else as it is. C23 7.4.3.1.
#[unsafe(no_mangle)]
pub extern "C" fn tolower(c: c_int) -> c_int {
    if isupper(c) != 0 { c | 0x20 } else { c }
}

/// The upper-case letter of a lower-case one; anything else as it is. C23 7.4.3.2.
#[unsafe(no_mangle)]
pub extern "C" fn toupper(c: c_int) -> c_int {
    if islower(c) != 0 { c & !0x20 } else { c }
}

/// [`tolower`]: all locales have the same letters. POSIX.1-2024 tolower_l.
#[unsafe(no_mangle)]
pub extern "C" fn tolower_l(c: c_int, _locale: *const Locale) -> c_int {
    tolower(c)
}

/// [`toupper`]: all locales have the same letters. POSIX.1-2024 toupper_l.
#[unsafe(no_mangle)]
pub extern "C" fn toupper_l(c: c_int, _locale: *const Locale) -> c_int {
    toupper(c)
}

/// Whether `c` is an ASCII character. isascii(3).
#[unsafe(no_mangle)]
pub extern "C" fn isascii(c: c_int) -> c_int {
    c_int::from((0..0x80).contains(&c))
}

/// The lower seven bits. toascii(3).
#[unsafe(no_mangle)]
pub extern "C" fn toascii(c: c_int) -> c_int {
    c & 0x7f
}
