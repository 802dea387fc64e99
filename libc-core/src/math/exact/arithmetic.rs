//! Arithmetic with one rounding: from wide formats to narrow ones, and the fused multiplication and addition.
//! C23 7.12.13, 7.12.14, F.10.10.

use super::remainder::nan_of;
use crate::math::format::{Format, Operand, deliver};
use crate::math::wide::{Wide, add_exact, divide, multiply_halves, square_root};
use arch::Round;
use arch::fenv;

/// To another format.
pub fn convert<F: Format, G: Format>(x: F) -> G {
    match x.operand() {
        Operand::Finite(value) => deliver(value.with_sign(x.is_minus()), false),
        Operand::Infinite(negative) => G::infinity(negative),
        Operand::Nan => {
            let _ = x.quieted();
            G::nan().with_sign(x.is_minus())
        }
    }
}

/// The sign of an exact zero that is a sum.
fn zero_sum(x_negative: bool, y_negative: bool) -> bool {
    if x_negative == y_negative { x_negative } else { fenv::get_round() == Round::Down }
}

/// A sum of 256-bit numbers, rounded.
fn deliver_sum<G: Format>(x: (Wide, u128), y: (Wide, u128)) -> G {
    let (sum, low, more) = add_exact(x, y);
    if sum.is_zero() && !more {
        return G::zero(zero_sum(x.0.negative, y.0.negative));
    }
    deliver(sum, low != 0 || more)
}

/// `x` + `y`.
pub fn add<F: Format, G: Format>(x: F, y: F) -> G {
    match (x.operand(), y.operand()) {
        (Operand::Nan, _) | (_, Operand::Nan) => convert(nan_of(x, y)),
        (Operand::Infinite(a), Operand::Infinite(b)) if a != b => G::invalid(),
        (Operand::Infinite(_), _) => convert(x),
        (_, Operand::Infinite(_)) => convert(y),
        (Operand::Finite(a), Operand::Finite(b)) => deliver_sum((a, 0), (b, 0)),
    }
}

/// `x` - `y`.
pub fn subtract<F: Format, G: Format>(x: F, y: F) -> G {
    if y.is_nan() { convert(nan_of(x, y)) } else { add(x, y.with_sign(!y.is_minus())) }
}

/// The product of finite numbers, exactly.
fn product(x: Wide, y: Wide) -> (Wide, u128) {
    let negative = x.negative != y.negative;
    if x.is_zero() || y.is_zero() {
        return (Wide::ZERO.with_sign(negative), 0);
    }
    let (mut high, mut low) = multiply_halves(x.significand, y.significand);
    let mut exponent = x.exponent + y.exponent + 1;
    if high >> 127 == 0 {
        high = high << 1 | low >> 127;
        low <<= 1;
        exponent -= 1;
    }
    (Wide { negative, exponent, significand: high }, low)
}

/// `x` × `y`.
pub fn multiply<F: Format, G: Format>(x: F, y: F) -> G {
    let negative = x.is_minus() != y.is_minus();
    match (x.operand(), y.operand()) {
        (Operand::Nan, _) | (_, Operand::Nan) => convert(nan_of(x, y)),
        (Operand::Finite(a), Operand::Finite(b)) => {
            let (high, low) = product(a, b);
            deliver(high, low != 0)
        }
        (Operand::Infinite(_), Operand::Finite(zero)) | (Operand::Finite(zero), Operand::Infinite(_))
            if zero.is_zero() =>
        {
            G::invalid()
        }
        _ => G::infinity(negative),
    }
}

/// `x` / `y`.
pub fn quotient<F: Format, G: Format>(x: F, y: F) -> G {
    let negative = x.is_minus() != y.is_minus();
    match (x.operand(), y.operand()) {
        (Operand::Nan, _) | (_, Operand::Nan) => convert(nan_of(x, y)),
        (Operand::Infinite(_), Operand::Infinite(_)) => G::invalid(),
        (Operand::Infinite(_), _) => G::infinity(negative),
        (_, Operand::Infinite(_)) => G::zero(negative),
        (Operand::Finite(a), Operand::Finite(b)) if b.is_zero() => {
            if a.is_zero() {
                G::invalid()
            } else {
                G::pole(negative)
            }
        }
        (Operand::Finite(a), Operand::Finite(b)) => {
            let (quotient, more) = divide(a, b);
            deliver(quotient, more)
        }
    }
}

/// `x` × `y` + `z`.
pub fn fused<F: Format, G: Format>(x: F, y: F, z: F) -> G {
    let negative = x.is_minus() != y.is_minus();
    match (x.operand(), y.operand(), z.operand()) {
        (Operand::Nan, _, _) | (_, Operand::Nan, _) => {
            if z.is_signaling() {
                let _ = z.quieted();
            }
            convert(nan_of(x, y))
        }
        (_, _, Operand::Nan) => convert(z.quieted()),
        (Operand::Infinite(_), Operand::Finite(zero), _) | (Operand::Finite(zero), Operand::Infinite(_), _)
            if zero.is_zero() =>
        {
            G::invalid()
        }
        (Operand::Finite(a), Operand::Finite(b), Operand::Finite(c)) => deliver_sum(product(a, b), (c, 0)),
        (Operand::Finite(_), Operand::Finite(_), Operand::Infinite(_)) => convert(z),
        (_, _, Operand::Infinite(sign)) if sign != negative => G::invalid(),
        _ => G::infinity(negative),
    }
}

/// The square root.
pub fn root<F: Format, G: Format>(x: F) -> G {
    match x.operand() {
        Operand::Nan => convert(x.quieted()),
        Operand::Finite(value) if value.is_zero() => G::zero(x.is_minus()),
        _ if x.is_minus() => G::invalid(),
        Operand::Infinite(_) => G::infinity(false),
        Operand::Finite(value) => {
            let (root, more) = square_root(value);
            deliver(root, more)
        }
    }
}

/// `x` - `y` if that is above 0, else 0.
pub fn difference<F: Format>(x: F, y: F) -> F {
    match super::order::order(x, y) {
        None => nan_of(x, y),
        Some(core::cmp::Ordering::Greater) => subtract(x, y),
        Some(_) => F::zero(false),
    }
}
