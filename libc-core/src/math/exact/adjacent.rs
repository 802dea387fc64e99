//! The neighbours of a number. C23 7.12.11, F.10.8.

use super::order::order;
use super::remainder::nan_of;
use crate::math::format::Format;
use arch::fenv::{self, INEXACT, OVERFLOW, UNDERFLOW};
use core::cmp::Ordering;

/// The next number above or below; a zero has subnormal neighbours. `x` is not a NaN, and not the infinity there.
fn neighbour<F: Format>(x: F, up: bool) -> F {
    let index = x.index();
    if index == 0 {
        return F::from_index(!up, 1);
    }
    let negative = x.is_minus();
    F::from_index(negative, if negative != up { index + 1 } else { index - 1 })
}

/// The next number of `x`'s format towards a number that lies there, with the exceptions that C wants.
fn toward<F: Format>(x: F, side: Ordering) -> F {
    let result = neighbour(x, side.is_gt());
    let exponent = result.fields().exponent;
    if exponent == F::SPECIAL {
        fenv::raise(OVERFLOW | INEXACT);
    } else if exponent == 0 {
        fenv::raise(UNDERFLOW | INEXACT);
    }
    result
}

/// The next number of the format from `x` towards `y`; `y` if they are equal.
pub fn next_after<F: Format>(x: F, y: F) -> F {
    match order(y, x) {
        None => nan_of(x, y),
        Some(Ordering::Equal) => y,
        Some(side) => toward(x, side),
    }
}

/// `next_after` with the target in another format; `narrow` has it in this one when they are equal.
pub fn next_toward<F: Format, G: Format>(x: F, y: G) -> F {
    if x.is_nan() {
        if y.is_signaling() {
            let _ = y.quieted();
        }
        return x.quieted();
    }
    if y.is_nan() {
        let _ = y.quieted();
        return F::nan().with_sign(y.is_minus());
    }
    match order(y, crate::math::exact::arithmetic::convert(x)) {
        Some(Ordering::Equal) | None => x.with_sign(y.is_minus()),
        Some(side) => toward(x, side),
    }
}

/// The least number above `x`. No exception but for a signaling NaN.
pub fn next_up<F: Format>(x: F) -> F {
    if x.is_nan() {
        return x.quieted();
    }
    if !x.is_minus() && x.fields().exponent == F::SPECIAL { x } else { neighbour(x, true) }
}

/// The greatest number below `x`. No exception but for a signaling NaN.
pub fn next_down<F: Format>(x: F) -> F {
    if x.is_nan() {
        return x.quieted();
    }
    if x.is_minus() && x.fields().exponent == F::SPECIAL { x } else { neighbour(x, false) }
}
