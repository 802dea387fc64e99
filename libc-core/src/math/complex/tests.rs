//! Against the table of reference values, and in the special cases against the host.

use super::operators::Arithmetic;
use super::*;
use crate::math::elementary::tests::number;
use crate::math::interchange::Binary128;
use arch::LongDouble;
use std::collections::BTreeMap;

fn evaluate<F: Arithmetic>(function: &str, z: Complex<F>) -> Complex<F> {
    match function {
        "sin" => hyperbolic::sin(z),
        "cos" => hyperbolic::cos(z),
        "tan" => hyperbolic::tan(z),
        "sinh" => hyperbolic::sinh(z),
        "cosh" => hyperbolic::cosh(z),
        "tanh" => hyperbolic::tanh(z),
        "exp" => exponential::exp(z),
        "log" => exponential::log(z),
        "sqrt" => exponential::root(z),
        "asin" => inverse::asin(z),
        "acos" => inverse::acos(z),
        "atan" => inverse::atan(z),
        "asinh" => inverse::asinh(z),
        "acosh" => inverse::acosh(z),
        "atanh" => inverse::atanh(z),
        _ => panic!("{function}"),
    }
}

/// The largest error of a part of each function, in units of its last place.
fn errors<F: Arithmetic>(table: &str) -> BTreeMap<String, (f64, String)> {
    let mut errors = BTreeMap::<String, (f64, String)>::new();
    for line in table.lines() {
        let Some(case) = line.strip_prefix("CASE(").and_then(|line| line.strip_suffix(")")) else { continue };
        let fields: Vec<_> = case.split(", ").collect();
        let [function, x, y, power @ .., re, re_rest, im, im_rest] = &fields[..] else { panic!("{line}") };
        let z = complex(number::<F>(x), number(y));
        let ours = match power {
            [a, b] => exponential::pow(z, complex(number(a), number(b))),
            _ => evaluate(function, z),
        };
        for (ours, expected, rest) in [(ours.re, re, re_rest), (ours.im, im, im_rest)] {
            let expected = number::<F>(expected);
            let rest: f64 = rest.parse().unwrap();
            let signed = |x: F| if x.is_minus() { -(x.index() as i128) } else { x.index() as i128 };
            let units = (signed(ours) - signed(expected)) as f64;
            let error = (if expected.is_minus() { units + rest } else { units - rest }).abs();
            let worst = errors.entry(function.to_string()).or_default();
            if ours.is_nan() || error > worst.0 {
                *worst = (if ours.is_nan() { f64::INFINITY } else { error }, line.to_owned());
            }
        }
    }
    errors
}

