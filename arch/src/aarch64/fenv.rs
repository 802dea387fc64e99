//! The floating-point environment: FPCR and FPSR.

pub use crate::Round;
use core::arch::asm;

/// Invalid operation.
pub const INVALID: u32 = 1;
/// Division by zero, a pole.
pub const DIVIDE_BY_ZERO: u32 = 2;
/// Overflow.
pub const OVERFLOW: u32 = 4;
/// Underflow.
pub const UNDERFLOW: u32 = 8;
/// Inexact result.
pub const INEXACT: u32 = 16;
/// Every exception.
pub const ALL: u32 = 31;

/// A result is tiny if it is so before rounding.
pub const TININESS_AFTER_ROUNDING: bool = false;

/// The trap enable bits of FPCR.
const TRAPS: u32 = ALL << 8;

/// `fexcept_t`.
pub type Exceptions = u32;

/// `fenv_t`: FPCR and FPSR.
#[repr(C)]
#[derive(Clone, Copy, Default, Debug)]
pub struct Environment {
    fpcr: u32,
    fpsr: u32,
}

/// `femode_t`: the dynamic modes, which are FPCR.
#[repr(C)]
#[derive(Clone, Copy, Default, Debug)]
pub struct Mode {
    fpcr: u32,
}

#[inline]
fn fpcr() -> u32 {
    let word: u64;
    // SAFETY: reads a control register.
    unsafe { asm!("mrs {}, fpcr", out(reg) word, options(nostack, nomem, preserves_flags)) };
    word as u32
}

#[inline]
fn set_fpcr(word: u32) {
    // SAFETY: writes a control register that arithmetic is to obey.
    unsafe { asm!("msr fpcr, {}", in(reg) u64::from(word), options(nostack, preserves_flags)) };
}

#[inline]
fn fpsr() -> u32 {
    let word: u64;
    // SAFETY: reads a status register.
    unsafe { asm!("mrs {}, fpsr", out(reg) word, options(nostack, preserves_flags)) };
    word as u32
}

#[inline]
fn set_fpsr(word: u32) {
    // SAFETY: writes a status register.
    unsafe { asm!("msr fpsr, {}", in(reg) u64::from(word), options(nostack, preserves_flags)) };
}

/// The current rounding direction.
#[inline]
pub fn get_round() -> Round {
    match fpcr() >> 22 & 3 {
        0 => Round::Nearest,
        1 => Round::Up,
        2 => Round::Down,
        _ => Round::TowardZero,
    }
}

/// Sets the rounding direction.
#[inline]
pub fn set_round(round: Round) {
    set_fpcr(fpcr() & !0xc0_0000 | round_number(round) as u32);
}

/// C's number for a rounding direction.
pub const fn round_number(round: Round) -> i32 {
    match round {
        Round::Nearest => 0,
        Round::Up => 0x40_0000,
        Round::Down => 0x80_0000,
        Round::TowardZero => 0xc0_0000,
    }
}

/// The exceptions of `mask` that are raised.
#[inline]
pub fn test(mask: u32) -> u32 {
    fpsr() & mask & ALL
}

/// Raises the exceptions of `mask`.
#[inline]
pub fn raise(mask: u32) {
    set_fpsr(fpsr() | mask & ALL);
}

/// Clears the exceptions of `mask`.
pub fn clear(mask: u32) {
    set_fpsr(fpsr() & !(mask & ALL));
}

/// The whole environment.
pub fn get_environment() -> Environment {
    Environment { fpcr: fpcr(), fpsr: fpsr() }
}

/// Installs an environment, or that of a program's start.
pub fn set_environment(environment: Option<&Environment>) {
    let environment = environment.copied().unwrap_or_default();
    set_fpcr(environment.fpcr);
    set_fpsr(environment.fpsr);
}

/// Masks every exception's trap.
pub fn mask_traps() {
    set_fpcr(fpcr() & !TRAPS);
}

/// The exceptions raised in a stored environment.
pub fn raised_in(environment: &Environment) -> u32 {
    environment.fpsr & ALL
}

/// The dynamic modes: rounding and traps.
pub fn get_mode() -> Mode {
    Mode { fpcr: fpcr() }
}

/// Installs dynamic modes, or those of a program's start.
pub fn set_mode(mode: Option<&Mode>) {
    set_fpcr(mode.copied().unwrap_or_default().fpcr);
}
