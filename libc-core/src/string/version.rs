//! Comparison of strings that hold version numbers.

use core::cmp::Ordering;
use core::ffi::{c_char, c_int};

/// Compares two strings with the digits in them as numbers; one that begins with 0 as digits behind a point. Below,
/// equal to or above 0. Thread-safe and async-signal-safe. strverscmp(3).
///
/// # Safety
/// As in C.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn strverscmp(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    let (a, b) = unsafe { (core::ffi::CStr::from_ptr(a), core::ffi::CStr::from_ptr(b)) };
    compare(a.to_bytes(), b.to_bytes()) as c_int
}

/// The comparison itself. Where the strings differ decides, unless digits stand there.
fn compare(a: &[u8], b: &[u8]) -> Ordering {
    let at = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let digits = |s: &[u8]| s.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
    let byte = |s: &[u8]| s.get(at).copied().unwrap_or(0);
    // The digits in front of the difference, common to both.
    let common = a.get(..at).unwrap_or_default();
    let before = common.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let number = common.get(at - before..).unwrap_or_default();
    let plain = byte(a).cmp(&byte(b));
    let (x, y) = (digits(a), digits(b));
    if before == 0 {
        // The difference begins both numbers: one with a leading 0 is a fraction, which byte order decides.
        let fraction = byte(a) == b'0' || byte(b) == b'0';
        return if x > 0 && y > 0 && !fraction { x.cmp(&y).then(plain) } else { plain };
    }
    if number.first() != Some(&b'0') {
        return x.cmp(&y).then(plain);
    }
    // A fraction. Behind zeros alone, a digit comes before the number's end.
    if number.iter().all(|&byte| byte == b'0') && (x > 0) != (y > 0) {
        return if x > 0 { Ordering::Less } else { Ordering::Greater };
    }
    plain
}