fn check<F: Arithmetic>(table: &str, bound: f64) {
    let wrong: Vec<_> = errors::<F>(table).into_iter().filter(|(_, (error, _))| *error > bound).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn reference_values() {
    check::<f32>(include_str!("../../../../tests/c/math/reference_complex_float.inc"), 0.501);
    check::<f64>(include_str!("../../../../tests/c/math/reference_complex_double.inc"), 0.501);
    check::<LongDouble>(include_str!("../../../../tests/c/math/reference_complex_x87.inc"), 0.501);
    check::<Binary128>(include_str!("../../../../tests/c/math/reference_complex_binary128.inc"), 0.51);
}

#[link(name = "m")]
unsafe extern "C" {
    safe fn csin(z: Complex<f64>) -> Complex<f64>;
    safe fn ccos(z: Complex<f64>) -> Complex<f64>;
    safe fn ctan(z: Complex<f64>) -> Complex<f64>;
    safe fn csinh(z: Complex<f64>) -> Complex<f64>;
    safe fn ccosh(z: Complex<f64>) -> Complex<f64>;
    safe fn ctanh(z: Complex<f64>) -> Complex<f64>;
    safe fn cexp(z: Complex<f64>) -> Complex<f64>;
    safe fn clog(z: Complex<f64>) -> Complex<f64>;
    safe fn csqrt(z: Complex<f64>) -> Complex<f64>;
    safe fn casin(z: Complex<f64>) -> Complex<f64>;
    safe fn cacos(z: Complex<f64>) -> Complex<f64>;
    safe fn catan(z: Complex<f64>) -> Complex<f64>;
    safe fn casinh(z: Complex<f64>) -> Complex<f64>;
    safe fn cacosh(z: Complex<f64>) -> Complex<f64>;
    safe fn catanh(z: Complex<f64>) -> Complex<f64>;
    safe fn cproj(z: Complex<f64>) -> Complex<f64>;
}

type Function = fn(Complex<f64>) -> Complex<f64>;

#[test]
fn special_cases_as_the_host() {
    let values = [0.0, 0.5, 1.0, 2.0, 1e-300, 1e300, 710.0, f64::INFINITY, f64::NAN];
    let functions: [(&str, Function, Function); 16] = [
        ("sin", hyperbolic::sin, |z| csin(z)),
        ("cos", hyperbolic::cos, |z| ccos(z)),
        ("tan", hyperbolic::tan, |z| ctan(z)),
        ("sinh", hyperbolic::sinh, |z| csinh(z)),
        ("cosh", hyperbolic::cosh, |z| ccosh(z)),
        ("tanh", hyperbolic::tanh, |z| ctanh(z)),
        ("exp", exponential::exp, |z| cexp(z)),
        ("log", exponential::log, |z| clog(z)),
        ("sqrt", exponential::root, |z| csqrt(z)),
        ("asin", inverse::asin, |z| casin(z)),
        ("acos", inverse::acos, |z| cacos(z)),
        ("atan", inverse::atan, |z| catan(z)),
        ("asinh", inverse::asinh, |z| casinh(z)),
        ("acosh", inverse::acosh, |z| cacosh(z)),
        ("atanh", inverse::atanh, |z| catanh(z)),
        ("proj", exponential::projection, |z| cproj(z)),
    ];
    let same = |ours: f64, host: f64| {
        ours.is_nan() && host.is_nan()
            || ours.to_bits() == host.to_bits()
            || ours != 0.0 && ((ours - host) / host).abs() < 1e-14
    };
    let mut wrong = Vec::new();
    for (name, ours, host) in functions {
        for (&x, &y) in values.iter().flat_map(|x| values.iter().map(move |y| (x, y))) {
            for z in [complex(x, y), complex(-x, y), complex(x, -y), complex(-x, -y)] {
                let (mut got, mut expected) = (ours(z), host(z));
                // Annex G leaves signs open in these.
                if x.is_nan() || y.is_nan() || x.is_infinite() && y.is_infinite() {
                    let sizes = |z: Complex<f64>| complex(z.re.abs(), z.im.abs());
                    (got, expected) = (sizes(got), sizes(expected));
                }
                if !same(got.re, expected.re) || !same(got.im, expected.im) {
                    wrong.push(format!(
                        "{name}({:?}, {:?}) = ({:?}, {:?}), host ({:?}, {:?})",
                        z.re, z.im, got.re, got.im, expected.re, expected.im
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} {wrong:#?}", wrong.len());
}

#[test]
fn infinite_products_and_quotients() {
    let (infinity, nan) = (f64::INFINITY, f64::NAN);
    let infinite = |z: Complex<f64>| z.re.is_infinite() || z.im.is_infinite();
    for part in [1.0, -2.0, 0.0, infinity, nan] {
        for other in [complex(1.0, 1.0), complex(0.5, -3.0), complex(infinity, nan), complex(nan, infinity)] {
            assert!(infinite(operators::multiply(complex(infinity, part), other)), "{part} {other:?}");
            assert!(infinite(operators::multiply(other, complex(part, -infinity))), "{part} {other:?}");
        }
        assert!(infinite(operators::divide(complex(infinity, part), complex(1.0, 2.0))));
        assert!(infinite(operators::divide(complex(1.0, part), complex(0.0, 0.0))));
        if part.is_finite() {
            assert_eq!(operators::divide(complex(1.0, part), complex(nan, infinity)).re.abs(), 0.0);
        }
    }
    assert_eq!(operators::multiply(complex(3.0, 4.0), complex(2.0, -1.0)), complex(10.0, 5.0));
    assert_eq!(operators::divide(complex(10.0, 5.0), complex(2.0, -1.0)), complex(3.0, 4.0));
    assert_eq!(operators::divide(complex(1e300, 1e300), complex(1e300, 1e300)), complex(1.0, 0.0));
}
