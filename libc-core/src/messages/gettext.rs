//! `gettext` and its relatives: the translation of a message, or the message itself. Unless a function says otherwise,
//! it is thread-safe and not async-signal-safe.

use super::domain;
use super::variants::languages;
use crate::locale;
use crate::locale::name::Category;
use crate::stdlib::environment;
use core::ffi::{CStr, c_char, c_int, c_ulong};

const MESSAGES: c_int = Category::Messages as c_int;

/// # Safety
/// The pointers are null or strings.
unsafe fn translate(
    domain: *const c_char,
    message: *const c_char,
    category: c_int,
    number: Option<c_ulong>,
) -> Option<*mut c_char> {
    if message.is_null() {
        return None;
    }
    let category = Category::from_number(category)?;
    let locale = locale::name_of(category);
    if locale == c"C" {
        return None;
    }
    // SAFETY: the caller's promise; the environment's strings stay.
    let (domain, message, variable) = unsafe {
        let variable = environment::get(b"LANGUAGE").map(|value| CStr::from_ptr(value).to_bytes());
        ((!domain.is_null()).then(|| CStr::from_ptr(domain)), CStr::from_ptr(message).to_bytes(), variable)
    };
    let found = domain::search(domain, category, languages(locale.to_bytes(), variable), |catalogue| match number {
        None => catalogue.translation(message),
        Some(number) => catalogue.plural(message, number),
    });
    found.map(|text| text.as_ptr().cast_mut().cast())
}

/// The translation of `message` by the domain `domain` (null: the one that `textdomain` chose) for a category of the
/// calling thread's locale, else `message` itself. It is looked for in the languages that the variable LANGUAGE lists, or
/// else in the locale's, but in the locale "C" not at all. The string stays and must not be changed; `errno` stays.
/// Thread-safe; not async-signal-safe. POSIX.1-2024 dcgettext.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dcgettext(domain: *const c_char, message: *const c_char, category: c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { translate(domain, message, category, None) }.unwrap_or(message.cast_mut())
}

/// [`dcgettext`] for the form that the number `n` takes in the catalogue's language; without a translation it is
/// `singular` for 1 and `plural` for the rest. POSIX.1-2024 dcngettext.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dcngettext(
    domain: *const c_char,
    singular: *const c_char,
    plural: *const c_char,
    n: c_ulong,
    category: c_int,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { translate(domain, singular, category, Some(n)) }
        .unwrap_or(if n == 1 { singular } else { plural }.cast_mut())
}

/// [`dcgettext`] for LC_MESSAGES. POSIX.1-2024 dgettext.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dgettext(domain: *const c_char, message: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { dcgettext(domain, message, MESSAGES) }
}

/// [`dcngettext`] for LC_MESSAGES. POSIX.1-2024 dngettext.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dngettext(
    domain: *const c_char,
    singular: *const c_char,
    plural: *const c_char,
    n: c_ulong,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { dcngettext(domain, singular, plural, n, MESSAGES) }
}

/// [`dcgettext`] for LC_MESSAGES and the current domain. POSIX.1-2024 gettext.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gettext(message: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { dcgettext(core::ptr::null(), message, MESSAGES) }
}

/// [`dcngettext`] for LC_MESSAGES and the current domain. POSIX.1-2024 ngettext.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ngettext(singular: *const c_char, plural: *const c_char, n: c_ulong) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { dcngettext(core::ptr::null(), singular, plural, n, MESSAGES) }
}
