//! Runs of ASCII between bytes and 32-bit characters, 16 at a time. A run ends before a 0 and before what is not ASCII.
//!
//! Whole aligned blocks are read, which lie in one page each: so bytes behind the run are read too, but never an address
//! that is not mapped.

use core::arch::x86_64::{
    __m128i, _mm_cmpgt_epi8, _mm_load_si128, _mm_movemask_epi8, _mm_packs_epi32, _mm_packus_epi16, _mm_setzero_si128,
    _mm_storeu_si128, _mm_unpackhi_epi8, _mm_unpackhi_epi16, _mm_unpacklo_epi8, _mm_unpacklo_epi16,
};

/// How many elements a block has.
pub const BLOCK: usize = 16;

/// Whether the 16 bytes at `from` are all ASCII and not 0.
///
/// # Safety
/// `from` is a multiple of 16, in a mapped page.
#[inline(always)]
pub unsafe fn is_run(from: *const u8) -> bool {
    // SAFETY: the caller's promise. SSE2 is part of the architecture.
    unsafe {
        let block = _mm_load_si128(from.cast());
        // As signed bytes, ASCII but 0 is above 0.
        _mm_movemask_epi8(_mm_cmpgt_epi8(block, _mm_setzero_si128())) == 0xffff
    }
}

/// Widens the 16 bytes at `from` to `to`, if they are all ASCII and not 0.
///
/// # Safety
/// As [`is_run`]; `to` has room for 16.
#[inline(always)]
pub unsafe fn widen_block(from: *const u8, to: *mut u32) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        let block = _mm_load_si128(from.cast());
        let zero = _mm_setzero_si128();
        if _mm_movemask_epi8(_mm_cmpgt_epi8(block, zero)) != 0xffff {
            return false;
        }
        let (low, high) = (_mm_unpacklo_epi8(block, zero), _mm_unpackhi_epi8(block, zero));
        let to = to.cast::<__m128i>();
        _mm_storeu_si128(to, _mm_unpacklo_epi16(low, zero));
        _mm_storeu_si128(to.add(1), _mm_unpackhi_epi16(low, zero));
        _mm_storeu_si128(to.add(2), _mm_unpacklo_epi16(high, zero));
        _mm_storeu_si128(to.add(3), _mm_unpackhi_epi16(high, zero));
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
        let from = from.cast::<__m128i>();
        let low = _mm_packs_epi32(_mm_load_si128(from), _mm_load_si128(from.add(1)));
        let high = _mm_packs_epi32(_mm_load_si128(from.add(2)), _mm_load_si128(from.add(3)));
        // Both packings saturate: what is above 0x7f gets a sign bit or stays above it, what is negative becomes 0.
        let block = _mm_packus_epi16(low, high);
        if _mm_movemask_epi8(_mm_cmpgt_epi8(block, _mm_setzero_si128())) != 0xffff {
            return false;
        }
        _mm_storeu_si128(to.cast(), block);
        true
    }
}
