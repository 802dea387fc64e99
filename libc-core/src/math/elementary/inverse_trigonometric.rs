//! Inverse trigonometric functions. C23 7.12.4, F.10.1.

use super::inexact;
use crate::math::exact::remainder::nan_of;
use crate::math::format::{Format, Operand, deliver};
use crate::math::wide::{ONE_OVER_PI, PI, Wide, inverse_trigonometric as wide};

/// What an angle is measured in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Radians.
    Radian,
    /// Multiples of π.
    Pi,
}

impl Unit {
    /// An angle in radians.
    fn angle<F: Format>(self, radians: Wide) -> F {
        match self {
            Unit::Radian => inexact(radians),
            Unit::Pi => inexact(radians * ONE_OVER_PI),
        }
    }

    /// An angle of so many quarters of π.
    fn quarters<F: Format>(self, count: i64, negative: bool) -> F {
        let quarters = Wide::integer(count).scale(-2).with_sign(negative);
        match self {
            Unit::Radian => inexact(quarters * PI),
            Unit::Pi => deliver(quarters, false),
        }
    }
}

/// The arc sine.
pub fn asin<F: Format>(x: F, unit: Unit) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Finite(value) if value.is_zero() => x,
        Operand::Finite(value) if value.abs() == Wide::ONE => unit.quarters(2, value.negative),
        Operand::Finite(value) if value.exponent < 0 => unit.angle(wide::asin(value)),
        _ => F::invalid(),
    }
}

/// The arc cosine.
pub fn acos<F: Format>(x: F, unit: Unit) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Finite(value) if value == Wide::ONE => F::zero(false),
        Operand::Finite(value) if value == -Wide::ONE => unit.quarters(4, false),
        Operand::Finite(value) if value.is_zero() => unit.quarters(2, false),
        Operand::Finite(value) if value.exponent < 0 => unit.angle(wide::acos(value)),
        _ => F::invalid(),
    }
}

/// The arc tangent.
pub fn atan<F: Format>(x: F, unit: Unit) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(negative) => unit.quarters(2, negative),
        Operand::Finite(value) if value.is_zero() => x,
        Operand::Finite(value) if value.abs() == Wide::ONE => unit.quarters(1, value.negative),
        Operand::Finite(value) => unit.angle(wide::atan(value)),
    }
}

/// The angle of the point (`x`, `y`).
pub fn atan2<F: Format>(y: F, x: F, unit: Unit) -> F {
    let (up, right) = (!y.is_minus(), !x.is_minus());
    let straight = |zero: bool| if zero { F::zero(!up) } else { unit.quarters(4, !up) };
    match (y.operand(), x.operand()) {
        (Operand::Nan, _) | (_, Operand::Nan) => nan_of(y, x),
        (Operand::Infinite(_), Operand::Infinite(_)) => unit.quarters(if right { 1 } else { 3 }, !up),
        (Operand::Infinite(_), _) => unit.quarters(2, !up),
        (_, Operand::Infinite(_)) => straight(right),
        (Operand::Finite(rise), _) if rise.is_zero() => straight(right),
        (_, Operand::Finite(run)) if run.is_zero() => unit.quarters(2, !up),
        (Operand::Finite(rise), Operand::Finite(run)) => {
            if unit == Unit::Pi && rise.abs() == run.abs() {
                return unit.quarters(if right { 1 } else { 3 }, !up);
            }
            unit.angle(wide::atan2(rise, run))
        }
    }
}
