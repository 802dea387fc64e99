//! The larger and the smaller of two numbers. C23 7.12.12, F.10.9.

use super::order::order;
use super::remainder::nan_of;
use crate::math::format::Format;
use core::cmp::Ordering;

/// How NaNs count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NanRule {
    /// A NaN is the result (`fmaximum`).
    Propagate,
    /// A number is preferred to a NaN (`fmaximum_num`, `fmax`).
    Ignore,
}

/// The larger (or with `smaller` the smaller) of `x` and `y`, by magnitude first if `magnitude`; +0 is above -0.
pub fn choose<F: Format>(x: F, y: F, smaller: bool, magnitude: bool, rule: NanRule) -> F {
    if x.is_nan() || y.is_nan() {
        if rule == NanRule::Propagate || x.is_nan() && y.is_nan() {
            return nan_of(x, y);
        }
        let (nan, number) = if x.is_nan() { (x, y) } else { (y, x) };
        let _ = nan.quieted();
        return number;
    }
    let mut ordering = Ordering::Equal;
    if magnitude {
        ordering = x.index().cmp(&y.index());
    }
    let ordering =
        ordering.then_with(|| order(x, y).unwrap_or(Ordering::Equal)).then_with(|| y.is_minus().cmp(&x.is_minus()));
    if ordering.is_lt() != smaller { y } else { x }
}
