//! Rounding modes.

/// A rounding direction of floating-point arithmetic (C23 5.2.5.3.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Round {
    /// To nearest, ties to even.
    Nearest,
    /// Towards negative infinity.
    Down,
    /// Towards positive infinity.
    Up,
    /// Towards zero.
    TowardZero,
}
