//! `strfmon` and `strfmon_l`. Thread-safe and async-signal-safe. POSIX.1-2024 strfmon.

use super::directive::{Part, lay_out, parse};
use crate::errno::{Errno, Outcome};
use crate::locale::Locale;
use crate::malloc::Buffer;
use crate::stdio::format::{Kind, Sink, Source, Value, format_from, short_float};
use arch::VaList;
use core::ffi::{CStr, c_char};

/// The digits of a number, and how many are wanted behind its point.
struct Number {
    precision: u64,
    value: Value,
}

impl Source for Number {
    unsafe fn take(&mut self, kind: Kind) -> Value {
        if kind == Kind::Word { Value { word: self.precision } } else { self.value }
    }
}

struct Text(Buffer<u8>);

impl Sink for Text {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        self.0.extend(bytes)
    }
}

/// # Safety
/// As `strfmon`.
unsafe fn format(s: *mut c_char, room: usize, text: &[u8], arguments: &mut VaList) -> Result<usize, Errno> {
    short_float::install();
    let mut length = 0;
    let mut put = |byte: u8| {
        if length >= room {
            return Err(Errno::E2BIG);
        }
        // SAFETY: the caller's promise.
        unsafe { s.cast::<u8>().add(length).write(byte) };
        length += 1;
        Ok(())
    };
    let mut rest = text;
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte != b'%' {
            put(*byte)?;
            continue;
        }
        let (part, after) = parse(after)?;
        rest = after;
        match part {
            Part::Percent => put(b'%')?,
            Part::Amount(directive) => {
                // Before more is made of it than can be used.
                if directive.precision.max(directive.width).max(directive.digits.unwrap_or(0)) > room {
                    return Err(Errno::E2BIG);
                }
                // SAFETY: the caller's promise.
                let (text, value) = unsafe {
                    if directive.long {
                        (c"%.*Lf", Value { long_double: arguments.arg_long_double() })
                    } else {
                        (c"%.*f", Value { double: arguments.arg_f64() })
                    }
                };
                let mut digits = Text(Buffer::new());
                let mut number = Number { precision: directive.precision as u64, value };
                // SAFETY: the arguments are as this format says.
                unsafe { format_from(&mut digits, text.as_ptr(), &mut number) }?;
                lay_out(&directive, &digits.0, &mut put)?;
            }
        }
    }
    put(0)?;
    Ok(length - 1)
}

/// `strfmon` with a list of arguments.
///
/// # Safety
/// As `strfmon`.
unsafe extern "C" fn amounts(s: *mut c_char, n: usize, text: *const c_char, arguments: *mut VaList) -> isize {
    // SAFETY: the caller's promise.
    let result = unsafe { format(s, n, CStr::from_ptr(text).to_bytes(), &mut *arguments) };
    result.map(|length| length as isize).or_errno(-1)
}

/// `strfmon_l` with a list of arguments; there is one set of conventions for all locales.
///
/// # Safety
/// As `strfmon`.
unsafe extern "C" fn amounts_in(
    s: *mut c_char,
    n: usize,
    _: *const Locale,
    text: *const c_char,
    arguments: *mut VaList,
) -> isize {
    // SAFETY: the caller's promise.
    unsafe { amounts(s, n, text, arguments) }
}

arch::variadic! {
    /// Writes text with amounts of money, and a 0, to an array of `n` bytes, as a format says: `%`, then flags (`=f` a
    /// fill character, `^`, `+`, `(`, `!`, `-`), a width, `#` and the digits before the point, `.` and those behind it,
    /// `L` for a `long double`, and `n` or `i`. Returns the length without the 0, or -1 with `errno` E2BIG (it does not
    /// fit) or EINVAL (a malformed format).
    pub fn strfmon(3) => amounts
}

arch::variadic! {
    /// `strfmon` for a locale.
    pub fn strfmon_l(4) => amounts_in
}
