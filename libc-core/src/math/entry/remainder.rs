//! Remainders. C23 7.12.10.

use crate::math::exact::remainder;
use arch::LongDouble;
use core::ffi::c_int;

families! {
    /// The remainder of `x` / `y` with the quotient truncated. Invalid for an infinite `x` or a zero `y`. C23 7.12.10.1.
    fmod fmodf fmodl(x, y) => libm::fmod(x, y), libm::fmodf(x, y), remainder::fmod(x, y);
    /// The remainder of `x` / `y` with the quotient rounded to nearest, IEEE 754's remainder. C23 7.12.10.2.
    remainder remainderf remainderl(x, y) => remainder::remquo(x, y).0;
    /// The old name of `remainder`. BSD.
    drem dremf dreml(x, y) => remainder::remquo(x, y).0;
}

pointer_functions! {
    /// As `remainder`; the quotient's sign and lowest bits go to `*quotient`. C23 7.12.10.3.
    fn remquo(x: f64, y: f64, quotient: *mut c_int) -> f64 => {
        let (rest, bits) = remainder::remquo(x, y);
        quotient.write(bits);
        rest
    };
    /// As `remainder`; the quotient's sign and lowest bits go to `*quotient`. C23 7.12.10.3.
    fn remquof(x: f32, y: f32, quotient: *mut c_int) -> f32 => {
        let (rest, bits) = remainder::remquo(x, y);
        quotient.write(bits);
        rest
    };
}

long_double_functions! {
    /// As `remainder`; the quotient's sign and lowest bits go to `*quotient`. C23 7.12.10.3.
    fn remquol(x, y; quotient: *mut c_int) => {
        let (rest, bits): (LongDouble, c_int) = remainder::remquo(x, y);
        // SAFETY: the caller's promise.
        unsafe { quotient.write(bits) };
        rest
    };
}
