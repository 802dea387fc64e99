//! Instruction caches. Source: Arm Architecture Reference Manual, B2.4.4.

use core::arch::asm;

/// Makes what was written from `start` to `end` visible to execution.
///
/// # Safety
/// The range is mapped.
pub unsafe fn synchronize(start: *mut u8, end: *mut u8) {
    let types: u64;
    // SAFETY: reads a register that programs may.
    unsafe { asm!("mrs {}, ctr_el0", out(reg) types, options(nomem, nostack, preserves_flags)) };
    // The lines' sizes are powers of 2 of words.
    let (data, instructions) = (4usize << (types >> 16 & 15), 4usize << (types & 15));
    // The CPU may need neither cleaning of data (IDC) nor invalidation of instructions (DIC).
    if types >> 28 & 1 == 0 {
        let mut line = start.addr() & !(data - 1);
        while line < end.addr() {
            // SAFETY: maintenance of a mapped line.
            unsafe { asm!("dc cvau, {}", in(reg) line, options(nostack, preserves_flags)) };
            line += data;
        }
    }
    // SAFETY: a barrier.
    unsafe { asm!("dsb ish", options(nostack, preserves_flags)) };
    if types >> 29 & 1 == 0 {
        let mut line = start.addr() & !(instructions - 1);
        while line < end.addr() {
            // SAFETY: maintenance of a mapped line.
            unsafe { asm!("ic ivau, {}", in(reg) line, options(nostack, preserves_flags)) };
            line += instructions;
        }
        // SAFETY: a barrier.
        unsafe { asm!("dsb ish", options(nostack, preserves_flags)) };
    }
    // SAFETY: a barrier.
    unsafe { asm!("isb", options(nostack, preserves_flags)) };
}
