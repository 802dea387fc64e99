//! Against the host's library, with the exceptions, in every rounding direction.

use super::*;
use crate::math::format::Format;
use arch::Round;
use arch::fenv;
use std::ffi::c_int;

#[link(name = "m")]
unsafe extern "C" {
    safe fn fma(x: f64, y: f64, z: f64) -> f64;
    safe fn fmaf(x: f32, y: f32, z: f32) -> f32;
    safe fn fmod(x: f64, y: f64) -> f64;
    fn remquo(x: f64, y: f64, quotient: *mut c_int) -> f64;
    safe fn scalbn(x: f64, n: c_int) -> f64;
    safe fn sqrt(x: f64) -> f64;
    safe fn nextafter(x: f64, y: f64) -> f64;
    safe fn rint(x: f64) -> f64;
    safe fn logb(x: f64) -> f64;
}

/// Numbers that differ much, the special ones often among them.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn bits(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn double(&mut self) -> f64 {
        const SPECIAL: [f64; 10] =
            [0.0, 1.0, 0.5, 1.5, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324, 3.0, 4503599627370497.5];
        let bits = self.bits();
        let magnitude = match bits & 7 {
            0 => SPECIAL[(bits >> 8) as usize % SPECIAL.len()],
            1 | 2 => f64::from_bits(bits >> 12 | (1023 - 10 + (bits >> 3 & 63)) << 52),
            3 => f64::from_bits(bits >> 12 | (bits >> 3 & 63) << 52),
            4 => (bits >> 50) as f64 / 8.0,
            _ => f64::from_bits(bits >> 1),
        };
        let magnitude = if magnitude.is_nan() { f64::NAN } else { magnitude };
        if bits & 256 != 0 { -magnitude } else { magnitude }
    }
}

/// The value and the exceptions that computing it raises.
fn observed<T>(compute: impl FnOnce() -> T) -> (T, u32) {
    fenv::clear(fenv::ALL);
    let value = std::hint::black_box(compute());
    (value, fenv::test(fenv::ALL & !2))
}

#[track_caller]
fn same<F: Format + PartialEq + std::fmt::Debug>(ours: (F, u32), theirs: (F, u32), of: impl std::fmt::Debug) {
    let equal = ours.0.is_nan() && theirs.0.is_nan() || ours.0.fields() == theirs.0.fields();
    assert!(equal && ours.1 == theirs.1, "{of:?}: {ours:?}, host {theirs:?}");
}

#[test]
fn as_the_host() {
    let mut numbers = Numbers(0x1234_5678_9abc_def1);
    for direction in [Round::Nearest, Round::Up, Round::Down, Round::TowardZero] {
        for _ in 0..60_000 {
            let (x, y, mut z) = (numbers.double(), numbers.double(), numbers.double());
            if numbers.bits() & 3 == 0 {
                z = -x * y;
            }
            let n = (numbers.bits() % 4400) as i32 - 2200;
            fenv::set_round(direction);
            let both = std::hint::black_box((x, y, z));
            let (x, y, z) = both;
            same(
                observed(|| arithmetic::fused::<_, f64>(x, y, z)),
                observed(|| fma(x, y, z)),
                ("fma", direction, x, y, z),
            );
            let (a, b, c) = (x as f32, y as f32, z as f32);
            same(observed(|| arithmetic::fused::<_, f32>(a, b, c)), observed(|| fmaf(a, b, c)), ("fmaf", a, b, c));
            same(observed(|| arithmetic::add::<_, f64>(x, y)), observed(|| x + y), ("add", x, y));
            same(observed(|| arithmetic::multiply::<_, f64>(x, y)), observed(|| x * y), ("multiply", x, y));
            same(observed(|| arithmetic::quotient::<_, f64>(x, y)), observed(|| x / y), ("quotient", x, y));
            same(observed(|| arithmetic::root::<_, f64>(x)), observed(|| sqrt(x)), ("root", x));
            same(observed(|| arithmetic::convert::<_, f32>(x)), observed(|| x as f32), ("convert", x));
            same(observed(|| remainder::fmod(x, y)), observed(|| fmod(x, y)), ("fmod", x, y));
            same(observed(|| scale::scale(x, n.into())), observed(|| scalbn(x, n)), ("scale", x, n));
            same(observed(|| adjacent::next_after(x, y)), observed(|| nextafter(x, y)), ("next_after", x, y));
            same(observed(|| integral::rint(x)), observed(|| rint(x)), ("rint", x));
            same(observed(|| scale::logb(x)), observed(|| logb(x)), ("logb", x));
            let (mut ours, mut theirs) = (0, 0);
            let rest = observed(|| {
                let (rest, quotient) = remainder::remquo(x, y);
                ours = quotient;
                rest
            });
            // SAFETY: the pointer is valid.
            same(rest, observed(|| unsafe { remquo(x, y, &raw mut theirs) }), ("remquo", x, y));
            assert_eq!(ours & 7, theirs & 7, "remquo({x:?}, {y:?})");
            fenv::set_round(Round::Nearest);
        }
    }
}

#[test]
fn float_operations() {
    use arch::float;
    let mut numbers = Numbers(99);
    for _ in 0..200_000 {
        let x = numbers.double();
        let to = |direction| (integral::integral(x, direction).0, 0);
        same(observed(|| float::floor(x)), to(integral::Direction::Usual(Round::Down)), ("floor", x));
        same(observed(|| float::ceil(x)), to(integral::Direction::Usual(Round::Up)), ("ceil", x));
        same(observed(|| float::trunc(x)), to(integral::Direction::Usual(Round::TowardZero)), ("trunc", x));
        same(observed(|| float::round(x)), to(integral::Direction::NearestAway), ("round", x));
        same(observed(|| float::roundeven(x)), to(integral::Direction::Usual(Round::Nearest)), ("roundeven", x));
        let x = x as f32;
        let to = |direction| (integral::integral(x, direction).0, 0);
        same(observed(|| float::floorf(x)), to(integral::Direction::Usual(Round::Down)), ("floorf", x));
        same(observed(|| float::ceilf(x)), to(integral::Direction::Usual(Round::Up)), ("ceilf", x));
        same(observed(|| float::roundf(x)), to(integral::Direction::NearestAway), ("roundf", x));
        same(observed(|| float::roundevenf(x)), to(integral::Direction::Usual(Round::Nearest)), ("roundevenf", x));
    }
}
