//! Exponential, logarithmic, trigonometric and hyperbolic functions, powers and roots. C23 7.12.4 to 7.12.7.

use crate::math::elementary::inverse_trigonometric::Unit;
use crate::math::elementary::{exponential, hyperbolic, inverse_trigonometric, logarithm, power, root, trigonometric};
use crate::math::native;
use arch::LongDouble;
use core::ffi::c_longlong;

families! {
    /// The principal arc cosine. Invalid beyond ±1.
    acos acosf acosl(x) => libm::acos(x), libm::acosf(x), inverse_trigonometric::acos(x, Unit::Radian);
    /// The arc sine. Invalid beyond ±1.
    asin asinf asinl(x) => libm::asin(x), libm::asinf(x), inverse_trigonometric::asin(x, Unit::Radian);
    /// The arc tangent.
    atan atanf atanl(x) => libm::atan(x), libm::atanf(x), inverse_trigonometric::atan(x, Unit::Radian);
    /// The angle of the point (`x`, `y`).
    atan2 atan2f atan2l(y, x) => libm::atan2(y, x), libm::atan2f(y, x), inverse_trigonometric::atan2(y, x, Unit::Radian);
    /// The cosine. Invalid for infinities.
    cos cosf cosl(x) => libm::cos(x), libm::cosf(x), trigonometric::cos(x);
    /// The sine. Invalid for infinities.
    sin sinf sinl(x) => libm::sin(x), libm::sinf(x), trigonometric::sin(x);
    /// The tangent. Invalid for infinities.
    tan tanf tanl(x) => libm::tan(x), libm::tanf(x), trigonometric::tan(x);
    /// The arc cosine by π. C23 7.12.4.8.
    acospi acospif acospil(x) => inverse_trigonometric::acos(x, Unit::Pi);
    /// The arc sine by π. C23 7.12.4.9.
    asinpi asinpif asinpil(x) => inverse_trigonometric::asin(x, Unit::Pi);
    /// The arc tangent by π. C23 7.12.4.10.
    atanpi atanpif atanpil(x) => inverse_trigonometric::atan(x, Unit::Pi);
    /// The angle of the point (`x`, `y`) by π. C23 7.12.4.11.
    atan2pi atan2pif atan2pil(y, x) => inverse_trigonometric::atan2(y, x, Unit::Pi);
    /// The cosine of π`x`. C23 7.12.4.12.
    cospi cospif cospil(x) => trigonometric::cospi(x);
    /// The sine of π`x`. C23 7.12.4.13.
    sinpi sinpif sinpil(x) => trigonometric::sinpi(x);
    /// The tangent of π`x`. C23 7.12.4.14.
    tanpi tanpif tanpil(x) => trigonometric::tanpi(x);
    /// The nonnegative area hyperbolic cosine. Invalid below 1.
    acosh acoshf acoshl(x) => native::special::acosh(x), native::special::acoshf(x), hyperbolic::acosh(x);
    /// The area hyperbolic sine.
    asinh asinhf asinhl(x) => native::special::asinh(x), libm::asinhf(x), hyperbolic::asinh(x);
    /// The area hyperbolic tangent. Invalid beyond ±1, which are poles.
    atanh atanhf atanhl(x) => libm::atanh(x), libm::atanhf(x), hyperbolic::atanh(x);
    /// The hyperbolic cosine.
    cosh coshf coshl(x) => native::special::cosh(x), native::special::coshf(x), hyperbolic::cosh(x);
    /// The hyperbolic sine.
    sinh sinhf sinhl(x) => native::special::sinh(x), libm::sinhf(x), hyperbolic::sinh(x);
    /// The hyperbolic tangent.
    tanh tanhf tanhl(x) => libm::tanh(x), native::special::tanhf(x), hyperbolic::tanh(x);
    /// e to the power `x`.
    exp expf expl(x) => native::exponential::exp(x), native::exponential::expf(x), exponential::exp(x);
    /// 2 to the power `x`.
    exp2 exp2f exp2l(x) => native::exponential::exp2(x), native::exponential::exp2f(x), exponential::exp2(x);
    /// 10 to the power `x`.
    exp10 exp10f exp10l(x) => native::exponential::exp10(x), native::exponential::exp10f(x), exponential::exp10(x);
    /// The old name of `exp10`. GNU.
    pow10 pow10f pow10l(x) => native::exponential::exp10(x), native::exponential::exp10f(x), exponential::exp10(x);
    /// e to the power `x`, less 1.
    expm1 expm1f expm1l(x) => native::exponential::expm1(x), libm::expm1f(x), exponential::expm1(x);
    /// 2 to the power `x`, less 1. C23 7.12.6.5.
    exp2m1 exp2m1f exp2m1l(x) => exponential::exp2m1(x);
    /// 10 to the power `x`, less 1. C23 7.12.6.3.
    exp10m1 exp10m1f exp10m1l(x) => exponential::exp10m1(x);
    /// The natural logarithm. Invalid below 0, which is a pole.
    log logf logl(x) => native::logarithm::log(x), native::logarithm::logf(x), logarithm::log(x);
    /// The common logarithm. Invalid below 0, which is a pole.
    log10 log10f log10l(x) => native::logarithm::log10(x), native::logarithm::log10f(x), logarithm::log10(x);
    /// The logarithm to base 2. Invalid below 0, which is a pole.
    log2 log2f log2l(x) => native::logarithm::log2(x), native::logarithm::log2f(x), logarithm::log2(x);
    /// The natural logarithm of 1 + `x`. Invalid below -1, which is a pole.
    log1p log1pf log1pl(x) => native::logarithm::log1p(x), libm::log1pf(x), logarithm::log1p(x);
    /// `log1p` by C23's other name. C23 7.12.6.14.
    logp1 logp1f logp1l(x) => native::logarithm::log1p(x), libm::log1pf(x), logarithm::log1p(x);
    /// The logarithm of 1 + `x` to base 2. Invalid below -1, which is a pole. C23 7.12.6.16.
    log2p1 log2p1f log2p1l(x) => logarithm::log2p1(x);
    /// The logarithm of 1 + `x` to base 10. Invalid below -1, which is a pole. C23 7.12.6.13.
    log10p1 log10p1f log10p1l(x) => logarithm::log10p1(x);
    /// The cube root.
    cbrt cbrtf cbrtl(x) => libm::cbrt(x), libm::cbrtf(x), root::cbrt(x);
    /// The square root of the sum of the squares.
    hypot hypotf hypotl(x, y) => libm::hypot(x, y), libm::hypotf(x, y), root::hypot(x, y);
    /// 1 by the square root. A pole at 0, invalid below. C23 7.12.7.9.
    rsqrt rsqrtf rsqrtl(x) => root::rsqrt(x);
    /// `x` to the power `y`.
    pow powf powl(x, y) => native::power::pow(x, y), native::power::powf(x, y), power::pow(x, y);
    /// `x` to the power `y`, defined as exp(`y` log `x`). C23 7.12.7.7.
    powr powrf powrl(x, y) => power::powr(x, y);
}

