//! `localeconv`. The conventions for numbers and money are the same in all locales.

use core::ffi::c_char;

/// `struct lconv`, as the ABI has it.
#[repr(C)]
pub struct Conventions {
    /// `decimal_point`, `thousands_sep`, `grouping`; then for money `int_curr_symbol`, `currency_symbol`,
    /// `mon_decimal_point`, `mon_thousands_sep`, `mon_grouping`, `positive_sign`, `negative_sign`.
    texts: [*const c_char; 10],
    /// The digits behind the point of an amount, and where its signs stand; none of it is specified.
    numbers: [c_char; 14],
}

// SAFETY: it does not change.
unsafe impl Sync for Conventions {}

static CONVENTIONS: Conventions = {
    let mut texts = [c"".as_ptr(); 10];
    texts[0] = c".".as_ptr();
    Conventions { texts, numbers: [c_char::MAX; 14] }
};

/// The conventions of the locale for numbers and money: a `.` before the decimals, nothing else is specified. The
/// structure stays and must not be changed. Thread-safe and async-signal-safe. C23 7.11.3.1.
#[unsafe(no_mangle)]
pub extern "C" fn localeconv() -> *mut Conventions {
    (&raw const CONVENTIONS).cast_mut()
}
