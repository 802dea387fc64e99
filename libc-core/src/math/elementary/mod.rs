//! The elementary and special functions for every format: the special cases of C23's Annex F, and the rest by `wide`.
//! The error is that of the one rounding and less than a hundredth of a unit in the last place, but where a function
//! says more.

pub mod exponential;
pub mod gamma;
pub mod hyperbolic;
pub mod inverse_trigonometric;
pub mod logarithm;
pub mod power;
pub mod root;
#[cfg(test)]
pub(super) mod tests;
pub mod trigonometric;

use super::format::{Format, deliver};
use super::wide::Wide;

/// An inexact result: it is cut off, and there is more of it.
fn inexact<F: Format>(value: Wide) -> F {
    deliver(value, true)
}
