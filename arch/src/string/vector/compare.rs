//! Comparisons.

use super::{Lane, PAGE, Vector, first};

#[inline(always)]
pub unsafe fn strcmp<V: Vector, T: Lane>(a: *const T, b: *const T) -> i32 {
    // SAFETY: strings.
    unsafe { compare::<V, T>(a, b, usize::MAX, |vector| vector, |lane| lane) }
}

#[inline(always)]
pub unsafe fn strncmp<V: Vector, T: Lane>(a: *const T, b: *const T, n: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { compare::<V, T>(a, b, n.saturating_mul(size_of::<T>()), |vector| vector, |lane| lane) }
}

#[inline(always)]
pub unsafe fn strcasecmp<V: Vector>(a: *const u8, b: *const u8) -> i32 {
    // SAFETY: strings.
    unsafe { strncasecmp::<V>(a, b, usize::MAX) }
}

#[inline(always)]
pub unsafe fn strncasecmp<V: Vector>(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise, also for the CPU.
    unsafe { compare::<V, u8>(a, b, n, |vector| vector.lower(), |byte| byte.to_ascii_lowercase()) }
}

/// Compares strings, at most `n` bytes of them.
///
/// # Safety
/// They can be read up to where they end, differ, or have `n` bytes.
#[inline(always)]
unsafe fn compare<V: Vector, T: Lane>(
    a: *const T,
    b: *const T,
    n: usize,
    fold: impl Fn(V) -> V,
    fold_lane: impl Fn(T) -> T,
) -> i32 {
    let (a, b) = (a.cast::<u8>(), b.cast::<u8>());
    // SAFETY: each vector begins where both strings go on, and is within the pages of those places.
    unsafe {
        let zero = V::splat(T::ZERO);
        let ends = |at: usize| {
            let (x, y) = (fold(V::load(a.wrapping_add(at))), fold(V::load(b.wrapping_add(at))));
            x.equal::<T>(y).and(x).equal::<T>(zero)
        };
        let result = |at: usize| {
            if at >= n {
                return 0;
            }
            let (x, y) = (a.wrapping_add(at).cast::<T>(), b.wrapping_add(at).cast::<T>());
            fold_lane(x.read_unaligned()).order(fold_lane(y.read_unaligned()))
        };
        let mut at = 0usize;
        loop {
            if at >= n {
                return 0;
            }
            let page_left = |s: *const u8| PAGE - (s as usize).wrapping_add(at) % PAGE;
            let room = page_left(a).min(page_left(b));
            let stop = at + room;
            if room < V::SIZE {
                if at >= V::SIZE {
                    // The vector that ends at the page's end: its first part is known to be equal.
                    at = stop - V::SIZE;
                } else {
                    // One by one up to the page's end.
                    while at < stop {
                        let (x, y) = (a.wrapping_add(at).cast::<T>(), b.wrapping_add(at).cast::<T>());
                        if at >= n {
                            return 0;
                        }
                        let (x, y) = (fold_lane(x.read_unaligned()), fold_lane(y.read_unaligned()));
                        if x != y || x == T::ZERO {
                            return x.order(y);
                        }
                        at += size_of::<T>();
                    }
                    continue;
                }
            }
            while stop - at >= V::SIZE {
                let mask = ends(at).mask();
                if mask != 0 {
                    return result(at + first::<V>(mask));
                }
                at += V::SIZE;
                if at >= n {
                    return 0;
                }
                while stop - at >= 4 * V::SIZE {
                    let found = [0, 1, 2, 3].map(|index| ends(at + index * V::SIZE));
                    let [c, d, e, f] = found;
                    if c.or(d).or(e.or(f)).mask() != 0 {
                        return result(at + super::find_end::first_of(found));
                    }
                    at += 4 * V::SIZE;
                    if at >= n {
                        return 0;
                    }
                }
            }
        }
    }
}

#[inline(always)]
pub unsafe fn memcmp<V: Vector, T: Lane>(a: *const T, b: *const T, n: usize) -> i32 {
    let n = n.wrapping_mul(size_of::<T>());
    let (a, b) = (a.cast::<u8>(), b.cast::<u8>());
    // SAFETY: all is read within the arrays.
    unsafe {
        if n < V::SIZE {
            return compare_short::<T>(a, b, n);
        }
        let pair = |at: usize| V::load(a.add(at)).equal::<T>(V::load(b.add(at)));
        let all = V::splat(u8::MAX).mask();
        let result = |at: usize, equal: u64| {
            let at = at + (first::<V>(equal ^ all) & !(size_of::<T>() - 1));
            a.add(at).cast::<T>().read_unaligned().order(b.add(at).cast::<T>().read_unaligned())
        };
        let mut at = 0;
        while n - at >= 4 * V::SIZE {
            let (c, d) = (pair(at), pair(at + V::SIZE));
            let (e, f) = (pair(at + 2 * V::SIZE), pair(at + 3 * V::SIZE));
            if c.and(d).and(e.and(f)).mask() != all {
                for (index, vector) in [c, d, e, f].into_iter().enumerate() {
                    let equal = vector.mask();
                    if equal != all {
                        return result(at + index * V::SIZE, equal);
                    }
                }
            }
            at += 4 * V::SIZE;
        }
        while n - at >= V::SIZE {
            let equal = pair(at).mask();
            if equal != all {
                return result(at, equal);
            }
            at += V::SIZE;
        }
        let equal = pair(n - V::SIZE).mask();
        if equal != all { result(n - V::SIZE, equal) } else { 0 }
    }
}

/// Compares fewer bytes than a vector has.
///
/// # Safety
/// They can be read.
#[inline(always)]
unsafe fn compare_short<T: Lane>(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe {
        if size_of::<T>() == 1 {
            if n >= 8 {
                let word = |s: *const u8, at: usize| s.add(at).cast::<u64>().read_unaligned();
                let mut at = 0;
                loop {
                    let (x, y) = (word(a, at), word(b, at));
                    if x != y {
                        return if x.swap_bytes() < y.swap_bytes() { -1 } else { 1 };
                    }
                    if at == n - 8 {
                        return 0;
                    }
                    at = (at + 8).min(n - 8);
                }
            }
            if n >= 4 {
                let word = |s: *const u8| {
                    let high = s.cast::<u32>().read_unaligned().swap_bytes();
                    let low = s.add(n - 4).cast::<u32>().read_unaligned().swap_bytes();
                    u64::from(high) << 32 | u64::from(low)
                };
                let (x, y) = (word(a), word(b));
                return i32::from(x > y) - i32::from(x < y);
            }
        }
        let mut at = 0;
        while at < n {
            let (x, y) = (a.add(at).cast::<T>().read_unaligned(), b.add(at).cast::<T>().read_unaligned());
            if x != y {
                return x.order(y);
            }
            at += size_of::<T>();
        }
        0
    }
}

#[inline(always)]
pub unsafe fn bcmp<V: Vector>(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { memcmp::<V, u8>(a, b, n) }
}
