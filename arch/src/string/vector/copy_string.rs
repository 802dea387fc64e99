//! Copies of strings, in one pass.

use super::copy::copy_up_to_vector;
use super::{Vector, align_down, first, within_page, without_first};

#[inline(always)]
pub unsafe fn strcpy<V: Vector>(d: *mut u8, s: *const u8) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { stpcpy::<V>(d, s) };
    d
}

#[inline(always)]
pub unsafe fn stpcpy<V: Vector>(d: *mut u8, s: *const u8) -> *mut u8 {
    // SAFETY: vectors are read up to the one with the end; only bytes of the string are written.
    unsafe {
        let zero = V::splat(0u8);
        let end_in = |at: *const u8| V::load(at).equal::<u8>(zero).mask();
        let mut at = align_down::<V>(s);
        let skip = s as usize - at as usize;
        let mask = if within_page::<V>(s) { end_in(s) } else { without_first::<V>(end_in(at), skip) };
        if mask != 0 {
            let length = first::<V>(mask);
            copy_up_to_vector::<V>(d, s, length + 1);
            return d.add(length);
        }
        // The part up to the next whole vector, with as much behind it as is known to be the string's.
        at = at.add(V::SIZE);
        let mut done = V::SIZE - skip;
        let mut mask = end_in(at);
        if mask != 0 {
            let length = done + first::<V>(mask);
            copy_overlapping::<V>(d, s, length + 1);
            return d.add(length);
        }
        V::load(s).store(d);
        loop {
            V::load(at).store(d.add(done));
            at = at.add(V::SIZE);
            done += V::SIZE;
            mask = end_in(at);
            if mask != 0 {
                break;
            }
        }
        let length = done + first::<V>(mask);
        V::load(s.add(length + 1 - V::SIZE)).store(d.add(length + 1 - V::SIZE));
        d.add(length)
    }
}

/// Copies at most two vectors.
#[inline(always)]
unsafe fn copy_overlapping<V: Vector>(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        if n >= V::SIZE {
            let (head, tail) = (V::load(s), V::load(s.add(n - V::SIZE)));
            head.store(d);
            tail.store(d.add(n - V::SIZE));
        } else {
            copy_up_to_vector::<V>(d, s, n);
        }
    }
}
