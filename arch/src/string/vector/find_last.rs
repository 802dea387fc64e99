//! Search for the last.

use super::{Lane, Vector, align_down, last, only_first, within_page, without_first};
use core::ptr;

#[inline(always)]
pub unsafe fn memrchr<V: Vector>(s: *const u8, wanted: u8, n: usize) -> *const u8 {
    // SAFETY: whole vectors of the array are read, or one on the pages that hold it.
    unsafe {
        let wanted = V::splat(wanted);
        if n < V::SIZE {
            if n == 0 {
                return ptr::null();
            }
            let mask = if within_page::<V>(s) {
                only_first::<V>(V::load(s).equal::<u8>(wanted).mask(), n)
            } else {
                let from = s.wrapping_add(n).wrapping_sub(V::SIZE);
                without_first::<V>(V::load(from).equal::<u8>(wanted).mask(), V::SIZE - n)
            };
            return if mask != 0 { s.add(last::<V>(mask)) } else { ptr::null() };
        }
        let mut left = n;
        while left >= 4 * V::SIZE {
            let at = s.add(left - 4 * V::SIZE);
            let a = V::load(at).equal::<u8>(wanted);
            let b = V::load(at.add(V::SIZE)).equal::<u8>(wanted);
            let c = V::load(at.add(2 * V::SIZE)).equal::<u8>(wanted);
            let d = V::load(at.add(3 * V::SIZE)).equal::<u8>(wanted);
            if a.or(b).or(c.or(d)).mask() != 0 {
                break;
            }
            left -= 4 * V::SIZE;
        }
        while left >= V::SIZE {
            left -= V::SIZE;
            let mask = V::load(s.add(left)).equal::<u8>(wanted).mask();
            if mask != 0 {
                return s.add(left + last::<V>(mask));
            }
        }
        let mask = V::load(s).equal::<u8>(wanted).mask();
        if mask != 0 { s.add(last::<V>(mask)) } else { ptr::null() }
    }
}

#[inline(always)]
pub unsafe fn strrchr<V: Vector, T: Lane>(s: *const T, wanted: T) -> *const T {
    if wanted == T::ZERO {
        // SAFETY: a string.
        return unsafe { s.add(super::strlen::<V, T>(s)) };
    }
    let s = s.cast::<u8>();
    // SAFETY: no vector is read behind the end, but within its page.
    unsafe {
        let (zero, wanted) = (V::splat(T::ZERO), V::splat(wanted));
        // Where the last hit was seen, and the mask of the hits there.
        let (mut place, mut seen) = (ptr::null::<u8>(), 0);
        let mut at = align_down::<V>(s);
        let skip = s as usize - at as usize;
        let vector = V::load(at);
        let mut end = without_first::<V>(vector.equal::<T>(zero).mask(), skip);
        let mut hits = without_first::<V>(vector.equal::<T>(wanted).mask(), skip);
        let mut start = s;
        loop {
            if end != 0 {
                // The lowest bit of the end, less one: all bits in front of it.
                hits &= (end & end.wrapping_neg()).wrapping_sub(1);
                if hits != 0 {
                    (place, seen) = (start, hits);
                }
                let lane = if seen != 0 { last::<V>(seen) & !(size_of::<T>() - 1) } else { 0 };
                return if seen != 0 { place.add(lane).cast() } else { ptr::null() };
            }
            if hits != 0 {
                (place, seen) = (start, hits);
            }
            at = at.add(V::SIZE);
            start = at;
            let vector = V::load(at);
            end = vector.equal::<T>(zero).mask();
            hits = vector.equal::<T>(wanted).mask();
        }
    }
}
