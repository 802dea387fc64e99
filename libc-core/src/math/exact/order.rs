//! Comparison, classification, and the parts of NaNs. C23 7.12.3, 7.12.17, F.10.13.

use crate::math::format::{Fields, Format, Operand};
use arch::fenv::{self, INVALID};
use core::cmp::Ordering;

/// `FP_NAN` … `FP_NORMAL`.
pub fn classify<F: Format>(x: F) -> i32 {
    match x.operand() {
        Operand::Nan => 0,
        Operand::Infinite(_) => 1,
        Operand::Finite(value) if value.is_zero() => 2,
        Operand::Finite(value) if value.exponent < F::MIN_EXPONENT => 3,
        Operand::Finite(_) => 4,
    }
}

/// The numeric order, if there is one; the zeros are equal. Raises no exception.
pub fn order<F: Format>(x: F, y: F) -> Option<Ordering> {
    if x.is_nan() || y.is_nan() {
        return None;
    }
    let key = |x: F| {
        let index = x.index() as i128;
        if x.is_minus() { -index } else { index }
    };
    Some(key(x).cmp(&key(y)))
}

/// The order of IEEE 754's totalOrder.
pub fn total_order<F: Format>(x: F, y: F) -> Ordering {
    let key = |x: F| {
        let index = x.index() as i128;
        if x.is_minus() { !index } else { index }
    };
    key(x).cmp(&key(y))
}

/// The payload of a NaN as a number; -1 for what is none.
pub fn payload<F: Format>(x: F) -> F {
    if !x.is_nan() {
        return F::one(true);
    }
    let payload = x.fields().significand & ((F::INTEGER >> 1) - 1);
    crate::math::format::deliver(crate::math::wide::Wide::new(false, 127, payload), false)
}

/// A NaN with this payload, which must be an integer that fits; else `None`.
pub fn with_payload<F: Format>(payload: F, signaling: bool) -> Option<F> {
    let Operand::Finite(value) = payload.operand() else { return None };
    if payload.is_minus() || !value.integrality().0 || !value.is_zero() && value.exponent >= F::PRECISION as i32 - 2 {
        return None;
    }
    let number = if value.is_zero() { 0 } else { value.significand >> (127 - value.exponent) };
    if signaling && number == 0 {
        return None;
    }
    let quiet = if signaling { 0 } else { F::INTEGER >> 1 };
    Some(F::from_fields(Fields { negative: false, exponent: F::SPECIAL, significand: F::INTEGER | quiet | number }))
}

/// Whether the encoding is the canonical one: the integer bit of the x87 format is as the exponent says.
pub fn is_canonical<F: Format>(x: F) -> bool {
    let Fields { exponent, significand, .. } = x.fields();
    (exponent != 0) == (significand & F::INTEGER != 0)
}

/// The canonical encoding; `None` for an encoding that is none of the format's values.
pub fn canonical<F: Format>(x: F) -> Option<F> {
    match x.operand() {
        Operand::Nan if x.fields().exponent != F::SPECIAL || x.fields().significand & F::INTEGER == 0 => None,
        Operand::Nan => Some(x.quieted()),
        Operand::Infinite(_) => Some(x),
        Operand::Finite(value) => Some(crate::math::format::deliver(value.with_sign(x.is_minus()), false)),
    }
}

/// Equality that raises the invalid exception for every NaN.
pub fn signaling_equality<F: Format>(x: F, y: F) -> bool {
    match order(x, y) {
        None => {
            fenv::raise(INVALID);
            false
        }
        Some(order) => order.is_eq(),
    }
}
