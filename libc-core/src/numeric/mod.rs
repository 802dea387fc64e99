//! Conversions between numbers and text, as safe Rust over slices.
