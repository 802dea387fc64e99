//! Vectors of 16 bytes.

use crate::string::{ByteSet, Lane, Vector};
use core::arch::aarch64::*;

/// A register of NEON, as bytes.
#[derive(Clone, Copy)]
pub struct Neon(uint8x16_t);

// SAFETY: every aarch64 has NEON.
unsafe impl Vector for Neon {
    const SIZE: usize = 16;
    // A byte of the mask is narrowed to four bits.
    const MASK_SHIFT: u32 = 2;
    const HAS_LOOKUP: bool = true;
    const HUGE_COPY: usize = usize::MAX;
    type Sixteen = Neon;

    #[inline(always)]
    unsafe fn load(from: *const u8) -> Self {
        // SAFETY: the caller's promise.
        Neon(unsafe { vld1q_u8(from) })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { vst1q_u8(to, self.0) }
    }

    #[inline(always)]
    unsafe fn splat<T: Lane>(lane: T) -> Self {
        // SAFETY: a lane is a byte or four.
        unsafe {
            Neon(if size_of::<T>() == 1 {
                vdupq_n_u8(core::mem::transmute_copy::<T, u8>(&lane))
            } else {
                vreinterpretq_u8_u32(vdupq_n_u32(core::mem::transmute_copy::<T, u32>(&lane)))
            })
        }
    }

    #[inline(always)]
    unsafe fn equal<T: Lane>(self, other: Self) -> Self {
        // SAFETY: NEON is there.
        unsafe {
            Neon(if size_of::<T>() == 1 {
                vceqq_u8(self.0, other.0)
            } else {
                vreinterpretq_u8_u32(vceqq_u32(vreinterpretq_u32_u8(self.0), vreinterpretq_u32_u8(other.0)))
            })
        }
    }

    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        // SAFETY: NEON is there.
        Neon(unsafe { vandq_u8(self.0, other.0) })
    }

    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        // SAFETY: NEON is there.
        Neon(unsafe { vorrq_u8(self.0, other.0) })
    }

    #[inline(always)]
    unsafe fn lower(self) -> Self {
        // SAFETY: NEON is there.
        unsafe {
            let letters = vcltq_u8(vsubq_u8(self.0, vdupq_n_u8(b'A')), vdupq_n_u8(26));
            Neon(vorrq_u8(self.0, vandq_u8(letters, vdupq_n_u8(0x20))))
        }
    }

    #[inline(always)]
    unsafe fn mask(self) -> u64 {
        // SAFETY: NEON is there.
        unsafe { vget_lane_u64::<0>(vreinterpret_u64_u8(vshrn_n_u16::<4>(vreinterpretq_u16_u8(self.0)))) }
    }

    #[inline(always)]
    unsafe fn members(self, set: &ByteSet, inside: bool) -> Self {
        // SAFETY: NEON is there. A lookup gives 0 for an index from 16 on.
        unsafe {
            let low = vld1q_u8(set.0[0].as_ptr());
            let high = vld1q_u8(set.0[1].as_ptr());
            let column = vandq_u8(self.0, vdupq_n_u8(0x0f));
            let is_high = vcgeq_u8(self.0, vdupq_n_u8(0x80));
            let rows = vbslq_u8(is_high, vqtbl1q_u8(high, column), vqtbl1q_u8(low, column));
            let bits = vreinterpretq_u8_u64(vdupq_n_u64(0x8040_2010_0804_0201));
            let bit = vqtbl1q_u8(bits, vandq_u8(vshrq_n_u8::<4>(self.0), vdupq_n_u8(7)));
            let found = vtstq_u8(rows, bit);
            Neon(if inside { found } else { vmvnq_u8(found) })
        }
    }

    #[inline(always)]
    unsafe fn copy_huge(d: *mut u8, s: *const u8, n: usize) {
        // SAFETY: the caller's promise.
        unsafe { super::compact::copy_forward(d, s, n) }
    }
}
