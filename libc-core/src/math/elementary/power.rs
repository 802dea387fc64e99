//! Powers. C23 7.12.7.3, 7.12.7.6, 7.12.7.7, F.10.4.

use super::inexact;
use crate::math::exact::remainder::nan_of;
use crate::math::format::{Format, Operand, deliver};
use crate::math::wide::logarithm::{ln_1p, ln_long};
use crate::math::wide::{Wide, long, square_root};

/// `x` to the power `y`, both finite, `x` positive and `y` not zero.
fn positive<F: Format>(x: Wide, y: Wide, negative: bool) -> F {
    if let Some(power) = exact(x, y) {
        return deliver(power.with_sign(negative), false);
    }
    inexact(long::exp(long::multiply((y, 0), ln_long(x))).with_sign(negative))
}

/// The power if it is short: a power of 2's, or a natural power of a root of `x` that is taken exactly.
fn exact(mut x: Wide, mut y: Wide) -> Option<Wide> {
    // What has more bits below the point, or above it, makes a result that is long, or none.
    for _ in 0..8 {
        if y.integrality().0 {
            break;
        }
        let (root, more) = square_root(x);
        if more {
            return None;
        }
        (x, y) = (root, y.scale(1));
    }
    let (n, fraction) = y.integer_part()?;
    if fraction || n > 0x2_0000 {
        return None;
    }
    let shift = x.significand.trailing_zeros();
    let odd = x.significand >> shift;
    if odd != 1 && y.negative {
        return None;
    }
    let power = if odd == 1 { 1 } else { odd.checked_pow(n as u32)? };
    let exponent = i64::from(x.exponent - 127 + shift as i32) * n as i64;
    let exponent = exponent.clamp(-0x10_0000, 0x10_0000) as i32;
    Some(Wide::new(false, 127, power).scale(if y.negative { -exponent } else { exponent }))
}

/// `x` to the power `y`.
pub fn pow<F: Format>(x: F, y: F) -> F {
    let (base, power) = (x.operand(), y.operand());
    let one = Operand::Finite(Wide::ONE);
    if base == one && !y.is_signaling() || matches!(power, Operand::Finite(y) if y.is_zero()) && !x.is_signaling() {
        return F::one(false);
    }
    let (integer, odd) = match power {
        Operand::Finite(y) => y.integrality(),
        _ => (false, false),
    };
    let negative = odd && x.is_minus();
    match (base, power) {
        (Operand::Nan, _) | (_, Operand::Nan) => nan_of(x, y),
        (Operand::Finite(x), Operand::Infinite(falls)) => match x.abs().compare_magnitude(Wide::ONE) {
            core::cmp::Ordering::Equal => F::one(false),
            order if order.is_gt() != falls => F::infinity(false),
            _ => F::zero(false),
        },
        (Operand::Infinite(_), _) => {
            if y.is_minus() {
                F::zero(negative)
            } else {
                F::infinity(negative)
            }
        }
        (Operand::Finite(x), Operand::Finite(y)) if x.is_zero() => {
            if y.negative {
                F::pole(negative)
            } else {
                F::zero(negative)
            }
        }
        (Operand::Finite(x), _) if x.negative && !integer => F::invalid(),
        (Operand::Finite(x), Operand::Finite(y)) => positive(x.abs(), y, negative),
    }
}

/// `x` to the power `y` as exp(`y` ln `x`): invalid for a negative `x`, and where that product is.
pub fn powr<F: Format>(x: F, y: F) -> F {
    match (x.operand(), y.operand()) {
        (Operand::Nan, _) | (_, Operand::Nan) => nan_of(x, y),
        (Operand::Finite(x), Operand::Finite(y)) if x.is_zero() && y.is_zero() => F::invalid(),
        (Operand::Finite(x), _) if x.is_zero() => {
            if y.is_minus() {
                if matches!(y.operand(), Operand::Infinite(_)) { F::infinity(false) } else { F::pole(false) }
            } else {
                F::zero(false)
            }
        }
        _ if x.is_minus() => F::invalid(),
        (Operand::Infinite(_), Operand::Finite(y)) if y.is_zero() => F::invalid(),
        (Operand::Finite(x), Operand::Infinite(_)) if x == Wide::ONE => F::invalid(),
        _ => pow(x, y),
    }
}

/// `x` to the power of an integer.
pub fn pown<F: Format>(x: F, n: i64) -> F {
    match x.operand() {
        _ if n == 0 && !x.is_signaling() => F::one(false),
        Operand::Nan => x.quieted(),
        Operand::Infinite(_) => {
            let negative = n & 1 != 0 && x.is_minus();
            if n > 0 { F::infinity(negative) } else { F::zero(negative) }
        }
        Operand::Finite(value) if value.is_zero() => {
            let negative = n & 1 != 0 && x.is_minus();
            if n > 0 { F::zero(negative) } else { F::pole(negative) }
        }
        Operand::Finite(value) if value.abs() == Wide::ONE => F::one(n & 1 != 0 && value.negative),
        Operand::Finite(value) => positive(value.abs(), Wide::integer(n), n & 1 != 0 && value.negative),
    }
}

/// 1 + `x` to the power of an integer. Invalid below -1.
pub fn compoundn<F: Format>(x: F, n: i64) -> F {
    match x.operand() {
        Operand::Nan if n == 0 && !x.is_signaling() => F::one(false),
        Operand::Nan => x.quieted(),
        Operand::Infinite(true) => F::invalid(),
        Operand::Finite(value) if value.negative && !value.is_zero() && value.exponent >= 0 && value != -Wide::ONE => {
            F::invalid()
        }
        _ if n == 0 => F::one(false),
        Operand::Infinite(_) => {
            if n > 0 {
                x
            } else {
                F::zero(false)
            }
        }
        Operand::Finite(value) if value == -Wide::ONE => {
            if n > 0 {
                F::zero(false)
            } else {
                F::pole(false)
            }
        }
        Operand::Finite(value) if value.is_zero() => F::one(false),
        Operand::Finite(value) => {
            let next = value + Wide::ONE;
            if next - Wide::ONE == value {
                return positive(next, Wide::integer(n), false);
            }
            inexact(long::exp(long::multiply((ln_1p(value), 0), (Wide::integer(n), 0))))
        }
    }
}
