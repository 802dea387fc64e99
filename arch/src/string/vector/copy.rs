//! Copies and fills. What a copy reads last it reads before it writes there, so operands may overlap.

use super::{Lane, PAGE, Vector};

#[inline(always)]
pub unsafe fn memmove<V: Vector>(d: *mut u8, s: *const u8, n: usize) -> *mut u8 {
    // SAFETY: all is within the operands, and read before it is overwritten.
    unsafe {
        if n <= 16 {
            copy_short(d, s, n);
        } else if n <= 32 {
            copy_two::<V::Sixteen>(d, s, n);
        } else if n <= 2 * V::SIZE {
            copy_two::<V>(d, s, n);
        } else if n <= 4 * V::SIZE {
            let middle = V::load(s.add(V::SIZE));
            let before = V::load(s.add(n - 2 * V::SIZE));
            copy_two::<V>(d, s, n);
            middle.store(d.add(V::SIZE));
            before.store(d.add(n - 2 * V::SIZE));
        } else if n <= 8 * V::SIZE {
            let head = Four::<V>::load(s);
            let tail = Four::<V>::load(s.add(n - 4 * V::SIZE));
            head.store(d);
            tail.store(d.add(n - 4 * V::SIZE));
        } else {
            copy_long::<V>(d, s, n);
        }
    }
    d
}

#[inline(always)]
pub unsafe fn mempcpy<V: Vector>(d: *mut u8, s: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { memmove::<V>(d, s, n).add(n) }
}

/// More than eight vectors.
#[inline(always)]
unsafe fn copy_long<V: Vector>(d: *mut u8, s: *const u8, n: usize) {
    let ahead = (d as usize).wrapping_sub(s as usize);
    let apart = ahead >= n && ahead.wrapping_neg() >= n;
    // A read that follows a write at the same offset in a page waits for it: such copies go downwards.
    let aliased = ahead % PAGE < 8 * V::SIZE && !ahead.is_multiple_of(PAGE);
    // SAFETY: the caller's promise.
    unsafe {
        if ahead < n || (apart && aliased && n < V::HUGE_COPY) {
            copy_down::<V>(d, s, n);
        } else if n >= V::HUGE_COPY && apart {
            V::copy_huge(d, s, n);
        } else {
            copy_up::<V>(d, s, n);
        }
    }
}

#[inline(always)]
unsafe fn copy_up<V: Vector>(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let head = V::load(s);
        let tail = Four::<V>::load(s.add(n - 4 * V::SIZE));
        // To where whole vectors begin in the copy; the head only then, as it may overwrite what these are.
        let mut at = V::SIZE - d as usize % V::SIZE;
        let four = Four::<V>::load(s.add(at));
        head.store(d);
        four.store(d.add(at));
        at += 4 * V::SIZE;
        while at < n - 4 * V::SIZE {
            let four = Four::<V>::load(s.add(at));
            four.store(d.add(at));
            at += 4 * V::SIZE;
        }
        tail.store(d.add(n - 4 * V::SIZE));
    }
}

#[inline(always)]
unsafe fn copy_down<V: Vector>(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let head = Four::<V>::load(s);
        let tail = V::load(s.add(n - V::SIZE));
        // From where whole vectors end in the copy.
        let mut left = n - (d as usize).wrapping_add(n) % V::SIZE - 4 * V::SIZE;
        let four = Four::<V>::load(s.add(left));
        tail.store(d.add(n - V::SIZE));
        four.store(d.add(left));
        while left > 4 * V::SIZE {
            left -= 4 * V::SIZE;
            let four = Four::<V>::load(s.add(left));
            four.store(d.add(left));
        }
        head.store(d);
    }
}

/// At most 16 bytes.
#[inline(always)]
unsafe fn copy_short(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the first and the last part of that size, both within.
    unsafe {
        if n >= 8 {
            copy_ends::<u64>(d, s, n);
        } else if n >= 4 {
            copy_ends::<u32>(d, s, n);
        } else if n >= 2 {
            copy_ends::<u16>(d, s, n);
        } else if n == 1 {
            *d = *s;
        }
    }
}

