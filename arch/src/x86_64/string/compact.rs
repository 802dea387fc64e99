//! String instructions: `rep movsb` and its like.

use crate::string::Lane;
use core::arch::asm;

/// From how many bytes on `rep movsb` is faster than vectors.
#[cfg(not(feature = "tiny"))]
pub const HUGE_COPY: usize = 4096;

/// Copies `n` bytes upwards.
///
/// # Safety
/// Both are valid for `n` bytes, and `d` does not lie within the `n` bytes from `s`, unless it is `s`.
#[inline(always)]
pub unsafe fn copy_forward(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise; the ABI keeps the direction flag clear.
    unsafe {
        asm!("rep movsb", inout("rdi") d => _, inout("rsi") s => _, inout("rcx") n => _, options(nostack, preserves_flags))
    }
}

/// Copies `n` bytes downwards.
///
/// # Safety
/// Both are valid for `n` bytes, and `s` does not lie within the `n` bytes from `d`, unless it is `d`.
#[inline(always)]
pub unsafe fn copy_backward(d: *mut u8, s: *const u8, n: usize) {
    let (last_d, last_s) = (d.wrapping_add(n).wrapping_sub(1), s.wrapping_add(n).wrapping_sub(1));
    // SAFETY: the caller's promise; the direction flag is clear again behind it.
    unsafe {
        asm!("std", "rep movsb", "cld", inout("rdi") last_d => _, inout("rsi") last_s => _, inout("rcx") n => _, options(nostack))
    }
}

/// Stores `value` `n` times.
///
/// # Safety
/// `d` is valid for that.
#[inline(always)]
pub unsafe fn fill<T: Lane>(d: *mut T, value: T, n: usize) {
    // SAFETY: the caller's promise; a lane is a byte or four.
    unsafe {
        if size_of::<T>() == 1 {
            let value = core::mem::transmute_copy::<T, u8>(&value);
            asm!("rep stosb", inout("rdi") d => _, in("al") value, inout("rcx") n => _, options(nostack, preserves_flags));
        } else {
            let value = core::mem::transmute_copy::<T, u32>(&value);
            asm!("rep stosd", inout("rdi") d => _, in("eax") value, inout("rcx") n => _, options(nostack, preserves_flags));
        }
    }
}
