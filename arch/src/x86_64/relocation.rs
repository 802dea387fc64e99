//! Relocations that a static position-independent program has. Source: System V psABI, table 4.9.

/// `R_X86_64_RELATIVE`: base + addend.
pub const RELATIVE: u32 = 8;
/// `R_X86_64_64`: symbol + addend.
pub const ABSOLUTE: u32 = 1;
/// `R_X86_64_GLOB_DAT`: symbol.
pub const GLOBAL_DATA: u32 = 6;
