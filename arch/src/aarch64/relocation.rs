//! Relocations that a static position-independent program has. Source: ELF for the Arm 64-bit Architecture, 5.7.

/// `R_AARCH64_RELATIVE`: base + addend.
pub const RELATIVE: u32 = 1027;
/// `R_AARCH64_ABS64`: symbol + addend.
pub const ABSOLUTE: u32 = 257;
/// `R_AARCH64_GLOB_DAT`: symbol + addend.
pub const GLOBAL_DATA: u32 = 1025;
