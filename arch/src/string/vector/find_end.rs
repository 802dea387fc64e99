//! Search in what has no length but an end.

use super::{Lane, Vector, align_down, first, within_page, without_first};
use core::marker::PhantomData;

/// What is looked for. No closure: it would not be inlined into a function with more target features.
pub trait Wanted<V: Vector>: Copy {
    /// Where it is in a vector.
    ///
    /// # Safety
    /// The CPU has the instructions.
    unsafe fn hits(self, vector: V) -> V;
}

/// A null lane.
#[derive(Clone, Copy)]
struct Zero<V, T>(V, PhantomData<T>);

impl<V: Vector, T: Lane> Wanted<V> for Zero<V, T> {
    #[inline(always)]
    unsafe fn hits(self, vector: V) -> V {
        // SAFETY: the caller's promise.
        unsafe { vector.equal::<T>(self.0) }
    }
}

/// A null lane, or another one.
#[derive(Clone, Copy)]
struct ZeroOr<V, T>(V, V, PhantomData<T>);

impl<V: Vector, T: Lane> Wanted<V> for ZeroOr<V, T> {
    #[inline(always)]
    unsafe fn hits(self, vector: V) -> V {
        // SAFETY: the caller's promise.
        unsafe { vector.equal::<T>(self.0).or(vector.equal::<T>(self.1)) }
    }
}

/// The first byte that is a hit, of which there is one.
///
/// # Safety
/// Up to there it can be read.
#[inline(always)]
pub unsafe fn scan<V: Vector>(s: *const u8, wanted: impl Wanted<V>) -> *const u8 {
    // SAFETY: no vector is read behind a hit, but within its page.
    unsafe {
        if within_page::<V>(s) {
            let mask = wanted.hits(V::load(s)).mask();
            if mask != 0 {
                return s.add(first::<V>(mask));
            }
        } else {
            let block = align_down::<V>(s);
            let mask = without_first::<V>(wanted.hits(V::load(block)).mask(), s as usize - block as usize);
            if mask != 0 {
                return s.add(first::<V>(mask));
            }
        }
        let mut at = align_down::<V>(s).add(V::SIZE);
        for _ in 0..4 {
            let mask = wanted.hits(V::load(at)).mask();
            if mask != 0 {
                return at.add(first::<V>(mask));
            }
            at = at.add(V::SIZE);
        }
        // Four at a time, within a page; some may be looked at again.
        at = at.map_addr(|address| address & !(4 * V::SIZE - 1));
        loop {
            let a = wanted.hits(V::load(at));
            let b = wanted.hits(V::load(at.add(V::SIZE)));
            let c = wanted.hits(V::load(at.add(2 * V::SIZE)));
            let d = wanted.hits(V::load(at.add(3 * V::SIZE)));
            if a.or(b).or(c.or(d)).mask() != 0 {
                return at.add(first_of(a, b, c, d));
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
pub unsafe fn first_of<V: Vector>(a: V, b: V, c: V, d: V) -> usize {
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
        scan::<V>(s.cast(), Zero::<V, T>(zero, PhantomData)).cast::<T>().offset_from_unsigned(s)
    }
}

#[inline(always)]
pub unsafe fn strchrnul<V: Vector, T: Lane>(s: *const T, wanted: T) -> *const T {
    // SAFETY: a string.
    unsafe {
        let (zero, wanted) = (V::splat(T::ZERO), V::splat(wanted));
        scan::<V>(s.cast(), ZeroOr::<V, T>(zero, wanted, PhantomData)).cast()
    }
}

#[inline(always)]
pub unsafe fn strchr<V: Vector, T: Lane>(s: *const T, wanted: T) -> *const T {
    // SAFETY: a string; its end can be read.
    unsafe {
        let found = strchrnul::<V, T>(s, wanted);
        if *found == wanted { found } else { core::ptr::null() }
    }
}

/// A null byte, or one of four.
#[derive(Clone, Copy)]
struct Few<V>(V, V, V, V, V);

impl<V: Vector> Wanted<V> for Few<V> {
    #[inline(always)]
    unsafe fn hits(self, vector: V) -> V {
        // SAFETY: the caller's promise.
        unsafe {
            let one = vector.equal::<u8>(self.1).or(vector.equal::<u8>(self.2));
            let other = vector.equal::<u8>(self.3).or(vector.equal::<u8>(self.4));
            vector.equal::<u8>(self.0).or(one.or(other))
        }
    }
}

#[inline(always)]
pub unsafe fn strcspn_few<V: Vector>(s: *const u8, few: u32) -> usize {
    let [a, b, c, d] = few.to_ne_bytes();
    // SAFETY: a string.
    unsafe {
        let wanted = Few(V::splat(0u8), V::splat(a), V::splat(b), V::splat(c), V::splat(d));
        scan::<V>(s, wanted).offset_from_unsigned(s)
    }
}
