//! The special cases and the exceptions, by the functions with 128 bits as a measure.

use super::{exponential as native_exponential, logarithm as native_logarithm, power as native_power, special};
use crate::math::elementary::inverse_trigonometric::Unit;
use crate::math::elementary::{
    exponential, gamma, hyperbolic, inverse_trigonometric, logarithm, power, root, trigonometric,
};
use crate::math::exact::arithmetic::convert;
use crate::math::exact::tests::Numbers;
use crate::math::format::Format;
use arch::LongDouble;
use arch::fenv::{self, DIVIDE_BY_ZERO, INVALID, OVERFLOW, UNDERFLOW};
use std::hint::black_box;

/// The value, and the exceptions but inexact.
fn observed<T>(compute: impl FnOnce() -> T) -> (T, u32) {
    fenv::clear(fenv::ALL);
    let value = black_box(compute());
    (value, fenv::test(INVALID | DIVIDE_BY_ZERO | OVERFLOW | UNDERFLOW))
}

fn close<F: Format>(ours: (F, u32), measure: (F, u32), units: i128) -> bool {
    if ours.0.is_nan() != measure.0.is_nan() || ours.1 != measure.1 {
        return false;
    }
    let signed = |x: F| if x.is_minus() { -(x.index() as i128) } else { x.index() as i128 };
    ours.0.is_nan() || (signed(ours.0) - signed(measure.0)).abs() <= units && ours.0.is_minus() == measure.0.is_minus()
}

const VALUES: [f64; 44] = [
    0.0,
    5e-324,
    1e-310,
    2.2250738585072014e-308,
    1e-300,
    1e-160,
    1e-20,
    1e-8,
    0.1,
    0.25,
    0.5,
    0.75,
    0.9999999999999999,
    1.0,
    1.0000000000000002,
    1.5,
    2.0,
    2.5,
    3.0,
    4.0,
    7.0,
    10.0,
    15.0,
    20.5,
    35.0,
    100.0,
    127.0,
    128.5,
    171.0,
    172.0,
    308.0,
    309.0,
    709.0,
    710.0,
    720.0,
    745.0,
    746.0,
    1023.0,
    1024.0,
    1e5,
    1e22,
    1e160,
    1e300,
    f64::INFINITY,
];

macro_rules! unary {
    ($wrong:ident, $x:ident: $($double:path, $float:path, $measure:expr;)*) => {$(
        for value in VALUES.into_iter().flat_map(|x| [x, -x]).chain([f64::NAN, f64::from_bits(0x7ff0_0000_0000_0001)]) {
            let $x = black_box(value);
            let (ours, measure) = (observed(|| $double($x)), observed(|| $measure));
            if !close(ours, measure, 4) {
                $wrong.push(format!("{}({value:e}) = {ours:?}, should be {measure:?}", stringify!($double)));
            }
            let $x = black_box(value as f32);
            let (ours, measure) = (observed(|| $float($x)), observed(|| $measure));
            if !close(ours, measure, 4) {
                $wrong.push(format!("{}({value:e}) = {ours:?}, should be {measure:?}", stringify!($float)));
            }
        }
    )*};
}

/// An inverse trigonometric function in radians.
fn inverse<F: Format>(x: F, function: fn(F, Unit) -> F) -> F {
    function(x, Unit::Radian)
}

