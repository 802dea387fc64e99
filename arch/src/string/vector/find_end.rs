//! Search in what has no length but an end.

use super::{Lane, Vector, align_down, first, within_page, without_first};

/// The first byte where `hits` is set, which there is.
///
/// # Safety
/// Up to there it can be read.
#[inline(always)]
pub unsafe fn scan<V: Vector>(s: *const u8, hits: impl Fn(V) -> V) -> *const u8 {
    // SAFETY: no vector is read behind a hit, but within its page.
    unsafe {
        if within_page::<V>(s) {
            let mask = hits(V::load(s)).mask();
            if mask != 0 {
                return s.add(first::<V>(mask));
            }
        } else {
            let block = align_down::<V>(s);
            let mask = without_first::<V>(hits(V::load(block)).mask(), s as usize - block as usize);
            if mask != 0 {
                return s.add(first::<V>(mask));
            }
        }
        let mut at = align_down::<V>(s).add(V::SIZE);
        while at as usize % (4 * V::SIZE) != 0 {
            let mask = hits(V::load(at)).mask();
            if mask != 0 {
                return at.add(first::<V>(mask));
            }
            at = at.add(V::SIZE);
        }
        loop {
            let found = [0, 1, 2, 3].map(|index| hits(V::load(at.add(index * V::SIZE))));
            let [a, b, c, d] = found;
            if a.or(b).or(c.or(d)).mask() != 0 {
                return at.add(first_of(found));
            }
            at = at.add(4 * V::SIZE);
        }
    }
}

/// Where in four vectors, one of which is not 0, the first hit is.
///
/// # Safety
/// The CPU has the instructions.
#[inline(always)]
pub unsafe fn first_of<V: Vector>([a, b, c, d]: [V; 4]) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        let (a, b, c) = (a.mask(), b.mask(), c.mask());
        if a != 0 {
            first::<V>(a)
        } else if b != 0 {
            V::SIZE + first::<V>(b)
        } else if c != 0 {
            2 * V::SIZE + first::<V>(c)
        } else {
            3 * V::SIZE + first::<V>(d.mask())
        }
    }
}

#[inline(always)]
pub unsafe fn strlen<V: Vector, T: Lane>(s: *const T) -> usize {
    // SAFETY: a string.
    unsafe {
        let zero = V::splat(T::ZERO);
        scan::<V>(s.cast(), |vector| vector.equal::<T>(zero)).cast::<T>().offset_from_unsigned(s)
    }
}

#[inline(always)]
pub unsafe fn strchrnul<V: Vector, T: Lane>(s: *const T, wanted: T) -> *const T {
    // SAFETY: a string.
    unsafe {
        let (zero, wanted) = (V::splat(T::ZERO), V::splat(wanted));
        scan::<V>(s.cast(), |vector| vector.equal::<T>(zero).or(vector.equal::<T>(wanted))).cast()
    }
}
