//! Vectors of 16 bytes.

use crate::string::{ByteSet, Lane, Vector};
use core::arch::x86_64::*;

/// A register of SSE2.
#[derive(Clone, Copy)]
pub struct Sse2(__m128i);

// SAFETY: every x86_64 has SSE2.
unsafe impl Vector for Sse2 {
    const SIZE: usize = 16;
    const MASK_SHIFT: u32 = 0;
    const HAS_LOOKUP: bool = false;
    const HUGE_COPY: usize = super::compact::HUGE_COPY;
    type Sixteen = Sse2;

    #[inline(always)]
    unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise.
        Sse2(unsafe { _mm_loadu_si128(from.cast()) })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { _mm_storeu_si128(to.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn splat<T: Lane>(lane: T) -> Self {
        // SAFETY: a lane is a byte or four.
        unsafe {
            Sse2(if size_of::<T>() == 1 {
                _mm_set1_epi8(core::mem::transmute_copy::<T, i8>(&lane))
            } else {
                _mm_set1_epi32(core::mem::transmute_copy::<T, i32>(&lane))
            })
        }
    }

    #[inline(always)]
    unsafe fn equal<T: Lane>(self, other: Self) -> Self {
        // SAFETY: SSE2 is there.
        unsafe {
            Sse2(if size_of::<T>() == 1 { _mm_cmpeq_epi8(self.0, other.0) } else { _mm_cmpeq_epi32(self.0, other.0) })
        }
    }

    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        // SAFETY: SSE2 is there.
        Sse2(unsafe { _mm_and_si128(self.0, other.0) })
    }

    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        // SAFETY: SSE2 is there.
        Sse2(unsafe { _mm_or_si128(self.0, other.0) })
    }

    #[inline(always)]
    unsafe fn lower(self) -> Self {
        // SAFETY: SSE2 is there. The comparisons are signed: bytes from 0x80 on are below all letters.
        unsafe {
            let from_a = _mm_cmpgt_epi8(self.0, _mm_set1_epi8(b'A' as i8 - 1));
            let to_z = _mm_cmpgt_epi8(_mm_set1_epi8(b'Z' as i8 + 1), self.0);
            Sse2(_mm_or_si128(self.0, _mm_and_si128(_mm_and_si128(from_a, to_z), _mm_set1_epi8(0x20))))
        }
    }

    #[inline(always)]
    unsafe fn mask(self) -> u64 {
        // SAFETY: SSE2 is there.
        u64::from(unsafe { _mm_movemask_epi8(self.0) } as u32)
    }

    #[inline(always)]
    unsafe fn members(self, _set: &ByteSet, _inside: bool) -> Self {
        self
    }

    #[inline(always)]
    unsafe fn copy_huge(d: *mut u8, s: *const u8, n: usize) {
        // SAFETY: the caller's promise.
        unsafe { super::compact::repeat_copy(d, s, n) }
    }
}
