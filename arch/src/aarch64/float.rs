//! Floating-point operations for which some CPUs have an instruction: here all of them.

use core::arch::asm;

/// One-operand instructions.
macro_rules! unary {
    ($($(#[$meta:meta])* $double:ident $float:ident: $instruction:literal;)*) => {$(
        $(#[$meta])*
        #[inline]
        pub fn $double(mut x: f64) -> f64 {
            // SAFETY: an instruction on registers; it may raise exceptions, so it is not `pure`.
            unsafe { asm!(concat!($instruction, " {0:d}, {0:d}"), inout(vreg) x, options(nomem, nostack, preserves_flags)) };
            x
        }

        $(#[$meta])*
        #[inline]
        pub fn $float(mut x: f32) -> f32 {
            // SAFETY: an instruction on registers; it may raise exceptions, so it is not `pure`.
            unsafe { asm!(concat!($instruction, " {0:s}, {0:s}"), inout(vreg) x, options(nomem, nostack, preserves_flags)) };
            x
        }
    )*};
}

unary! {
    /// The square root, correctly rounded.
    sqrt sqrtf: "fsqrt";
    /// The integral value towards zero.
    trunc truncf: "frintz";
    /// The integral value towards negative infinity.
    floor floorf: "frintm";
    /// The integral value towards positive infinity.
    ceil ceilf: "frintp";
    /// The nearest integral value, halfway cases away from zero.
    round roundf: "frinta";
    /// The nearest integral value, halfway cases to even.
    roundeven roundevenf: "frintn";
    /// The integral value in the current rounding direction; raises the inexact exception if it differs from `x`.
    rint rintf: "frintx";
}

/// To an integer in the current rounding direction; out of range raises the invalid exception.
#[inline]
pub fn to_integer(x: f64) -> i64 {
    truncate_to_integer(rint(x))
}

/// An integral value to an integer; out of range raises the invalid exception.
#[inline]
pub fn truncate_to_integer(x: f64) -> i64 {
    let integer: i64;
    // SAFETY: an instruction on registers; it may raise exceptions, so it is not `pure`.
    unsafe { asm!("fcvtzs {0}, {1:d}", out(reg) integer, in(vreg) x, options(nomem, nostack, preserves_flags)) };
    integer
}

/// `x` × `y` + `z`, rounded once, if the CPU can.
#[inline]
pub fn fma(mut x: f64, y: f64, z: f64) -> Option<f64> {
    // SAFETY: an instruction on registers; it may raise exceptions, so it is not `pure`.
    unsafe {
        asm!("fmadd {0:d}, {0:d}, {1:d}, {2:d}", inout(vreg) x, in(vreg) y, in(vreg) z, options(nomem, nostack, preserves_flags))
    };
    Some(x)
}

/// `x` × `y` + `z`, rounded once, if the CPU can.
#[inline]
pub fn fmaf(mut x: f32, y: f32, z: f32) -> Option<f32> {
    // SAFETY: an instruction on registers; it may raise exceptions, so it is not `pure`.
    unsafe {
        asm!("fmadd {0:s}, {0:s}, {1:s}, {2:s}", inout(vreg) x, in(vreg) y, in(vreg) z, options(nomem, nostack, preserves_flags))
    };
    Some(x)
}
