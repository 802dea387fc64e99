//! Relocations that a static program applies to itself. Source: System V psABI, table 4.9.

/// `R_X86_64_RELATIVE`: base + addend.
pub const RELATIVE: u32 = 8;
/// `R_X86_64_64`: symbol + addend.
pub const ABSOLUTE: u32 = 1;
/// `R_X86_64_GLOB_DAT`: symbol.
pub const GLOBAL_DATA: u32 = 6;

/// `R_X86_64_IRELATIVE`: what the function at base + addend returns.
pub const INDIRECT: u32 = 37;

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
            "mov {start}, qword ptr [rip + __rela_iplt_start@GOTPCREL]",
            "mov {end}, qword ptr [rip + __rela_iplt_end@GOTPCREL]",
            start = out(reg) start,
            end = out(reg) end,
            options(readonly, nostack, pure, preserves_flags),
        );
    }
    (start, end)
}

/// The address that the resolver of an indirect function chooses.
///
/// # Safety
/// `resolver` is one. `_capabilities` are `AT_HWCAP` and `AT_HWCAP2`.
pub unsafe fn resolve(resolver: usize, _capabilities: [usize; 2]) -> usize {
    // SAFETY: the caller's promise.
    unsafe { core::mem::transmute::<usize, unsafe extern "C" fn() -> usize>(resolver)() }
}
