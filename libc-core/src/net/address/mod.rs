//! Internet addresses as text and as bytes.

mod classful;
mod order;
pub mod text;

/// `AF_INET`.
pub const AF_INET: core::ffi::c_int = 2;
/// `AF_INET6`.
pub const AF_INET6: core::ffi::c_int = 10;
