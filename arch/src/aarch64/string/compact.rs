//! Copying and filling in as little code as possible.

use crate::string::Lane;
use core::arch::asm;

/// Copies `n` bytes upwards.
///
/// # Safety
/// Both are valid for `n` bytes, and `d` does not lie within the `n` bytes from `s`, unless it is `s`.
#[inline(always)]
pub unsafe fn copy_forward(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise. What is read sixteen bytes ahead is not yet overwritten if `d` is below `s`; else they
    // are apart. In assembly, because the compiler makes much code of such a loop.
    unsafe {
        asm!(
            "subs {n}, {n}, #16",
            "b.lo 3f",
            "2:",
            "ldp {x}, {y}, [{s}], #16",
            "stp {x}, {y}, [{d}], #16",
            "subs {n}, {n}, #16",
            "b.hs 2b",
            "3:",
            "adds {n}, {n}, #16",
            "b.eq 5f",
            "4:",
            "ldrb {x:w}, [{s}], #1",
            "strb {x:w}, [{d}], #1",
            "subs {n}, {n}, #1",
            "b.ne 4b",
            "5:",
            n = inout(reg) n => _, s = inout(reg) s => _, d = inout(reg) d => _, x = out(reg) _, y = out(reg) _,
            options(nostack),
        );
    }
}

/// Copies `n` bytes downwards.
///
/// # Safety
/// Both are valid for `n` bytes, and `s` does not lie within the `n` bytes from `d`, unless it is `d`.
#[inline(always)]
pub unsafe fn copy_backward(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise; as above, with the directions turned.
    unsafe {
        asm!(
            "subs {n}, {n}, #16",
            "b.lo 3f",
            "2:",
            "ldp {x}, {y}, [{s}, #-16]!",
            "stp {x}, {y}, [{d}, #-16]!",
            "subs {n}, {n}, #16",
            "b.hs 2b",
            "3:",
            "adds {n}, {n}, #16",
            "b.eq 5f",
            "4:",
            "ldrb {x:w}, [{s}, #-1]!",
            "strb {x:w}, [{d}, #-1]!",
            "subs {n}, {n}, #1",
            "b.ne 4b",
            "5:",
            n = inout(reg) n => _, s = inout(reg) s.add(n) => _, d = inout(reg) d.add(n) => _, x = out(reg) _,
            y = out(reg) _,
            options(nostack),
        );
    }
}

/// The length of a string.
///
/// # Safety
/// It is one.
#[inline(always)]
pub unsafe fn length(s: *const u8) -> usize {
    let mut length = 0;
    // SAFETY: not behind the string's end.
    while unsafe { *s.add(length) } != 0 {
        length += 1;
    }
    length
}

/// Stores `value` `n` times.
///
/// # Safety
/// `d` is valid for that.
#[inline(always)]
pub unsafe fn fill<T: Lane>(d: *mut T, value: T, n: usize) {
    for i in 0..n {
        // SAFETY: the caller's promise.
        unsafe { d.add(i).write(value) }
    }
}
