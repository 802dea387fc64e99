//! Vectors of 32 bytes.

use crate::string::{ByteSet, Lane, Vector};
use core::arch::x86_64::*;

/// A register of AVX2.
#[derive(Clone, Copy)]
pub struct Avx2(__m256i);

// SAFETY: callers answer for AVX2.
unsafe impl Vector for Avx2 {
    const SIZE: usize = 32;
    const MASK_SHIFT: u32 = 0;
    const HAS_LOOKUP: bool = true;
    const HUGE_COPY: usize = super::compact::HUGE_COPY;
    type Sixteen = super::sse2::Sse2;

    #[inline(always)]
    unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise.
        Avx2(unsafe { _mm256_loadu_si256(from.cast()) })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { _mm256_storeu_si256(to.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn splat<T: Lane>(lane: T) -> Self {
        // SAFETY: a lane is a byte or four.
        unsafe {
            Avx2(if size_of::<T>() == 1 {
                _mm256_set1_epi8(core::mem::transmute_copy::<T, i8>(&lane))
            } else {
                _mm256_set1_epi32(core::mem::transmute_copy::<T, i32>(&lane))
            })
        }
    }

    #[inline(always)]
    unsafe fn equal<T: Lane>(self, other: Self) -> Self {
        // SAFETY: AVX2 is there.
        unsafe {
            Avx2(if size_of::<T>() == 1 {
                _mm256_cmpeq_epi8(self.0, other.0)
            } else {
                _mm256_cmpeq_epi32(self.0, other.0)
            })
        }
    }

    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        // SAFETY: AVX2 is there.
        Avx2(unsafe { _mm256_and_si256(self.0, other.0) })
    }

    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        // SAFETY: AVX2 is there.
        Avx2(unsafe { _mm256_or_si256(self.0, other.0) })
    }

    #[inline(always)]
    unsafe fn lower(self) -> Self {
        // SAFETY: AVX2 is there. The comparisons are signed: bytes from 0x80 on are below all letters.
        unsafe {
            let from_a = _mm256_cmpgt_epi8(self.0, _mm256_set1_epi8(b'A' as i8 - 1));
            let to_z = _mm256_cmpgt_epi8(_mm256_set1_epi8(b'Z' as i8 + 1), self.0);
            Avx2(_mm256_or_si256(self.0, _mm256_and_si256(_mm256_and_si256(from_a, to_z), _mm256_set1_epi8(0x20))))
        }
    }

    #[inline(always)]
    unsafe fn mask(self) -> u64 {
        // SAFETY: AVX2 is there.
        u64::from(unsafe { _mm256_movemask_epi8(self.0) } as u32)
    }

    #[inline(always)]
    unsafe fn members(self, set: &ByteSet, inside: bool) -> Self {
        // SAFETY: AVX2 is there. A lookup gives 0 for an index from 0x80 on, so each half of the set answers for its
        // bytes alone.
        unsafe {
            let low = _mm256_broadcastsi128_si256(_mm_loadu_si128(set.0[0].as_ptr().cast()));
            let high = _mm256_broadcastsi128_si256(_mm_loadu_si128(set.0[1].as_ptr().cast()));
            let bits = _mm256_broadcastsi128_si256(_mm_set1_epi64x(0x8040_2010_0804_0201_u64 as i64));
            let rows = _mm256_or_si256(
                _mm256_shuffle_epi8(low, self.0),
                _mm256_shuffle_epi8(high, _mm256_xor_si256(self.0, _mm256_set1_epi8(i8::MIN))),
            );
            let upper = _mm256_and_si256(_mm256_srli_epi16::<4>(self.0), _mm256_set1_epi8(7));
            let bit = _mm256_and_si256(rows, _mm256_shuffle_epi8(bits, upper));
            let outside = _mm256_cmpeq_epi8(bit, _mm256_setzero_si256());
            Avx2(if inside { _mm256_xor_si256(outside, _mm256_set1_epi8(-1)) } else { outside })
        }
    }

    #[inline(always)]
    unsafe fn copy_huge(d: *mut u8, s: *const u8, n: usize) {
        // SAFETY: the caller's promise.
        unsafe { super::compact::repeat_copy(d, s, n) }
    }
}
