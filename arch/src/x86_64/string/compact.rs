//! String instructions, `rep movsb` and its like, and in front of them what is faster for little: they take long to
//! start. In the profile `tiny` they are alone.

use crate::string::Lane;
use core::arch::asm;
#[cfg(not(feature = "tiny"))]
use core::arch::x86_64::{_mm_cmpeq_epi8, _mm_load_si128, _mm_movemask_epi8, _mm_setzero_si128};

/// From how many bytes on `rep movsb` is faster than vectors.
#[cfg(not(feature = "tiny"))]
pub const HUGE_COPY: usize = 4096;

/// From how many bytes on a copy is left to `rep movsb` alone.
#[cfg(not(feature = "tiny"))]
const LITTLE: usize = 512;

/// Copies `n` bytes upwards.
///
/// # Safety
/// Both are valid for `n` bytes, and `d` does not lie within the `n` bytes from `s`, unless it is `s`.
#[inline(always)]
pub unsafe fn copy_forward(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        #[cfg(not(feature = "tiny"))]
        if n < LITTLE {
            if n < 16 {
                copy_ends(d, s, n);
            } else {
                copy_blocks(d, s, n);
            }
            return;
        }
        repeat_copy(d, s, n);
    }
}

/// Copies fewer than 16 bytes, all read before any is written.
///
/// # Safety
/// As [`copy_forward`].
#[cfg(not(feature = "tiny"))]
#[inline(always)]
unsafe fn copy_ends(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the first and the last word of a size, both within.
    unsafe {
        if n >= 8 {
            let (first, last) = (s.cast::<u64>().read_unaligned(), s.add(n - 8).cast::<u64>().read_unaligned());
            d.cast::<u64>().write_unaligned(first);
            d.add(n - 8).cast::<u64>().write_unaligned(last);
        } else if n >= 4 {
            let (first, last) = (s.cast::<u32>().read_unaligned(), s.add(n - 4).cast::<u32>().read_unaligned());
            d.cast::<u32>().write_unaligned(first);
            d.add(n - 4).cast::<u32>().write_unaligned(last);
        } else if n > 0 {
            let (first, middle, last) = (s.read(), s.add(n / 2).read(), s.add(n - 1).read());
            d.write(first);
            d.add(n / 2).write(middle);
            d.add(n - 1).write(last);
        }
    }
}

/// Copies 16 bytes or more, 16 at a time; the last 16 are read first, as they may be overwritten, and written last.
///
/// # Safety
/// As [`copy_forward`].
#[cfg(not(feature = "tiny"))]
#[inline(always)]
unsafe fn copy_blocks(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise. Assembly, as the compiler would make much more of the loop.
    unsafe {
        asm!(
            "movups {last}, [{s} + {n} - 16]",
            "lea {n}, [{d} + {n} - 16]",
            "2:",
            "movups {block}, [{s}]",
            "add {s}, 16",
            "movups [{d}], {block}",
            "add {d}, 16",
            "cmp {d}, {n}",
            "jb 2b",
            "movups [{n}], {last}",
            s = inout(reg) s => _,
            d = inout(reg) d => _,
            n = inout(reg) n => _,
            block = out(xmm_reg) _,
            last = out(xmm_reg) _,
            options(nostack),
        )
    }
}

/// The length of a string.
///
/// # Safety
/// It is one.
#[inline(always)]
pub unsafe fn length(s: *const u8) -> usize {
    #[cfg(feature = "tiny")]
    {
        let mut length = 0;
        // SAFETY: not behind the string's end.
        while unsafe { *s.add(length) } != 0 {
            length += 1;
        }
        length
    }
    #[cfg(not(feature = "tiny"))]
    // SAFETY: aligned blocks up to the one with the end, so no page without a byte of the string.
    unsafe {
        let zero = _mm_setzero_si128();
        let skip = s as usize % 16;
        let mut at = s.sub(skip);
        let mut ends = (_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_load_si128(at.cast()), zero)) as u32) >> skip << skip;
        while ends == 0 {
            at = at.add(16);
            ends = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_load_si128(at.cast()), zero)) as u32;
        }
        at.add(ends.trailing_zeros() as usize).offset_from_unsigned(s)
    }
}

/// Copies `n` bytes upwards by `rep movsb`.
///
/// # Safety
/// As [`copy_forward`].
#[inline(always)]
pub unsafe fn repeat_copy(d: *mut u8, s: *const u8, n: usize) {
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
