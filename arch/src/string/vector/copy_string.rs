//! Copies of strings, in one pass.

use super::copy::{copy_up_to_vector, memmove, memset};
use super::find::strnlen;
use super::{Vector, align_down, first, within_page, without_first};

#[inline(always)]
pub unsafe fn strcpy<V: Vector>(d: *mut u8, s: *const u8) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { stpcpy::<V>(d, s) };
    d
}

#[inline(always)]
pub unsafe fn stpncpy<V: Vector>(d: *mut u8, s: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe {
        let length = strnlen::<V>(s, n);
        memmove::<V>(d, s, length);
        memset::<V, u8>(d.add(length), 0, n - length)
    }
}

#[inline(always)]
pub unsafe fn stpcpy<V: Vector>(d: *mut u8, s: *const u8) -> *mut u8 {
    // SAFETY: vectors are read up to the one with the end; only bytes of the string are written.
    unsafe {
        let zero = V::splat(0u8);
        let mut at = align_down::<V>(s);
        let skip = s as usize - at as usize;
        let mask = if within_page::<V>(s) {
            V::load(s).equal::<u8>(zero).mask()
        } else {
            without_first::<V>(V::load(at).equal::<u8>(zero).mask(), skip)
        };
        if mask != 0 {
            let length = first::<V>(mask);
            copy_up_to_vector::<V>(d, s, length + 1);
            return d.add(length);
        }
        // The part up to the next whole vector, with as much behind it as is known to be the string's.
        at = at.add(V::SIZE);
        let mut done = V::SIZE - skip;
        let mut mask = V::load(at).equal::<u8>(zero).mask();
        if mask != 0 {
            let length = done + first::<V>(mask);
            copy_overlapping::<V>(d, s, length + 1);
            return d.add(length);
        }
        V::load(s).store(d);
        V::load(at).store(d.add(done));
        loop {
            at = at.add(V::SIZE);
            done += V::SIZE;
            // Four at a time, within a page.
            while (at as usize).is_multiple_of(4 * V::SIZE) {
                let (e, f) = (V::load(at), V::load(at.add(V::SIZE)));
                let (g, h) = (V::load(at.add(2 * V::SIZE)), V::load(at.add(3 * V::SIZE)));
                let ends = e.equal::<u8>(zero).or(f.equal::<u8>(zero)).or(g.equal::<u8>(zero).or(h.equal::<u8>(zero)));
                if ends.mask() != 0 {
                    break;
                }
                e.store(d.add(done));
                f.store(d.add(done + V::SIZE));
                g.store(d.add(done + 2 * V::SIZE));
                h.store(d.add(done + 3 * V::SIZE));
                at = at.add(4 * V::SIZE);
                done += 4 * V::SIZE;
            }
            let vector = V::load(at);
            mask = vector.equal::<u8>(zero).mask();
            if mask != 0 {
                break;
            }
            vector.store(d.add(done));
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