#[test]
fn special_cases() {
    let mut wrong = Vec::new();
    unary! { wrong, x:
        libm::acos, libm::acosf, inverse(x, inverse_trigonometric::acos);
        libm::asin, libm::asinf, inverse(x, inverse_trigonometric::asin);
        libm::atan, libm::atanf, inverse(x, inverse_trigonometric::atan);
        libm::cos, libm::cosf, trigonometric::cos(x);
        libm::sin, libm::sinf, trigonometric::sin(x);
        libm::tan, libm::tanf, trigonometric::tan(x);
        special::acosh, special::acoshf, hyperbolic::acosh(x);
        special::asinh, libm::asinhf, hyperbolic::asinh(x);
        libm::atanh, libm::atanhf, hyperbolic::atanh(x);
        special::cosh, special::coshf, hyperbolic::cosh(x);
        special::sinh, libm::sinhf, hyperbolic::sinh(x);
        libm::tanh, special::tanhf, hyperbolic::tanh(x);
        native_exponential::exp, native_exponential::expf, exponential::exp(x);
        native_exponential::exp2, native_exponential::exp2f, exponential::exp2(x);
        native_exponential::exp10, native_exponential::exp10f, exponential::exp10(x);
        native_exponential::expm1, libm::expm1f, exponential::expm1(x);
        native_logarithm::log, native_logarithm::logf, logarithm::log(x);
        native_logarithm::log10, native_logarithm::log10f, logarithm::log10(x);
        native_logarithm::log1p, libm::log1pf, logarithm::log1p(x);
        native_logarithm::log2, native_logarithm::log2f, logarithm::log2(x);
        libm::cbrt, libm::cbrtf, root::cbrt(x);
        libm::erf, libm::erff, exponential::erf(x);
        special::erfc, special::erfcf, exponential::erfc(x);
        special::tgamma, special::tgammaf, gamma::tgamma(x);
    }
    for (x, y) in VALUES.into_iter().flat_map(|x| VALUES.into_iter().chain([f64::NAN]).map(move |y| (x, y))) {
        for (x, y) in [(x, y), (-x, y), (x, -y), (-x, -y)].map(black_box) {
            for (name, ours, measure) in [
                ("pow", observed(|| native_power::pow(x, y)), observed(|| power::pow(x, y))),
                (
                    "atan2",
                    observed(|| libm::atan2(x, y)),
                    observed(|| inverse_trigonometric::atan2(x, y, Unit::Radian)),
                ),
                ("hypot", observed(|| libm::hypot(x, y)), observed(|| root::hypot(x, y))),
            ] {
                // Whether a subnormal length is exact, and so does not underflow, the crate does not know.
                let but_underflow = |observed: (f64, u32)| (observed.0, observed.1 & !UNDERFLOW);
                let (ours, measure) =
                    if name == "hypot" { (but_underflow(ours), but_underflow(measure)) } else { (ours, measure) };
                if !close(ours, measure, 4) {
                    wrong.push(format!("{name}({x:e}, {y:e}) = {ours:?}, should be {measure:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} {wrong:#?}", wrong.len());
}

/// The largest error, in units of the last place, of a function over numbers that `sample` makes of random bits: by the
/// same function in the x87 format, which has 11 bits more.
fn largest_error(
    ours: impl Fn(f64, f64) -> f64,
    measure: impl Fn(LongDouble, LongDouble) -> LongDouble,
    sample: impl Fn(f64, f64) -> (f64, f64),
) -> f64 {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut worst: f64 = 0.0;
    for _ in 0..20_000 {
        let unit = |bits: u64| (bits >> 11) as f64 / (1u64 << 53) as f64;
        let (x, y) = sample(unit(numbers.bits()), unit(numbers.bits()));
        let result: LongDouble = convert(ours(x, y));
        let measured = measure(convert(x), convert(y));
        let signed = |x: LongDouble| if x.is_minus() { -(x.index() as i128) } else { x.index() as i128 };
        worst = worst.max((signed(result) - signed(measured)).unsigned_abs() as f64 / 2048.0);
    }
    worst
}

#[test]
fn accuracy() {
    let mut wrong = Vec::new();
    let mut check = |name: &str, bound: f64, error: f64| {
        println!("{name} {error:.3}");
        if error > bound {
            wrong.push(format!("{name} {error}"));
        }
    };
    let around = |x: f64, size: f64| ((x - 0.5) * 2.0 * size, 0.0);
    let spread = |x: f64, low: f64, high: f64| (low + (high - low) * x).exp2();
    check(
        "exp",
        0.52,
        largest_error(|x, _| native_exponential::exp(x), |x, _| exponential::exp(x), |x, _| around(x, 708.0)),
    );
    check(
        "exp near 0",
        0.52,
        largest_error(|x, _| native_exponential::exp(x), |x, _| exponential::exp(x), |x, _| around(x, 1.0)),
    );
    check(
        "exp2",
        0.52,
        largest_error(|x, _| native_exponential::exp2(x), |x, _| exponential::exp2(x), |x, _| around(x, 1020.0)),
    );
    check(
        "exp10",
        0.52,
        largest_error(|x, _| native_exponential::exp10(x), |x, _| exponential::exp10(x), |x, _| around(x, 306.0)),
    );
    for (name, low, high) in [("log", -1000.0, 1000.0), ("log near 1", -1.0, 1.0), ("log very near 1", -0.01, 0.01)] {
        let sample = |x: f64, _| (spread(x, low, high), 0.0);
        check(name, 0.52, largest_error(|x, _| native_logarithm::log(x), |x, _| logarithm::log(x), sample));
        check(name, 0.52, largest_error(|x, _| native_logarithm::log2(x), |x, _| logarithm::log2(x), sample));
        check(name, 0.52, largest_error(|x, _| native_logarithm::log10(x), |x, _| logarithm::log10(x), sample));
    }
    let pow = |sample: fn(f64, f64) -> (f64, f64)| largest_error(native_power::pow, power::pow, sample);
    check("pow", 0.53, pow(|x, y| ((x * 20.0 - 10.0).exp2(), y * 140.0 - 70.0)));
    check("pow near 1", 0.53, pow(|x, y| ((x * 0.02 - 0.01).exp2(), y * 140_000.0 - 70_000.0)));
    check("pow large", 0.53, pow(|x, y| ((x * 2000.0 - 1000.0).exp2(), y * 2.0 - 1.0)));
    let near_identity = |x: f64, _| (((x * 60.0) - 50.0).exp2().min(700.0), 0.0);
    check("cosh", 1.1, largest_error(|x, _| special::cosh(x), |x, _| hyperbolic::cosh(x), near_identity));
    assert!(wrong.is_empty(), "{wrong:#?}");
}
