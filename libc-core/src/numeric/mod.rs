//! Conversions between numbers and text, as safe Rust over slices.

pub mod binary_to_decimal;
pub mod integer_text;
pub mod rounding;
pub mod unpacked;
