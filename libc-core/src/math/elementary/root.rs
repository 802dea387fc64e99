//! Roots and lengths. C23 7.12.7, F.10.4.

use super::inexact;
use crate::math::exact::remainder::nan_of;
use crate::math::format::{Format, Operand, deliver, round};
use crate::math::wide::logarithm::ln_long;
use crate::math::wide::{Wide, add_exact, cube_root, divide, long, square_root};
use arch::Round;

/// The cube root.
pub fn cbrt<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Finite(value) if !value.is_zero() => {
            let (root, exact) = cube_root(value);
            deliver(root, !exact)
        }
        _ => x,
    }
}

/// √(`x`² + `y`²). Infinite if either is, whatever the other.
pub fn hypot<F: Format>(x: F, y: F) -> F {
    match (x.operand(), y.operand()) {
        (Operand::Infinite(_), _) | (_, Operand::Infinite(_)) if !x.is_signaling() && !y.is_signaling() => {
            F::infinity(false)
        }
        (Operand::Finite(a), Operand::Finite(b)) => {
            let (sum, low, more) = add_exact(long::square(a), long::square(b));
            let (root, rest) = square_root(sum);
            deliver(root, rest || low != 0 || more)
        }
        _ => nan_of(x, y),
    }
}

/// 1 / √`x`. A pole at zero, invalid below.
pub fn rsqrt<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Finite(value) if value.is_zero() => F::pole(x.is_minus()),
        Operand::Infinite(false) => F::zero(false),
        Operand::Finite(value) if !value.negative => {
            let (root, rest) = square_root(value);
            let (inverse, more) = divide(Wide::ONE, root);
            deliver(inverse, rest || more)
        }
        _ => F::invalid(),
    }
}

/// The `n`th root. Invalid for `n` 0, and for an even root of a negative number.
pub fn rootn<F: Format>(x: F, n: i64) -> F {
    let odd = n & 1 != 0;
    match x.operand() {
        Operand::Nan => x.quieted(),
        _ if n == 0 => F::invalid(),
        Operand::Finite(value) if value.is_zero() => {
            let negative = odd && x.is_minus();
            if n > 0 { F::zero(negative) } else { F::pole(negative) }
        }
        _ if x.is_minus() && !odd => F::invalid(),
        Operand::Infinite(negative) => {
            if n > 0 {
                F::infinity(negative)
            } else {
                F::zero(negative)
            }
        }
        _ if n == 1 => x,
        Operand::Finite(value) => {
            let logarithm = ln_long(value.abs());
            let (inverse, _) = divide(Wide::ONE, Wide::integer(n));
            // A quotient with 256 bits: the inverse, and what it lacks.
            let rest = Wide::ONE - inverse * Wide::integer(n);
            let root = long::exp(long::multiply(logarithm, long::add((inverse, 0), (rest * inverse, 0))));
            let root = root.with_sign(value.negative);
            match exact_root::<F>(root, value, n) {
                Some(exact) => deliver(exact, false),
                None => inexact(root),
            }
        }
    }
}

/// The format's number nearest to the root, if its `n`th power is `x`.
fn exact_root<F: Format>(root: Wide, x: Wide, n: i64) -> Option<Wide> {
    let (nearest, _) = round::<F>(root, false, Round::Nearest);
    let Operand::Finite(nearest) = nearest.operand() else { return None };
    let power = n.unsigned_abs();
    let shift = nearest.significand.trailing_zeros();
    let odd = nearest.significand >> shift;
    let odd_power = if odd == 1 { 1 } else { odd.checked_pow(u32::try_from(power).ok()?)? };
    let exponent = i64::from(nearest.exponent - 127 + shift as i32).checked_mul(power as i64)?;
    let exponent = i32::try_from(exponent).ok()?;
    let power = Wide::new(x.negative, 127, odd_power).scale(exponent);
    let equal =
        if n > 0 { power == x } else { odd_power == 1 && power.exponent == -x.exponent && x.significand == 1 << 127 };
    equal.then_some(nearest)
}
