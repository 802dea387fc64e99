//! Against the table of reference values, in every format.

use super::inverse_trigonometric::Unit;
use super::*;
use crate::math::format::round;
use crate::math::interchange::Binary128;
use arch::{LongDouble, Round};
use std::collections::BTreeMap;

/// A hexadecimal number of the table, which is a number of the format.
pub fn number<F: Format>(text: &str) -> F {
    let (text, negative) = text.strip_prefix('-').map_or((text, false), |text| (text, true));
    let (digits, exponent) = text.strip_prefix("0x").unwrap().split_once('p').unwrap();
    let significand = u128::from_str_radix(digits, 16).unwrap();
    let (number, raised) =
        round(Wide::new(negative, 127 + exponent.parse::<i32>().unwrap(), significand), false, Round::Nearest);
    assert_eq!(raised & !arch::fenv::UNDERFLOW, 0, "{text}");
    number
}

fn evaluate<F: Format>(function: &str, x: F, second: &str) -> Option<F> {
    let y = || number::<F>(second);
    let n = || second.parse().unwrap();
    Some(match function {
        "sin" => trigonometric::sin(x),
        "cos" => trigonometric::cos(x),
        "tan" => trigonometric::tan(x),
        "sinpi" => trigonometric::sinpi(x),
        "cospi" => trigonometric::cospi(x),
        "tanpi" => trigonometric::tanpi(x),
        "asin" => inverse_trigonometric::asin(x, Unit::Radian),
        "acos" => inverse_trigonometric::acos(x, Unit::Radian),
        "atan" => inverse_trigonometric::atan(x, Unit::Radian),
        "atan2" => inverse_trigonometric::atan2(x, y(), Unit::Radian),
        "asinpi" => inverse_trigonometric::asin(x, Unit::Pi),
        "acospi" => inverse_trigonometric::acos(x, Unit::Pi),
        "atanpi" => inverse_trigonometric::atan(x, Unit::Pi),
        "atan2pi" => inverse_trigonometric::atan2(x, y(), Unit::Pi),
        "sinh" => hyperbolic::sinh(x),
        "cosh" => hyperbolic::cosh(x),
        "tanh" => hyperbolic::tanh(x),
        "asinh" => hyperbolic::asinh(x),
        "acosh" => hyperbolic::acosh(x),
        "atanh" => hyperbolic::atanh(x),
        "exp" => exponential::exp(x),
        "exp2" => exponential::exp2(x),
        "exp10" => exponential::exp10(x),
        "expm1" => exponential::expm1(x),
        "exp2m1" => exponential::exp2m1(x),
        "exp10m1" => exponential::exp10m1(x),
        "log" => logarithm::log(x),
        "log2" => logarithm::log2(x),
        "log10" => logarithm::log10(x),
        "log1p" => logarithm::log1p(x),
        "log2p1" => logarithm::log2p1(x),
        "log10p1" => logarithm::log10p1(x),
        "cbrt" => root::cbrt(x),
        "hypot" => root::hypot(x, y()),
        "rsqrt" => root::rsqrt(x),
        "rootn" => root::rootn(x, n()),
        "pow" => power::pow(x, y()),
        "powr" => power::powr(x, y()),
        "pown" => power::pown(x, n()),
        "compoundn" => power::compoundn(x, n()),
        "erf" => exponential::erf(x),
        "erfc" => exponential::erfc(x),
        "tgamma" => gamma::tgamma(x),
        "lgamma" => gamma::lgamma(x).0,
        _ => return None,
    })
}

/// The largest error of each function, in units of the last place.
fn errors<F: Format>(table: &str) -> BTreeMap<String, (f64, String)> {
    let mut errors = BTreeMap::<String, (f64, String)>::new();
    for line in table.lines() {
        let Some(case) = line.strip_prefix("CASE(").and_then(|line| line.strip_suffix(")")) else { continue };
        let fields: Vec<_> = case.split(", ").collect();
        let [function, x, second, result, rest] = fields[..] else { panic!("{line}") };
        let Some(ours) = evaluate::<F>(function, number(x), second) else { continue };
        let expected = number::<F>(result);
        let signed = |x: F| if x.is_minus() { -(x.index() as i128) } else { x.index() as i128 };
        let units = (signed(ours) - signed(expected)) as f64;
        let error = if expected.is_minus() {
            units + rest.parse::<f64>().unwrap()
        } else {
            units - rest.parse::<f64>().unwrap()
        };
        let worst = errors.entry(function.to_owned()).or_default();
        if ours.is_nan() || error.abs() > worst.0 {
            *worst = (if ours.is_nan() { f64::INFINITY } else { error.abs() }, line.to_owned());
        }
    }
    errors
}

/// No error is above `bound`.
fn check<F: Format>(table: &str, bound: f64) {
    let wrong: Vec<_> = errors::<F>(table).into_iter().filter(|(_, (error, _))| *error > bound).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn float() {
    check::<f32>(include_str!("../../../../tests/c/math/reference_float.inc"), 0.501);
}

#[test]
fn double() {
    check::<f64>(include_str!("../../../../tests/c/math/reference_double.inc"), 0.501);
}

#[test]
fn x87() {
    check::<LongDouble>(include_str!("../../../../tests/c/math/reference_x87.inc"), 0.501);
}

#[test]
fn binary128() {
    check::<Binary128>(include_str!("../../../../tests/c/math/reference_binary128.inc"), 0.51);
}
