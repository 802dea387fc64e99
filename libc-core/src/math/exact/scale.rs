//! Exponents: taking them out and putting them in. C23 7.12.6, F.10.3.

use crate::math::format::{Format, Operand, deliver};
use crate::math::wide::Wide;
use arch::fenv::{self, INVALID};

/// `FP_ILOGB0` and `FP_ILOGBNAN`.
const ILOGB_NONE: i32 = i32::MIN;

/// A fraction in [1/2, 1) and an exponent.
pub fn frexp<F: Format>(x: F) -> (F, i32) {
    match x.operand() {
        Operand::Finite(value) if !value.is_zero() => {
            (deliver(Wide { exponent: -1, ..value }, false), value.exponent + 1)
        }
        Operand::Nan => (x.quieted(), 0),
        _ => (x, 0),
    }
}

/// `x` × 2^`power`, rounded once.
pub fn scale<F: Format>(x: F, power: i64) -> F {
    match x.operand() {
        Operand::Finite(value) if !value.is_zero() => {
            let power = power.clamp(-0x10_0000, 0x10_0000) as i32;
            deliver(value.scale(power), false)
        }
        Operand::Nan => x.quieted(),
        _ => x,
    }
}

/// The exponent as a number of the format.
pub fn logb<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Finite(value) if value.is_zero() => F::pole(true),
        Operand::Finite(value) => deliver(Wide::integer(value.exponent.into()), false),
        Operand::Infinite(_) => F::infinity(false),
        Operand::Nan => x.quieted(),
    }
}

/// The exponent; for zero, an infinity and a NaN the invalid exception, and the constants that C has for them.
pub fn ilogb<F: Format>(x: F) -> i32 {
    match x.operand() {
        Operand::Finite(value) if !value.is_zero() => return value.exponent,
        _ => fenv::raise(INVALID),
    }
    match x.operand() {
        Operand::Infinite(_) => i32::MAX,
        _ => ILOGB_NONE,
    }
}

/// `ilogb` to `long`.
pub fn llogb<F: Format>(x: F) -> i64 {
    match ilogb(x) {
        ILOGB_NONE => i64::MIN,
        i32::MAX => i64::MAX,
        exponent => exponent.into(),
    }
}

/// `x` × 2^`power` where the power is a number of the format: it must be an integer.
pub fn scalb<F: Format>(x: F, power: F) -> F {
    match (x.operand(), power.operand()) {
        (Operand::Nan, _) => x.quieted(),
        (_, Operand::Nan) => power.quieted(),
        (Operand::Finite(value), Operand::Infinite(false)) if value.is_zero() => F::invalid(),
        (Operand::Infinite(_), Operand::Infinite(true)) => F::invalid(),
        (_, Operand::Infinite(false)) => F::infinity(x.is_minus()),
        (_, Operand::Infinite(true)) => F::zero(x.is_minus()),
        (_, Operand::Finite(value)) => match (value.integrality(), value.integer_part()) {
            ((false, _), _) => F::invalid(),
            (_, part) => {
                let magnitude = part.map_or(i64::MAX, |(magnitude, _)| magnitude as i64);
                scale(x, if value.negative { -magnitude } else { magnitude })
            }
        },
    }
}

/// The significand: `x` scaled so that its exponent is 0.
pub fn significand<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Finite(value) if !value.is_zero() => deliver(Wide { exponent: 0, ..value }, false),
        Operand::Nan => x.quieted(),
        _ => x,
    }
}
