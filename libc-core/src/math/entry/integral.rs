//! Rounding to integral values and integers. C23 7.12.9.

use crate::math::exact::integral::{self, Direction, from_fp, to_integer};
use arch::Round;
use arch::fenv;
use arch::float;
use core::ffi::{c_int, c_long, c_longlong, c_uint};

/// The direction towards zero.
const TOWARD_ZERO: Direction = Direction::Usual(Round::TowardZero);
/// To nearest, halfway cases to even.
const NEAREST_EVEN: Direction = Direction::Usual(Round::Nearest);

families! {
    /// The integral value towards zero. Raises no inexact exception.
    trunc truncf truncl(x) => float::trunc(x), float::truncf(x), integral::integral(x, TOWARD_ZERO).0;
    /// The integral value towards negative infinity. Raises no inexact exception.
    floor floorf floorl(x) => float::floor(x), float::floorf(x), integral::integral(x, Direction::Usual(Round::Down)).0;
    /// The integral value towards positive infinity. Raises no inexact exception.
    ceil ceilf ceill(x) => float::ceil(x), float::ceilf(x), integral::integral(x, Direction::Usual(Round::Up)).0;
    /// The nearest integral value, halfway cases away from zero. Raises no inexact exception.
    round roundf roundl(x) => float::round(x), float::roundf(x), integral::integral(x, Direction::NearestAway).0;
    /// The nearest integral value, halfway cases to even. Raises no inexact exception.
    roundeven roundevenf roundevenl(x) => float::roundeven(x), float::roundevenf(x), integral::integral(x, NEAREST_EVEN).0;
    /// The integral value in the current rounding direction; the inexact exception if that differs from `x`.
    rint rintf rintl(x) => float::rint(x), float::rintf(x), integral::rint(x);
    /// The integral value in the current rounding direction. Raises no inexact exception.
    nearbyint nearbyintf nearbyintl(x) => quiet(x), quietf(x), integral::integral(x, Direction::current()).0;
}

/// `nearbyint` for one type.
macro_rules! quiet {
    ($name:ident: $float:ty, $floor:ident $ceil:ident $trunc:ident $roundeven:ident) => {
        fn $name(x: $float) -> $float {
            match fenv::get_round() {
                Round::Nearest => float::$roundeven(x),
                Round::Down => float::$floor(x),
                Round::Up => float::$ceil(x),
                Round::TowardZero => float::$trunc(x),
            }
        }
    };
}

quiet!(quiet: f64, floor ceil trunc roundeven);
quiet!(quietf: f32, floorf ceilf truncf roundevenf);

measures! {
    /// The integer in the current rounding direction. Out of range: the invalid exception.
    lrint lrintf lrintl(x;) -> c_long =>
        float::to_integer(x), float::to_integer(x.into()), to_integer(x, Direction::current(), true);
    /// The integer in the current rounding direction. Out of range: the invalid exception.
    llrint llrintf llrintl(x;) -> c_longlong =>
        float::to_integer(x), float::to_integer(x.into()), to_integer(x, Direction::current(), true);
    /// The nearest integer, halfway cases away from zero. Out of range: the invalid exception.
    lround lroundf lroundl(x;) -> c_long =>
        float::truncate_to_integer(float::round(x)), float::truncate_to_integer(float::roundf(x).into()),
        to_integer(x, Direction::NearestAway, false);
    /// The nearest integer, halfway cases away from zero. Out of range: the invalid exception.
    llround llroundf llroundl(x;) -> c_longlong =>
        float::truncate_to_integer(float::round(x)), float::truncate_to_integer(float::roundf(x).into()),
        to_integer(x, Direction::NearestAway, false);
}

/// `fromfp` and its family.
macro_rules! from_fp {
    ($($(#[$meta:meta])* $double:ident $float:ident $long_double:ident: $signed:literal, $exact:literal;)*) => {$(
        functions! {
            $(#[$meta])*
            fn $double(x: f64, direction: c_int, width: c_uint) -> f64 => from_fp(x, direction, width, $signed, $exact);
            $(#[$meta])*
            fn $float(x: f32, direction: c_int, width: c_uint) -> f32 => from_fp(x, direction, width, $signed, $exact);
        }
        long_double_functions! {
            $(#[$meta])*
            fn $long_double(x; direction: c_int, width: c_uint) => from_fp(x, direction, width, $signed, $exact);
        }
    )*};
}

from_fp! {
    /// `x` rounded in the direction of an `FP_INT_` constant, if a signed integer of `width` bits can hold that; else an
    /// invalid operation. C23 7.12.9.10.
    fromfp fromfpf fromfpl: true, false;
    /// As `fromfp`, for unsigned integers. C23 7.12.9.10.
    ufromfp ufromfpf ufromfpl: false, false;
    /// As `fromfp`, with the inexact exception if the value differs from `x`. C23 7.12.9.11.
    fromfpx fromfpxf fromfpxl: true, true;
    /// As `ufromfp`, with the inexact exception if the value differs from `x`. C23 7.12.9.11.
    ufromfpx ufromfpxf ufromfpxl: false, true;
}

pointer_functions! {
    /// The fraction of `x`; its integral part goes to `*whole`. C23 7.12.6.18.
    fn modf(x: f64, whole: *mut f64) -> f64 => {
        let integral = float::trunc(x);
        whole.write(integral);
        if x.is_infinite() { 0f64.copysign(x) } else { (x - integral).copysign(x) }
    };
    /// The fraction of `x`; its integral part goes to `*whole`. C23 7.12.6.18.
    fn modff(x: f32, whole: *mut f32) -> f32 => {
        let integral = float::truncf(x);
        whole.write(integral);
        if x.is_infinite() { 0f32.copysign(x) } else { (x - integral).copysign(x) }
    };
}

long_double_functions! {
    /// The fraction of `x`; its integral part goes to `*whole`. C23 7.12.6.18.
    fn modfl(x; whole: *mut arch::LongDouble) => {
        let (integral, fraction) = integral::modf(x);
        // SAFETY: the caller's promise.
        unsafe { whole.write(integral) };
        fraction
    };
}