/// Functions of a number and an integer.
macro_rules! with_integer {
    ($($(#[$meta:meta])* $double:ident $float:ident $long_double:ident: $function:path;)*) => {$(
        functions! {
            $(#[$meta])*
            fn $double(x: f64, n: c_longlong) -> f64 => $function(x, n);
            $(#[$meta])*
            fn $float(x: f32, n: c_longlong) -> f32 => $function(x, n);
        }
        long_double_functions! {
            $(#[$meta])*
            fn $long_double(x; n: c_longlong) => $function(x, n);
        }
    )*};
}

with_integer! {
    /// 1 + `x` to the power `n`. Invalid below -1. C23 7.12.7.2.
    compoundn compoundnf compoundnl: power::compoundn;
    /// `x` to the power `n`. C23 7.12.7.6.
    pown pownf pownl: power::pown;
    /// The `n`th root. C23 7.12.7.8.
    rootn rootnf rootnl: root::rootn;
}

pointer_functions! {
    /// Sine and cosine. GNU.
    fn sincos(x: f64, sine: *mut f64, cosine: *mut f64) => {
        let (s, c) = libm::sincos(x);
        sine.write(s);
        cosine.write(c);
    };
    /// Sine and cosine. GNU.
    fn sincosf(x: f32, sine: *mut f32, cosine: *mut f32) => {
        let (s, c) = libm::sincosf(x);
        sine.write(s);
        cosine.write(c);
    };
}

const _: () = {
    unsafe extern "C" fn target(
        _: *mut LongDouble,
        x: *const LongDouble,
        sine: *mut LongDouble,
        cosine: *mut LongDouble,
    ) {
        // SAFETY: the shim passes the number; the pointers are the caller's promise.
        unsafe {
            let (s, c) = trigonometric::sin_cos(x.read());
            sine.write(s);
            cosine.write(c);
        }
    }
    arch::long_double_fn! {
        /// Sine and cosine. GNU.
        pub fn sincosl => target, -> as_is
    }
};
