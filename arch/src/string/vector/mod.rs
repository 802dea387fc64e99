//! The vector kernels: each algorithm once, over [`Vector`], which an architecture implements for each width that it has.
//! All is inlined into the functions that an architecture instantiates with the right target features.
//!
//! Operands are read a vector at a time, also behind their end: within a page that holds a part of them.

mod compare;
mod copy;
mod copy_string;
mod find;
mod find_end;
mod find_last;
mod span;

pub use compare::{bcmp, memcmp, strcasecmp, strcmp, strncasecmp, strncmp};
pub use copy::{memmove, mempcpy, memset};
pub use copy_string::{stpcpy, stpncpy, strcpy};
pub use find::{memchr, memchr_pair, strnlen};
pub use find_end::{strchr, strchrnul, strcspn_few, strlen};
pub use find_last::{memrchr, strrchr};
pub use span::{strcspn, strspn};

use super::{ByteSet, Lane};

/// Pages are at least so large, and their size is a multiple of it.
const PAGE: usize = 4096;

/// A vector register. Its operations work on lanes of the size of `T`, or on bytes; a comparison fills a lane with
/// ones where it holds.
///
/// # Safety
/// The functions may be called only where the CPU has the instructions; those with pointers as those say.
pub unsafe trait Vector: Copy {
    /// Its size in bytes, a power of two.
    const SIZE: usize;
    /// How many bits, as a power of two, a byte has in [`Vector::mask`].
    const MASK_SHIFT: u32;
    /// Whether [`Vector::members`] is there.
    const HAS_LOOKUP: bool;
    /// From how many bytes on `copy_huge` and `set_huge` are best.
    const HUGE_COPY: usize;
    /// The vector of 16 bytes.
    type Sixteen: Vector;

    /// Reads, at any alignment.
    unsafe fn load(from: *const u8) -> Self;
    /// Writes, at any alignment.
    unsafe fn store(self, to: *mut u8);
    /// All lanes the same.
    unsafe fn splat<T: Lane>(lane: T) -> Self;
    /// Which lanes are equal.
    unsafe fn equal<T: Lane>(self, other: Self) -> Self;
    /// Bits that are set in both.
    unsafe fn and(self, other: Self) -> Self;
    /// Bits that are set in any.
    unsafe fn or(self, other: Self) -> Self;
    /// Bytes A-Z as a-z.
    unsafe fn lower(self) -> Self;
    /// Of a comparison's result, the first bit or bits of each byte.
    unsafe fn mask(self) -> u64;
    /// Which bytes are in the set, if `inside`, or are not.
    unsafe fn members(self, set: &ByteSet, inside: bool) -> Self;
    /// Copies upwards as the CPU does best with much.
    unsafe fn copy_huge(d: *mut u8, s: *const u8, n: usize);
}

/// The index of the first byte in a mask that is not 0.
#[inline(always)]
fn first<V: Vector>(mask: u64) -> usize {
    (mask.trailing_zeros() >> V::MASK_SHIFT) as usize
}

/// The index of the last byte in a mask that is not 0.
#[inline(always)]
fn last<V: Vector>(mask: u64) -> usize {
    ((63 - mask.leading_zeros()) >> V::MASK_SHIFT) as usize
}

/// A mask without its first `count` bytes, which are fewer than all.
#[inline(always)]
fn without_first<V: Vector>(mask: u64, count: usize) -> u64 {
    mask >> (count << V::MASK_SHIFT)
}

/// The first `count` bytes of a mask, fewer than all.
#[inline(always)]
fn only_first<V: Vector>(mask: u64, count: usize) -> u64 {
    mask & ((1 << (count << V::MASK_SHIFT)) - 1)
}

/// Whether a vector can be read at `at`, of which the first byte can be.
#[inline(always)]
fn within_page<V: Vector>(at: *const u8) -> bool {
    at as usize % PAGE <= PAGE - V::SIZE
}

/// The vector's place that holds `at`.
#[inline(always)]
fn align_down<V: Vector>(at: *const u8) -> *const u8 {
    at.map_addr(|address| address & !(V::SIZE - 1))
}
