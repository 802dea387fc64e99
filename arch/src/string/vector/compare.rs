//! Comparisons.

use super::{Lane, PAGE, Vector, first};

#[inline(always)]
pub unsafe fn strcmp<V: Vector, T: Lane>(a: *const T, b: *const T) -> i32 {
    // SAFETY: strings.
    unsafe { compare::<V, T, false>(a, b, usize::MAX) }
}

#[inline(always)]
pub unsafe fn strncmp<V: Vector, T: Lane>(a: *const T, b: *const T, n: usize) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { compare::<V, T, false>(a, b, n.saturating_mul(size_of::<T>())) }
}

#[inline(always)]
pub unsafe fn strcasecmp<V: Vector>(a: *const u8, b: *const u8) -> i32 {
    // SAFETY: strings.
    unsafe { strncasecmp::<V>(a, b, usize::MAX) }
}

#[inline(always)]
pub unsafe fn strncasecmp<V: Vector>(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise, also for the CPU.
    unsafe { compare::<V, u8, true>(a, b, n) }
}

/// Compares strings, at most `n` bytes of them; with `FOLD`, A-Z as a-z.
///
/// # Safety
/// They can be read up to where they end, differ, or have `n` bytes.
#[inline(always)]
unsafe fn compare<V: Vector, T: Lane, const FOLD: bool>(a: *const T, b: *const T, n: usize) -> i32 {
    let (a, b) = (a.cast::<u8>(), b.cast::<u8>());
    // SAFETY: each vector begins where both strings go on, and is within the pages of those places.
    unsafe {
        let zero = V::splat(T::ZERO);
        let fold_lane = |lane: T| if FOLD { lane.lower() } else { lane };
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
            let mut single = 0;
            while stop - at >= V::SIZE {
                let mask = ends::<V, T, FOLD>(a, b, at, zero).mask();
                if mask != 0 {
                    return result(at + first::<V>(mask));
                }
                at += V::SIZE;
                if at >= n {
                    return 0;
                }
                single += 1;
                while single >= 4 && stop - at >= 4 * V::SIZE {
                    let c = ends::<V, T, FOLD>(a, b, at, zero);
                    let d = ends::<V, T, FOLD>(a, b, at + V::SIZE, zero);
                    let e = ends::<V, T, FOLD>(a, b, at + 2 * V::SIZE, zero);
                    let f = ends::<V, T, FOLD>(a, b, at + 3 * V::SIZE, zero);
                    if c.or(d).or(e.or(f)).mask() != 0 {
                        return result(at + super::find_end::first_of(c, d, e, f));
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

/// Where in a vector the strings differ or end.
///
/// # Safety
/// A vector can be read there.
#[inline(always)]
unsafe fn ends<V: Vector, T: Lane, const FOLD: bool>(a: *const u8, b: *const u8, at: usize, zero: V) -> V {
    // SAFETY: the caller's promise.
    unsafe {
        let (mut x, mut y) = (V::load(a.wrapping_add(at)), V::load(b.wrapping_add(at)));
        if FOLD {
            (x, y) = (x.lower(), y.lower());
        }
        x.equal::<T>(y).and(x).equal::<T>(zero)
    }
}

/// Where a vector of both is equal.
///
/// # Safety
/// A vector can be read there.
#[inline(always)]
unsafe fn equal_at<V: Vector, T: Lane>(a: *const u8, b: *const u8, at: usize) -> V {
    // SAFETY: the caller's promise.
    unsafe { V::load(a.add(at)).equal::<T>(V::load(b.add(at))) }
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
        let all = V::splat(u8::MAX).mask();
        let result = |at: usize, equal: u64| {
            let at = at + (first::<V>(equal ^ all) & !(size_of::<T>() - 1));
            a.add(at).cast::<T>().read_unaligned().order(b.add(at).cast::<T>().read_unaligned())
        };
        let equal = equal_at::<V, T>(a, b, 0).mask();
        if equal != all {
            return result(0, equal);
        }
        if n <= 2 * V::SIZE {
            let equal = equal_at::<V, T>(a, b, n - V::SIZE).mask();
            return if equal != all { result(n - V::SIZE, equal) } else { 0 };
        }
        let mut at = V::SIZE;
        while n - at >= 4 * V::SIZE {
            let c = equal_at::<V, T>(a, b, at);
            let d = equal_at::<V, T>(a, b, at + V::SIZE);
            let e = equal_at::<V, T>(a, b, at + 2 * V::SIZE);
            let f = equal_at::<V, T>(a, b, at + 3 * V::SIZE);
            if c.and(d).and(e.and(f)).mask() != all {
                // The loop below finds which.
                break;
            }
            at += 4 * V::SIZE;
        }
        while n - at >= V::SIZE {
            let equal = equal_at::<V, T>(a, b, at).mask();
            if equal != all {
                return result(at, equal);
            }
            at += V::SIZE;
        }
        let equal = equal_at::<V, T>(a, b, n - V::SIZE).mask();
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
