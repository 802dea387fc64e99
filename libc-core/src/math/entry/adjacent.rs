//! The neighbours of a number, and NaNs by name. C23 7.12.11.

use crate::math::exact::adjacent::{next_after, next_down, next_toward, next_up};
use crate::math::format::{Fields, Format};
use arch::LongDouble;
use core::ffi::{CStr, c_char};

families! {
    /// The next number from `x` towards `y`. Overflow or underflow, with inexact, if it is infinite or subnormal.
    /// C23 7.12.11.3.
    nextafter nextafterf nextafterl(x, y) => next_after(x, y);
    /// The least number above `x`. C23 7.12.11.5.
    nextup nextupf nextupl(x) => next_up(x);
    /// The greatest number below `x`. C23 7.12.11.6.
    nextdown nextdownf nextdownl(x) => next_down(x);
}

long_double_functions! {
    /// As `nextafterl`. C23 7.12.11.4.
    fn nexttowardl(x, y;) => next_after(x, y);
}

const _: () = {
    unsafe extern "C" fn double(_: *mut LongDouble, y: *const LongDouble, x: f64) -> f64 {
        // SAFETY: the shim passes the number.
        next_toward(x, unsafe { y.read() })
    }
    arch::long_double_fn! {
        /// The next number from `x` towards `y`. C23 7.12.11.4.
        pub fn nexttoward => double, skip 1 -> as_is
    }
    unsafe extern "C" fn float(_: *mut LongDouble, y: *const LongDouble, x: f32) -> f32 {
        // SAFETY: the shim passes the number.
        next_toward(x, unsafe { y.read() })
    }
    arch::long_double_fn! {
        /// The next number from `x` towards `y`. C23 7.12.11.4.
        pub fn nexttowardf => float, skip 1 -> as_is
    }
};

/// The quiet NaN whose payload is the number that `tag` is, as C writes integers; 0 if it is none.
///
/// # Safety
/// `tag` is a string.
unsafe fn tagged<F: Format>(tag: *const c_char) -> F {
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(tag) }.to_bytes();
    let (digits, base) = match text {
        [b'0', b'x' | b'X', digits @ ..] => (digits, 16),
        [b'0', digits @ ..] => (digits, 8),
        digits => (digits, 10),
    };
    let mut payload = 0u64;
    for &digit in digits {
        match (digit as char).to_digit(base) {
            Some(value) => payload = payload.wrapping_mul(base.into()).wrapping_add(value.into()),
            None => {
                payload = 0;
                break;
            }
        }
    }
    let quiet = F::INTEGER >> 1;
    let significand = F::INTEGER | quiet | u128::from(payload) & (quiet - 1);
    F::from_fields(Fields { negative: false, exponent: F::SPECIAL, significand })
}

pointer_functions! {
    /// The quiet NaN with the payload that `tag` says, a number as C writes it. C23 7.12.11.2.
    fn nan(tag: *const c_char) -> f64 => tagged(tag);
    /// The quiet NaN with the payload that `tag` says, a number as C writes it. C23 7.12.11.2.
    fn nanf(tag: *const c_char) -> f32 => tagged(tag);
}

const _: () = {
    unsafe extern "C" fn target(out: *mut LongDouble, _: *const LongDouble, tag: *const c_char) {
        // SAFETY: the caller's promise, and the shim passes room for the result.
        unsafe { out.write(tagged(tag)) };
    }
    arch::long_double_fn! {
        /// The quiet NaN with the payload that `tag` says, a number as C writes it. C23 7.12.11.2.
        pub fn nanl => target
    }
};
