//! The floating-point environment: the x87 control word and MXCSR.

pub use crate::Round;

/// Overflow.
pub const OVERFLOW: u32 = 8;
/// Underflow.
pub const UNDERFLOW: u32 = 16;
/// Inexact result.
pub const INEXACT: u32 = 32;
/// A result is tiny if it is so after rounding to unbounded range.
pub const TININESS_AFTER_ROUNDING: bool = true;

/// The current rounding direction, as MXCSR has it.
#[inline]
pub fn get_round() -> Round {
    let mut mxcsr = 0u32;
    // SAFETY: stores MXCSR to a local.
    unsafe { core::arch::asm!("stmxcsr [{}]", in(reg) &raw mut mxcsr, options(nostack, preserves_flags)) };
    match mxcsr >> 13 & 3 {
        0 => Round::Nearest,
        1 => Round::Down,
        2 => Round::Up,
        _ => Round::TowardZero,
    }
}

/// Raises the exceptions of `mask`.
#[inline]
pub fn raise(mask: u32) {
    let mut mxcsr = 0u32;
    // SAFETY: stores MXCSR to a local, and loads it with more of its exception bits.
    unsafe {
        core::arch::asm!("stmxcsr [{}]", in(reg) &raw mut mxcsr, options(nostack, preserves_flags));
        if mxcsr & mask != mask {
            mxcsr |= mask;
            core::arch::asm!("ldmxcsr [{}]", in(reg) &raw const mxcsr, options(nostack, preserves_flags));
        }
    }
}
