//! The floating-point environment: FPCR and FPSR.

pub use crate::Round;

/// Overflow.
pub const OVERFLOW: u32 = 4;
/// Underflow.
pub const UNDERFLOW: u32 = 8;
/// Inexact result.
pub const INEXACT: u32 = 16;
/// A result is tiny if it is so after rounding to unbounded range.
pub const TININESS_AFTER_ROUNDING: bool = false;

/// The current rounding direction.
#[inline]
pub fn get_round() -> Round {
    let fpcr: u64;
    // SAFETY: reads a control register.
    unsafe { core::arch::asm!("mrs {}, fpcr", out(reg) fpcr, options(nostack, nomem, preserves_flags)) };
    match fpcr >> 22 & 3 {
        0 => Round::Nearest,
        1 => Round::Up,
        2 => Round::Down,
        _ => Round::TowardZero,
    }
}

/// Raises the exceptions of `mask`.
#[inline]
pub fn raise(mask: u32) {
    let mut fpsr: u64;
    // SAFETY: sets exception bits in the status register.
    unsafe {
        core::arch::asm!("mrs {}, fpsr", out(reg) fpsr, options(nostack, preserves_flags));
        fpsr |= u64::from(mask);
        core::arch::asm!("msr fpsr, {}", in(reg) fpsr, options(nostack, preserves_flags));
    }
}
