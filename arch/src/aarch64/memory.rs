//! The memory functions that compiled code calls by itself, as compact loops. They need no relocation and no table, so
//! start-up can use them before anything is set up.

use core::arch::naked_asm;

/// Copies `n` bytes between areas that do not overlap; returns `to`.
///
/// # Safety
/// As in C.
#[unsafe(naked)]
pub unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    naked_asm!(
        "mov x3, x0",
        "subs x2, x2, #16",
        "b.lo 3f",
        "2:",
        "ldp x4, x5, [x1], #16",
        "stp x4, x5, [x3], #16",
        "subs x2, x2, #16",
        "b.hs 2b",
        "3:",
        "adds x2, x2, #16",
        "b.eq 5f",
        "4:",
        "ldrb w4, [x1], #1",
        "strb w4, [x3], #1",
        "subs x2, x2, #1",
        "b.ne 4b",
        "5:",
        "ret",
    )
}

/// Copies `n` bytes, also between areas that overlap; returns `to`.
///
/// # Safety
/// As in C.
#[unsafe(naked)]
pub unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    naked_asm!(
        "sub x3, x0, x1",
        "cmp x3, x2", // below `n` only if `to` lies inside the source
        "b.hs {memcpy}",
        "2:",
        "subs x2, x2, #16",
        "b.lo 3f",
        "add x3, x1, x2",
        "ldp x4, x5, [x3]",
        "add x3, x0, x2",
        "stp x4, x5, [x3]",
        "b 2b",
        "3:",
        "adds x2, x2, #16",
        "b.eq 5f",
        "4:",
        "sub x2, x2, #1",
        "ldrb w3, [x1, x2]",
        "strb w3, [x0, x2]",
        "cbnz x2, 4b",
        "5:",
        "ret",
        memcpy = sym memcpy,
    )
}

/// Sets `n` bytes to `byte`; returns `to`.
///
/// # Safety
/// As in C.
#[unsafe(naked)]
pub unsafe extern "C" fn memset(to: *mut u8, byte: i32, n: usize) -> *mut u8 {
    naked_asm!(
        "and x1, x1, #0xff",
        "mov x3, #0x0101010101010101",
        "mul x1, x1, x3",
        "mov x3, x0",
        "subs x2, x2, #16",
        "b.lo 3f",
        "2:",
        "stp x1, x1, [x3], #16",
        "subs x2, x2, #16",
        "b.hs 2b",
        "3:",
        "adds x2, x2, #16",
        "b.eq 5f",
        "4:",
        "strb w1, [x3], #1",
        "subs x2, x2, #1",
        "b.ne 4b",
        "5:",
        "ret",
    )
}
