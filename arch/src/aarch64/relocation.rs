//! Relocations that a static program applies to itself. Source: ELF for the Arm 64-bit Architecture, 5.7.

/// `R_AARCH64_RELATIVE`: base + addend.
pub const RELATIVE: u32 = 1027;
/// `R_AARCH64_ABS64`: symbol + addend.
pub const ABSOLUTE: u32 = 257;
/// `R_AARCH64_GLOB_DAT`: symbol + addend.
pub const GLOBAL_DATA: u32 = 1025;

/// `R_AARCH64_IRELATIVE`: what the function at base + addend returns.
pub const INDIRECT: u32 = 1032;

/// Where the linker put the relocations of a program that is not position-independent: their start and end. In any other
/// program they are equal.
#[inline]
pub fn indirect_table() -> (usize, usize) {
    let (start, end): (usize, usize);
    // SAFETY: loads two addresses. ld and lld define the names; where they do not, both are 0.
    unsafe {
        core::arch::asm!(
            ".weak __rela_iplt_start, __rela_iplt_end",
            ".hidden __rela_iplt_start, __rela_iplt_end",
            "adrp {start}, :got:__rela_iplt_start",
            "ldr {start}, [{start}, :got_lo12:__rela_iplt_start]",
            "adrp {end}, :got:__rela_iplt_end",
            "ldr {end}, [{end}, :got_lo12:__rela_iplt_end]",
            start = out(reg) start,
            end = out(reg) end,
            options(readonly, nostack, pure, preserves_flags),
        );
    }
    (start, end)
}

/// What a resolver gets besides the capabilities. Source: System V ABI for the Arm 64-bit Architecture, "GNU C Library
/// IFUNC interface".
#[repr(C)]
struct Argument {
    size: usize,
    capabilities: [usize; 2],
}

/// The address that the resolver of an indirect function chooses.
///
/// # Safety
/// `resolver` is one. `capabilities` are `AT_HWCAP` and `AT_HWCAP2`.
pub unsafe fn resolve(resolver: usize, capabilities: [usize; 2]) -> usize {
    const HAS_ARGUMENT: usize = 1 << 62;
    type Resolver = unsafe extern "C" fn(usize, *const Argument) -> usize;
    let argument = Argument { size: size_of::<Argument>(), capabilities };
    // SAFETY: the caller's promise.
    unsafe { core::mem::transmute::<usize, Resolver>(resolver)(capabilities[0] | HAS_ARGUMENT, &argument) }
}
