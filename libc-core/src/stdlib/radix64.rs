//! `a64l` and `l64a`: 32-bit numbers as text in base 64, least significant digit first. POSIX.1-2024. Unless a function
//! says otherwise, it is thread-safe and not async-signal-safe.

use core::cell::UnsafeCell;
use core::ffi::{c_char, c_long};

const DIGITS: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The number that at most six digits of base 64 stand for, sign-extended from 32 bits. Async-signal-safe and
/// thread-safe; no errors.
///
/// # Safety
/// `text` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn a64l(text: *const c_char) -> c_long {
    let mut value = 0u32;
    for position in 0..6 {
        // SAFETY: the string has not ended before.
        let byte = unsafe { text.add(position).read() } as u8;
        let Some(digit) = DIGITS.iter().position(|&digit| digit == byte) else { break };
        value |= (digit as u32).wrapping_shl(6 * position as u32);
    }
    c_long::from(value as i32)
}

struct Text(UnsafeCell<[u8; 7]>);
// SAFETY: POSIX lets concurrent calls of `l64a` interfere.
unsafe impl Sync for Text {}
static TEXT: Text = Text(UnsafeCell::new([0; 7]));

/// The low 32 bits of `value` in base 64, in a buffer that the next call overwrites. Not thread-safe; no errors.
#[unsafe(no_mangle)]
pub extern "C" fn l64a(value: c_long) -> *mut c_char {
    let mut rest = value as u32;
    let text = TEXT.0.get();
    // SAFETY: see `Text`.
    let bytes = unsafe { &mut *text };
    *bytes = [0; 7];
    for byte in bytes.iter_mut().take(6) {
        if rest == 0 {
            break;
        }
        *byte = DIGITS.get(rest as usize % 64).copied().unwrap_or(b'.');
        rest /= 64;
    }
    text.cast()
}
