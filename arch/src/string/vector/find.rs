//! Search from the start of an array.

use super::find_end::first_of;
use super::{Lane, Vector, align_down, first, only_first, within_page, without_first};
use crate::string::Pair;
use core::ptr;

#[inline(always)]
pub unsafe fn memchr<V: Vector, T: Lane>(s: *const T, wanted: T, n: usize) -> *const T {
    if n == 0 {
        return ptr::null();
    }
    let s = s.cast::<u8>();
    let n = n.saturating_mul(size_of::<T>());
    // SAFETY: a vector is read only if its first byte is within the array, and the byte was not in front of it.
    unsafe {
        let wanted = V::splat(wanted);
        let mask = if within_page::<V>(s) {
            V::load(s).equal::<T>(wanted).mask()
        } else {
            let block = align_down::<V>(s);
            without_first::<V>(V::load(block).equal::<T>(wanted).mask(), s as usize - block as usize)
        };
        let end = s.with_addr((s as usize).saturating_add(n));
        let within = |at: *const u8| if at < end { at.cast() } else { ptr::null() };
        if mask != 0 {
            return within(s.wrapping_add(first::<V>(mask)));
        }
        let mut at = align_down::<V>(s).wrapping_add(V::SIZE);
        for _ in 0..4 {
            if at >= end {
                return ptr::null();
            }
            let mask = V::load(at).equal::<T>(wanted).mask();
            if mask != 0 {
                return within(at.wrapping_add(first::<V>(mask)));
            }
            at = at.wrapping_add(V::SIZE);
        }
        // Four at a time, within a page; some may be looked at again.
        at = at.map_addr(|address| address & !(4 * V::SIZE - 1));
        while at < end {
            let a = V::load(at).equal::<T>(wanted);
            let b = V::load(at.wrapping_add(V::SIZE)).equal::<T>(wanted);
            let c = V::load(at.wrapping_add(2 * V::SIZE)).equal::<T>(wanted);
            let d = V::load(at.wrapping_add(3 * V::SIZE)).equal::<T>(wanted);
            if a.or(b).or(c.or(d)).mask() != 0 {
                return within(at.wrapping_add(first_of(a, b, c, d)));
            }
            at = at.wrapping_add(4 * V::SIZE);
        }
        ptr::null()
    }
}

#[inline(always)]
pub unsafe fn strnlen<V: Vector>(s: *const u8, n: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        let end = memchr::<V, u8>(s, 0, n);
        if end.is_null() { n } else { end.offset_from_unsigned(s) }
    }
}

#[inline(always)]
pub unsafe fn memchr_pair<V: Vector>(s: *const u8, pair: &Pair, n: usize) -> *const u8 {
    let distance = pair.distance;
    // SAFETY: all positions can be read, and the bytes at the distance; what lies behind is on their pages.
    unsafe {
        let (one, other) = (V::splat(pair.first), V::splat(pair.second));
        if n < V::SIZE {
            if n > 0 && within_page::<V>(s) && within_page::<V>(s.add(distance)) {
                let mask = only_first::<V>(pair_hits(s, distance, one, other).mask(), n);
                return if mask != 0 { s.add(first::<V>(mask)) } else { ptr::null() };
            }
            let matches = |&index: &usize| *s.add(index) == pair.first && *s.add(index + distance) == pair.second;
            return (0..n).find(matches).map_or(ptr::null(), |index| s.add(index));
        }
        let mut at = 0;
        while n - at >= 2 * V::SIZE {
            let (a, b) =
                (pair_hits(s.add(at), distance, one, other), pair_hits(s.add(at + V::SIZE), distance, one, other));
            if a.or(b).mask() != 0 {
                let mask = a.mask();
                return s.add(at + if mask != 0 { first::<V>(mask) } else { V::SIZE + first::<V>(b.mask()) });
            }
            at += 2 * V::SIZE;
        }
        // The last vectors, which may overlap what was looked at in vain.
        let at = at.min(n - V::SIZE);
        let mask = pair_hits(s.add(at), distance, one, other).mask();
        if mask != 0 {
            return s.add(at + first::<V>(mask));
        }
        let at = n - V::SIZE;
        let mask = pair_hits(s.add(at), distance, one, other).mask();
        if mask != 0 { s.add(at + first::<V>(mask)) } else { ptr::null() }
    }
}

/// Where both bytes of a pair are.
///
/// # Safety
/// A vector can be read at `at`, and at the distance from it.
#[inline(always)]
unsafe fn pair_hits<V: Vector>(at: *const u8, distance: usize, one: V, other: V) -> V {
    // SAFETY: the caller's promise.
    unsafe { V::load(at).equal::<u8>(one).and(V::load(at.add(distance)).equal::<u8>(other)) }
}
