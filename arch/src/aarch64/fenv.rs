//! The floating-point environment: FPCR and FPSR.

pub use crate::Round;

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
