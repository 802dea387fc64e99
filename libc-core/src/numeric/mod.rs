//! Conversions between numbers and text, as safe Rust over slices.

pub mod approximation;
pub mod binary_format;
pub mod binary_to_decimal;
pub mod characters;
pub mod decimal_to_binary;
pub mod float_scan;
pub mod integer_scan;
pub mod integer_text;
pub mod limbs;
pub mod rounding;
pub mod short_decimal;
pub mod unpacked;

#[cfg(test)]
mod float_tests;
