//! Runs of ASCII between bytes and 32-bit characters, 16 at a time. A run ends before a 0 and before what is not ASCII.
//!
//! Whole aligned blocks are read, which lie in one page each: so bytes behind the run are read too, but never an address
//! that is not mapped.

use core::arch::aarch64::{
    uint8x16_t, vcgtzq_s8, vcombine_u8, vcombine_u16, vget_high_u8, vget_high_u16, vget_low_u8, vget_low_u16, vld1q_u8,
    vld1q_u32, vminvq_u8, vmovl_u8, vmovl_u16, vqmovn_u16, vqmovn_u32, vreinterpretq_s8_u8, vst1q_u8, vst1q_u32,
};

/// How many elements a block has.
pub const BLOCK: usize = 16;

#[inline(always)]
fn all_ascii(block: uint8x16_t) -> bool {
    // SAFETY: NEON is part of the architecture. As signed bytes, ASCII but 0 is above 0.
    unsafe { vminvq_u8(vcgtzq_s8(vreinterpretq_s8_u8(block))) == 0xff }
}

/// Whether the 16 bytes at `from` are all ASCII and not 0.
///
/// # Safety
/// `from` is a multiple of 16, in a mapped page.
#[inline(always)]
pub unsafe fn is_run(from: *const u8) -> bool {
    // SAFETY: the caller's promise.
    all_ascii(unsafe { vld1q_u8(from) })
}

/// Widens the 16 bytes at `from` to `to`, if they are all ASCII and not 0.
///
/// # Safety
/// As [`is_run`]; `to` has room for 16.
#[inline(always)]
pub unsafe fn widen_block(from: *const u8, to: *mut u32) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        let block = vld1q_u8(from);
        if !all_ascii(block) {
            return false;
        }
        let (low, high) = (vmovl_u8(vget_low_u8(block)), vmovl_u8(vget_high_u8(block)));
        vst1q_u32(to, vmovl_u16(vget_low_u16(low)));
        vst1q_u32(to.add(4), vmovl_u16(vget_high_u16(low)));
        vst1q_u32(to.add(8), vmovl_u16(vget_low_u16(high)));
        vst1q_u32(to.add(12), vmovl_u16(vget_high_u16(high)));
        true
    }
}

/// Narrows the 16 characters at `from` to `to`, if they are all ASCII and not 0.
///
/// # Safety
/// `from` is a multiple of 64, in a mapped page; `to` has room for 16.
#[inline(always)]
pub unsafe fn narrow_block(from: *const u32, to: *mut u8) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        // The narrowings saturate: what is above 0x7f stays so.
        let low = vcombine_u16(vqmovn_u32(vld1q_u32(from)), vqmovn_u32(vld1q_u32(from.add(4))));
        let high = vcombine_u16(vqmovn_u32(vld1q_u32(from.add(8))), vqmovn_u32(vld1q_u32(from.add(12))));
        let block = vcombine_u8(vqmovn_u16(low), vqmovn_u16(high));
        if !all_ascii(block) {
            return false;
        }
        vst1q_u8(to, block);
        true
    }
}
