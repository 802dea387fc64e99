//! The floating-point environment: the x87 control and status words, and MXCSR. The x87 unit computes `long double`,
//! SSE everything else; control goes to both, and the exceptions of both are one set.

pub use crate::Round;
use core::arch::asm;

/// Invalid operation.
pub const INVALID: u32 = 1;
/// Division by zero, a pole.
pub const DIVIDE_BY_ZERO: u32 = 4;
/// Overflow.
pub const OVERFLOW: u32 = 8;
/// Underflow.
pub const UNDERFLOW: u32 = 16;
/// Inexact result.
pub const INEXACT: u32 = 32;
/// Every exception; the denormal operand, the CPU's own, is one.
pub const ALL: u32 = 63;

/// A result is tiny if it is so after rounding to unbounded range.
pub const TININESS_AFTER_ROUNDING: bool = true;

/// The control word after `finit`, and MXCSR at a program's start.
const DEFAULT_CONTROL: u16 = 0x37f;
const DEFAULT_MXCSR: u32 = 0x1f80;

/// `fexcept_t`.
pub type Exceptions = u16;

/// `fenv_t`: what `fnstenv` stores, then MXCSR.
#[repr(C)]
#[derive(Clone, Copy, Default, Debug)]
pub struct Environment {
    control: u16,
    unused1: u16,
    status: u16,
    unused2: u16,
    tags: u16,
    unused3: u16,
    instruction: [u32; 2],
    operand: [u32; 2],
    mxcsr: u32,
}

/// `femode_t`: the dynamic modes.
#[repr(C)]
#[derive(Clone, Copy, Default, Debug)]
pub struct Mode {
    control: u16,
    unused: u16,
    mxcsr: u32,
}

#[inline]
fn mxcsr() -> u32 {
    let mut word = 0u32;
    // SAFETY: stores MXCSR to a local.
    unsafe { asm!("stmxcsr [{}]", in(reg) &raw mut word, options(nostack, preserves_flags)) };
    word
}

#[inline]
fn set_mxcsr(word: u32) {
    // SAFETY: loads MXCSR from a local; reserved bits were never set.
    unsafe { asm!("ldmxcsr [{}]", in(reg) &raw const word, options(nostack, preserves_flags)) };
}

#[inline]
fn control() -> u16 {
    let mut word = 0u16;
    // SAFETY: stores the control word to a local.
    unsafe { asm!("fnstcw word ptr [{}]", in(reg) &raw mut word, options(nostack, preserves_flags)) };
    word
}

#[inline]
fn set_control(word: u16) {
    // SAFETY: loads the control word from a local.
    unsafe { asm!("fldcw word ptr [{}]", in(reg) &raw const word, options(nostack, preserves_flags)) };
}

#[inline]
fn status() -> u16 {
    let word: u16;
    // SAFETY: reads the status word.
    unsafe { asm!("fnstsw ax", out("ax") word, options(nostack, nomem, preserves_flags)) };
    word
}

/// `fnstenv`, which also masks the x87 exceptions.
#[inline]
fn store_environment() -> Environment {
    let mut environment = Environment::default();
    // SAFETY: the structure begins with the 28 bytes that are stored.
    unsafe { asm!("fnstenv [{}]", in(reg) &raw mut environment, options(nostack, preserves_flags)) };
    environment
}

/// `fldenv`.
#[inline]
fn load_environment(environment: &Environment) {
    // SAFETY: the structure begins with the 28 bytes that are loaded; the register stack is empty between functions,
    // and the tags that were stored say so.
    unsafe { asm!("fldenv [{}]", in(reg) environment, options(nostack, preserves_flags)) };
}

/// The rounding direction of a control field, its two bits at the bottom.
fn direction(bits: u32) -> Round {
    match bits & 3 {
        0 => Round::Nearest,
        1 => Round::Down,
        2 => Round::Up,
        _ => Round::TowardZero,
    }
}

/// The current rounding direction, as MXCSR has it.
#[inline]
pub fn get_round() -> Round {
    direction(mxcsr() >> 13)
}

/// Sets the rounding direction.
#[inline]
pub fn set_round(round: Round) {
    let bits = match round {
        Round::Nearest => 0,
        Round::Down => 1,
        Round::Up => 2,
        Round::TowardZero => 3,
    };
    set_control(control() & !0xc00 | bits << 10);
    set_mxcsr(mxcsr() & !0x6000 | u32::from(bits) << 13);
}

/// C's number for a rounding direction.
pub const fn round_number(round: Round) -> i32 {
    match round {
        Round::Nearest => 0,
        Round::Down => 0x400,
        Round::Up => 0x800,
        Round::TowardZero => 0xc00,
    }
}

/// The exceptions of `mask` that are raised.
#[inline]
pub fn test(mask: u32) -> u32 {
    (mxcsr() | u32::from(status())) & mask & ALL
}

/// Raises the exceptions of `mask`.
#[inline]
pub fn raise(mask: u32) {
    let raised = mxcsr();
    if !raised & mask & ALL != 0 {
        set_mxcsr(raised | mask & ALL);
    }
}

/// Clears the exceptions of `mask`.
pub fn clear(mask: u32) {
    let mask = mask & ALL;
    if u32::from(status()) & mask != 0 {
        let mut environment = store_environment();
        environment.status &= !mask as u16;
        load_environment(&environment);
    }
    set_mxcsr(mxcsr() & !mask);
}

/// The whole environment.
pub fn get_environment() -> Environment {
    let mut environment = store_environment();
    // Storing has masked the exceptions.
    load_environment(&environment);
    environment.mxcsr = mxcsr();
    environment
}

/// Installs an environment, or that of a program's start.
pub fn set_environment(environment: Option<&Environment>) {
    match environment {
        Some(environment) => {
            load_environment(environment);
            set_mxcsr(environment.mxcsr);
        }
        None => {
            let mut start = store_environment();
            start.control = DEFAULT_CONTROL;
            start.status = 0;
            start.tags = 0xffff;
            load_environment(&start);
            set_mxcsr(DEFAULT_MXCSR);
        }
    }
}

/// Masks every exception's trap.
pub fn mask_traps() {
    set_control(control() | ALL as u16);
    set_mxcsr(mxcsr() | ALL << 7);
}

/// The exceptions raised in a stored environment.
pub fn raised_in(environment: &Environment) -> u32 {
    (u32::from(environment.status) | environment.mxcsr) & ALL
}

/// The dynamic modes: rounding and traps.
pub fn get_mode() -> Mode {
    Mode { control: control(), unused: 0, mxcsr: mxcsr() & !ALL }
}

/// Installs dynamic modes, or those of a program's start.
pub fn set_mode(mode: Option<&Mode>) {
    let start = Mode { control: DEFAULT_CONTROL, unused: 0, mxcsr: DEFAULT_MXCSR };
    let mode = mode.unwrap_or(&start);
    set_control(mode.control);
    set_mxcsr(mxcsr() & ALL | mode.mxcsr & !ALL);
}
