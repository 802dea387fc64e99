//! Rounding to integral values and integers. C23 7.12.9, F.10.6.

use crate::math::format::{Format, Operand, deliver};
use crate::math::wide::Wide;
use crate::numeric::rounding::away_from_zero;
use arch::Round;
use arch::fenv::{self, INEXACT, INVALID};

/// How to round.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// As arithmetic can.
    Usual(Round),
    /// To nearest, halfway cases away from zero.
    NearestAway,
}

impl Direction {
    /// That of the environment.
    pub fn current() -> Self {
        Direction::Usual(fenv::get_round())
    }

    /// The direction of an `FP_INT_` constant; unknown ones are as any.
    pub fn from_constant(constant: i32) -> Self {
        match constant {
            0 => Direction::Usual(Round::Up),
            1 => Direction::Usual(Round::Down),
            2 => Direction::Usual(Round::TowardZero),
            3 => Direction::NearestAway,
            _ => Direction::Usual(Round::Nearest),
        }
    }
}

/// The integral value, and whether it differs.
pub fn integral_value(x: Wide, direction: Direction) -> (Wide, bool) {
    if x.is_zero() || x.exponent >= 127 {
        return (x, false);
    }
    let below = 127 - i64::from(x.exponent);
    let (kept, half, rest) = match below {
        1..128 => {
            let fraction = x.significand & ((1 << below) - 1);
            let half = fraction >> (below - 1) != 0;
            (x.significand >> below, half, fraction & !(1 << (below - 1)) != 0)
        }
        128 => (0, true, x.significand << 1 != 0),
        _ => (0, false, true),
    };
    let up = match direction {
        Direction::Usual(direction) => away_from_zero(direction, x.negative, kept & 1 != 0, half, rest),
        Direction::NearestAway => half,
    };
    (Wide::new(x.negative, 127, kept + u128::from(up)), half || rest)
}

/// The integral value of `x`, and whether it differs. A signaling NaN raises the invalid exception.
pub fn integral<F: Format>(x: F, direction: Direction) -> (F, bool) {
    match x.operand() {
        Operand::Finite(value) => {
            let (value, differs) = integral_value(value, direction);
            (deliver(value, false), differs)
        }
        Operand::Infinite(_) => (x, false),
        Operand::Nan => (x.quieted(), false),
    }
}

/// `rint`: the integral value in the current direction; the inexact exception if it differs.
pub fn rint<F: Format>(x: F) -> F {
    let (value, differs) = integral(x, Direction::current());
    if differs {
        fenv::raise(INEXACT);
    }
    value
}

/// To `i64`. Out of range, and for a NaN, the result is the least integer with the invalid exception; else the
/// inexact exception if `exact` asks for it and the value differs.
pub fn to_integer<F: Format>(x: F, direction: Direction, exact: bool) -> i64 {
    if let Operand::Finite(value) = x.operand() {
        let (value, differs) = integral_value(value, direction);
        let least = value.negative && value.exponent == 63 && value.significand == 1 << 127;
        if let Some((magnitude, _)) = value.integer_part() {
            if differs && exact {
                fenv::raise(INEXACT);
            }
            return if value.negative { (magnitude as i64).wrapping_neg() } else { magnitude as i64 };
        }
        if least {
            return i64::MIN;
        }
    }
    fenv::raise(INVALID);
    i64::MIN
}

/// `fromfp`, `ufromfp` and, with `exact`, their `x` forms: `x` rounded to an integral value that `width` bits hold. A
/// value that does not fit is an invalid operation.
pub fn from_fp<F: Format>(x: F, constant: i32, width: u32, signed: bool, exact: bool) -> F {
    let Operand::Finite(value) = x.operand() else { return F::invalid() };
    let (value, differs) = integral_value(value, Direction::from_constant(constant));
    // A magnitude of this exponent needs so many bits.
    let bits = if value.is_zero() { 0 } else { i64::from(value.exponent) + 1 };
    let width = i64::from(width);
    let fits = match (signed, value.negative) {
        _ if width == 0 => false,
        _ if value.is_zero() => true,
        (false, negative) => !negative && bits <= width,
        (true, false) => bits < width,
        (true, true) => bits < width || bits == width && value.significand == 1 << 127,
    };
    if !fits {
        return F::invalid();
    }
    if differs && exact {
        fenv::raise(INEXACT);
    }
    deliver(value.with_sign(x.is_minus()), false)
}

/// The integral part and the fraction, both with the sign of `x`.
pub fn modf<F: Format>(x: F) -> (F, F) {
    let negative = x.is_minus();
    match x.operand() {
        Operand::Finite(value) => {
            let (whole, differs) = integral_value(value, Direction::Usual(Round::TowardZero));
            let fraction = if differs { value - whole } else { Wide::ZERO };
            (deliver(whole.with_sign(negative), false), deliver(fraction.with_sign(negative), false))
        }
        Operand::Infinite(_) => (x, F::zero(negative)),
        Operand::Nan => (x.quieted(), x.quieted()),
    }
}
