//! The floating-point environment: the x87 control word and MXCSR.

pub use crate::Round;

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
