//! The formats that `long double` has on some architecture.

/// A `long double` format.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// x87 80-bit extended: 64-bit significand with an explicit integer bit, 15-bit exponent.
    X87,
    /// IEEE 754 binary128: 112-bit fraction, 15-bit exponent.
    Binary128,
}