/// The first and the last `T`.
#[inline(always)]
unsafe fn copy_ends<T>(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let first = s.cast::<T>().read_unaligned();
        let last = s.add(n - size_of::<T>()).cast::<T>().read_unaligned();
        d.cast::<T>().write_unaligned(first);
        d.add(n - size_of::<T>()).cast::<T>().write_unaligned(last);
    }
}

/// The first and the last vector.
#[inline(always)]
unsafe fn copy_two<V: Vector>(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let (first, last) = (V::load(s), V::load(s.add(n - V::SIZE)));
        first.store(d);
        last.store(d.add(n - V::SIZE));
    }
}

/// Copies 1 byte up to a vector.
///
/// # Safety
/// They can be read and written.
#[inline(always)]
pub unsafe fn copy_up_to_vector<V: Vector>(d: *mut u8, s: *const u8, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        if n > 16 {
            copy_two::<V::Sixteen>(d, s, n);
        } else {
            copy_short(d, s, n);
        }
    }
}

/// Four vectors in memory. No array of any length: its functions would not be inlined where vectors can be in registers.
#[derive(Clone, Copy)]
struct Four<V>(V, V, V, V);

impl<V: Vector> Four<V> {
    #[inline(always)]
    unsafe fn load(s: *const u8) -> Self {
        // SAFETY: the caller's promise.
        unsafe { Four(V::load(s), V::load(s.add(V::SIZE)), V::load(s.add(2 * V::SIZE)), V::load(s.add(3 * V::SIZE))) }
    }

    #[inline(always)]
    unsafe fn store(self, d: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe {
            self.0.store(d);
            self.1.store(d.add(V::SIZE));
            self.2.store(d.add(2 * V::SIZE));
            self.3.store(d.add(3 * V::SIZE));
        }
    }
}

#[inline(always)]
pub unsafe fn memset<V: Vector, T: Lane>(start: *mut T, lane: T, n: usize) -> *mut T {
    let n = n.wrapping_mul(size_of::<T>());
    let d = start.cast::<u8>();
    // SAFETY: all is within the array. Its ends are multiples of lanes, and so is each vector's distance from them.
    unsafe {
        if n < 16 {
            set_short(d, lane, n);
        } else if n < 2 * V::SIZE {
            let vector = V::Sixteen::splat(lane);
            vector.store(d);
            vector.store(d.add(n - 16));
            if n > 32 {
                vector.store(d.add(16));
                vector.store(d.add(n - 32));
            }
        } else {
            let vector = V::splat(lane);
            vector.store(d);
            vector.store(d.add(n - V::SIZE));
            if n <= 2 * V::SIZE {
                return start;
            }
            vector.store(d.add(V::SIZE));
            vector.store(d.add(n - 2 * V::SIZE));
            if n <= 4 * V::SIZE {
                return start;
            }
            let end = d.add(n - 4 * V::SIZE);
            let mut at = d.map_addr(|address| (address + 2 * V::SIZE) & !(V::SIZE - 1));
            if size_of::<T>() > 1 && !(d as usize).is_multiple_of(size_of::<T>()) {
                at = d.add(2 * V::SIZE);
            }
            while at < end {
                Four(vector, vector, vector, vector).store(at);
                at = at.add(4 * V::SIZE);
            }
            Four(vector, vector, vector, vector).store(end);
        }
    }
    start
}

/// Sets fewer than 16 bytes.
#[inline(always)]
unsafe fn set_short<T: Lane>(d: *mut u8, lane: T, n: usize) {
    // SAFETY: the first and the last part of that size, both within.
    unsafe {
        if size_of::<T>() > 1 {
            for index in 0..n / size_of::<T>() {
                d.cast::<T>().add(index).write_unaligned(lane);
            }
            return;
        }
        let byte = core::mem::transmute_copy::<T, u8>(&lane);
        let word = u64::from(byte) * 0x0101_0101_0101_0101;
        if n >= 8 {
            d.cast::<u64>().write_unaligned(word);
            d.add(n - 8).cast::<u64>().write_unaligned(word);
        } else if n >= 4 {
            d.cast::<u32>().write_unaligned(word as u32);
            d.add(n - 4).cast::<u32>().write_unaligned(word as u32);
        } else if n >= 2 {
            d.cast::<u16>().write_unaligned(word as u16);
            d.add(n - 2).cast::<u16>().write_unaligned(word as u16);
        } else if n == 1 {
            *d = byte;
        }
    }
}
