//! The gamma function and its logarithm. C23 7.12.8, F.10.5.

use super::inexact;
use crate::math::format::{Format, Operand, deliver};
use crate::math::wide::{Wide, gamma as wide};

/// Γ of an integer up to this is a product without rounding.
const EXACT: u64 = 40;

/// (`n` - 1)!
fn factorial_before(n: u64) -> Wide {
    (1..n).fold(Wide::ONE, |product, factor| product * Wide::integer(factor as i64))
}

/// The gamma function: a pole at zero, invalid at negative integers.
pub fn tgamma<F: Format>(x: F) -> F {
    match x.operand() {
        Operand::Nan => x.quieted(),
        Operand::Infinite(false) => x,
        Operand::Infinite(true) => F::invalid(),
        Operand::Finite(value) if value.is_zero() => F::pole(x.is_minus()),
        Operand::Finite(value) => match (value.negative, value.integrality().0, value.integer_part()) {
            (true, true, _) => F::invalid(),
            (false, true, Some((n, _))) if n <= EXACT => deliver(factorial_before(n), false),
            (false, ..) => inexact(wide::gamma(value)),
            // Positive between -2n and -2n + 1.
            (true, _, part) => {
                let negative = part.is_none_or(|(n, _)| n % 2 == 0);
                inexact(wide::gamma_negative(value.abs()).with_sign(negative))
            }
        },
    }
}

/// The logarithm of the gamma function's magnitude, and its sign: a pole at zero and negative integers.
pub fn lgamma<F: Format>(x: F) -> (F, i32) {
    match x.operand() {
        Operand::Nan => (x.quieted(), 1),
        Operand::Infinite(_) => (F::infinity(false), 1),
        Operand::Finite(value) if value.is_zero() => (F::pole(false), if x.is_minus() { -1 } else { 1 }),
        Operand::Finite(value) if value.negative => {
            if value.integrality().0 {
                return (F::pole(false), 1);
            }
            let even = value.integer_part().is_none_or(|(n, _)| n % 2 == 0);
            (inexact(wide::ln_gamma_negative(value.abs())), if even { -1 } else { 1 })
        }
        Operand::Finite(value) if value == Wide::ONE || value == Wide::power_of_2(1) => (F::zero(false), 1),
        Operand::Finite(value) => (inexact(wide::ln_gamma(value)), 1),
    }
}
