//! Exponents. C23 7.12.6.

use crate::math::exact::scale;
use arch::LongDouble;
use core::ffi::{c_int, c_long};

families! {
    /// The exponent of `x`, as a number. A zero is a pole. C23 7.12.6.17.
    logb logbf logbl(x) => scale::logb(x);
    /// `x` × 2^`power`; `power` must be an integer, else the operation is invalid. X/Open (withdrawn).
    scalb scalbf scalbl(x, power) => scale::scalb(x, power);
    /// `x` scaled so that its exponent is 0. BSD.
    significand significandf significandl(x) => scale::significand(x);
}

measures! {
    /// The exponent of `x`. C23 7.12.6.8.
    ilogb ilogbf ilogbl(x;) -> c_int => scale::ilogb(x);
    /// The exponent of `x`. C23 7.12.6.10.
    llogb llogbf llogbl(x;) -> c_long => scale::llogb(x);
}

functions! {
    /// `x` × 2^`power`. C23 7.12.6.9.
    fn ldexp(x: f64, power: c_int) -> f64 => libm::scalbn(x, power);
    /// `x` × 2^`power`. C23 7.12.6.9.
    fn ldexpf(x: f32, power: c_int) -> f32 => libm::scalbnf(x, power);
    /// `x` × 2^`power`. C23 7.12.6.19.
    fn scalbn(x: f64, power: c_int) -> f64 => libm::scalbn(x, power);
    /// `x` × 2^`power`. C23 7.12.6.19.
    fn scalbnf(x: f32, power: c_int) -> f32 => libm::scalbnf(x, power);
    /// `x` × 2^`power`. C23 7.12.6.19.
    fn scalbln(x: f64, power: c_long) -> f64 => libm::scalbn(x, clamp(power));
    /// `x` × 2^`power`. C23 7.12.6.19.
    fn scalblnf(x: f32, power: c_long) -> f32 => libm::scalbnf(x, clamp(power));
}

/// To an `int`: far out of range is as any.
fn clamp(power: c_long) -> c_int {
    power.clamp(c_int::MIN.into(), c_int::MAX.into()) as c_int
}

/// `frexp` of a normal number: a matter of the exponent's field.
fn split_normal(x: f64) -> Option<(f64, c_int)> {
    const FIELD: u64 = 0x7ff << 52;
    const HALF: u64 = 0x3fe << 52;
    let bits = x.to_bits();
    let field = bits & FIELD;
    (field != 0 && field != FIELD).then(|| (f64::from_bits(bits & !FIELD | HALF), (field >> 52) as c_int - 0x3fe))
}

pointer_functions! {
    /// A fraction in [1/2, 1); the exponent goes to `*exponent`. C23 7.12.6.7.
    fn frexp(x: f64, exponent: *mut c_int) -> f64 => {
        let (fraction, power) = split_normal(x).unwrap_or_else(|| scale::frexp(x));
        exponent.write(power);
        fraction
    };
    /// A fraction in [1/2, 1); the exponent goes to `*exponent`. C23 7.12.6.7.
    fn frexpf(x: f32, exponent: *mut c_int) -> f32 => {
        let (fraction, power) = scale::frexp(x);
        exponent.write(power);
        fraction
    };
}

long_double_functions! {
    /// `x` × 2^`power`. C23 7.12.6.9.
    fn ldexpl(x; power: c_int) => scale::scale(x, power.into());
    /// `x` × 2^`power`. C23 7.12.6.19.
    fn scalbnl(x; power: c_int) => scale::scale(x, power.into());
    /// `x` × 2^`power`. C23 7.12.6.19.
    fn scalblnl(x; power: c_long) => scale::scale(x, power);
    /// A fraction in [1/2, 1); the exponent goes to `*exponent`. C23 7.12.6.7.
    fn frexpl(x; exponent: *mut c_int) => {
        let (fraction, power): (LongDouble, c_int) = scale::frexp(x);
        // SAFETY: the caller's promise.
        unsafe { exponent.write(power) };
        fraction
    };
}
