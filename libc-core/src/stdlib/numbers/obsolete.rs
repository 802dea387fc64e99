//! `ecvt`, `fcvt` and `gcvt`: digits of a number, as they were before `snprintf`. ecvt(3), gcvt(3). Unless a function
//! says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::Errno;
use crate::stdio::format::{Kind, Sink, Source, Value, format_from};
use core::cell::UnsafeCell;
use core::ffi::{c_char, c_double, c_int};

/// Room for the digits of any `double` up to the point, some behind it, and a 0.
const ROOM: usize = 400;
/// The most digits behind the point, or after the first one.
const MOST: c_int = 80;

struct Digits(UnsafeCell<[u8; ROOM]>);
// SAFETY: calls of `ecvt` and `fcvt` may interfere: they are not thread-safe by definition.
unsafe impl Sync for Digits {}
static DIGITS: Digits = Digits(UnsafeCell::new([0; ROOM]));

/// A precision and a number.
struct Arguments(c_int, c_double);

impl Source for Arguments {
    unsafe fn take(&mut self, kind: Kind) -> Value {
        if kind == Kind::Word { Value { word: self.0 as u64 } } else { Value { double: self.1 } }
    }
}

/// Gathers digits, and what the exponent and the sign say.
struct Gathered<'a> {
    digits: &'a mut [u8; ROOM],
    count: usize,
    /// How many digits stand before the point, if one came.
    before: Option<usize>,
    negative: bool,
    /// The exponent's sign and digits, once its letter came.
    exponent: Option<(bool, c_int)>,
}

impl Sink for Gathered<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        for &byte in bytes {
            match (byte, &mut self.exponent) {
                (b'0'..=b'9', Some((_, value))) => *value = *value * 10 + c_int::from(byte - b'0'),
                (b'-', Some((negative, _))) => *negative = true,
                (b'+', _) => {}
                (b'-', None) => self.negative = true,
                (b'.', None) => self.before = Some(self.count),
                (b'e', None) => self.exponent = Some((false, 0)),
                _ => {
                    if let Some(place) = self.digits.get_mut(self.count) {
                        *place = byte;
                        self.count += 1;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Formats `value` with `conversion`, stores position of the point and sign, and leaves the digits without leading zeros,
/// but for a number that is 0.
///
/// # Safety
/// `point` and `sign` can be written.
unsafe fn convert(format: &[u8; 5], value: f64, precision: c_int, point: *mut c_int, sign: *mut c_int) -> *mut c_char {
    let buffer = DIGITS.0.get();
    // SAFETY: see `Digits`; the caller's promise.
    unsafe {
        let mut gathered = Gathered { digits: &mut *buffer, count: 0, before: None, negative: false, exponent: None };
        let mut arguments = Arguments(precision.clamp(0, MOST), value);
        // Numbers always have a format.
        let _ = format_from(&mut gathered, format.as_ptr().cast(), &mut arguments);
        let Gathered { digits, mut count, before, negative, exponent } = gathered;
        let mut position = match exponent {
            Some((true, exponent)) => 1 - exponent,
            Some((false, exponent)) => 1 + exponent,
            None => before.unwrap_or(count) as c_int,
        };
        let zeros = digits.iter().take(count).take_while(|&&digit| digit == b'0').count();
        if !value.is_finite() {
            position = 0;
        } else if zeros < count {
            digits.copy_within(zeros..count, 0);
            count -= zeros;
            position -= zeros as c_int;
        }
        digits[count.min(ROOM - 1)] = 0;
        *sign = c_int::from(negative);
        *point = position;
    }
    buffer.cast()
}

/// The `digits` first decimal digits of `value`, correctly rounded, in a buffer that the next call of this or `fcvt`
/// overwrites; the position of the point among them in `*point`, and whether there is a minus sign in `*sign`.
/// Not thread-safe; no errors. No more than 81 digits.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ecvt(value: c_double, digits: c_int, point: *mut c_int, sign: *mut c_int) -> *mut c_char {
    // SAFETY: the caller's promise; `%.*e` has one digit before the point.
    unsafe {
        let text = convert(b"%.*e\0", value, digits.saturating_sub(1), point, sign);
        if digits <= 0 && value.is_finite() {
            *text = 0;
        }
        text
    }
}

/// As `ecvt`, with so many digits behind the point. No more than 80 of them.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fcvt(value: c_double, digits: c_int, point: *mut c_int, sign: *mut c_int) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { convert(b"%.*f\0", value, digits, point, sign) }
}

/// Gathers text where the caller has room.
struct Text(*mut u8);

impl Sink for Text {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        // SAFETY: the caller of `gcvt` promised the room.
        unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), self.0, bytes.len()) };
        self.0 = self.0.wrapping_add(bytes.len());
        Ok(())
    }
}

/// Writes `value` with so many significant digits to `text`, as `%g` does; returns `text`. Thread-safe; no errors.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gcvt(value: c_double, digits: c_int, text: *mut c_char) -> *mut c_char {
    let mut sink = Text(text.cast());
    // SAFETY: the caller's promise.
    unsafe {
        let _ = format_from(&mut sink, c"%.*g".as_ptr(), &mut Arguments(digits, value));
        sink.0.write(0);
    }
    text
}
