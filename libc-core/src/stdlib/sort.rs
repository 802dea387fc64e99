//! Sorting an array of elements whose size is known at run time only: introsort. Quicksort on a median of three
//! (of nine when large), insertion sort for what is small, heapsort when quicksort goes too deep, so that the
//! worst case is O(n log n); in place, with no memory but O(log n) stack. Partitions are made block by block, so that
//! what a comparison says is counted, not branched on. What is in order already takes one pass. A comparator that
//! contradicts itself may order wrongly, but every access is inside the array: each scan is bounded by the range's ends;
//! and whenever it is called, the array holds all of its elements.
//! Source: Musser, "Introspective Sorting and Selection Algorithms", 1997; Bentley and McIlroy,
//! "Engineering a Sort Function", 1993; Edelkamp and Weiss, "BlockQuicksort", 2016.

use core::cmp::Ordering;
use core::ptr;

/// Ranges up to this many elements are sorted by insertion.
const SMALL: usize = 12;
/// From this many elements on, the pivot is the median of three medians.
const LARGE: usize = 128;

/// Elements in a block of a partition.
const BLOCK: usize = 64;

/// Elements in a block that are on the wrong side, by their distance from its outer end.
struct Misplaced {
    distances: [u8; BLOCK],
    start: usize,
    end: usize,
}

impl Misplaced {
    fn new() -> Self {
        Self { distances: [0; BLOCK], start: 0, end: 0 }
    }

    fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Looks at so many elements.
    #[inline(always)]
    fn collect(&mut self, count: usize, misplaced: impl Fn(usize) -> bool) {
        (self.start, self.end) = (0, 0);
        for distance in 0..count.min(BLOCK) {
            self.distances[self.end % BLOCK] = distance as u8;
            self.end += usize::from(misplaced(distance));
        }
    }

    fn first(&mut self) -> usize {
        let distance = self.distances[self.start % BLOCK];
        self.start += 1;
        usize::from(distance)
    }

    fn last(&mut self) -> usize {
        self.end -= 1;
        usize::from(self.distances[self.end % BLOCK])
    }
}

/// An array of `count` elements of `width` bytes, and how to compare two of them.
pub struct Array<C> {
    /// The first element.
    pub base: *mut u8,
    /// The size of an element, not 0.
    pub width: usize,
    /// Compares two elements.
    pub compare: C,
}

impl<C: Fn(*const u8, *const u8) -> Ordering> Array<C> {
    fn at(&self, index: usize) -> *mut u8 {
        self.base.wrapping_add(index * self.width)
    }

    fn less(&self, a: usize, b: usize) -> bool {
        (self.compare)(self.at(a), self.at(b)) == Ordering::Less
    }

    /// Swaps two elements of the array.
    fn swap(&self, a: usize, b: usize) {
        if a == b {
            return;
        }
        let (a, b) = (self.at(a), self.at(b));
        // SAFETY: both are elements of the array, and distinct, so they do not overlap.
        unsafe {
            match self.width {
                8 => ptr::swap(a.cast::<[u8; 8]>(), b.cast::<[u8; 8]>()),
                4 => ptr::swap(a.cast::<[u8; 4]>(), b.cast::<[u8; 4]>()),
                16 => ptr::swap(a.cast::<[u8; 16]>(), b.cast::<[u8; 16]>()),
                width => swap_bytes(a, b, width),
            }
        }
    }

    /// Sorts elements `start..end`.
    ///
    /// # Safety
    /// They exist.
    pub unsafe fn sort(&self, start: usize, end: usize) {
        if !self.is_in_order(start, end) {
            self.sort_at_depth(start, end, 2 * (usize::BITS - (end - start).leading_zeros()));
        }
    }

    /// Whether the range is in order; one in the opposite order is reversed.
    fn is_in_order(&self, start: usize, end: usize) -> bool {
        let mut next = start + 1;
        while next < end && !self.less(next, next - 1) {
            next += 1;
        }
        if next >= end {
            return true;
        }
        if next != start + 1 {
            return false;
        }
        while next < end && self.less(next, next - 1) {
            next += 1;
        }
        if next < end {
            return false;
        }
        for distance in 0..(end - start) / 2 {
            self.swap(start + distance, end - 1 - distance);
        }
        true
    }

    fn sort_at_depth(&self, mut start: usize, mut end: usize, mut depth: u32) {
        while end - start > SMALL {
            if depth == 0 {
                return self.heap_sort(start, end);
            }
            depth -= 1;
            let (left, right) = self.partition(start, end);
            // The shorter part by recursion, so that the stack stays logarithmic.
            if left - start < end - right {
                self.sort_at_depth(start, left, depth);
                start = right;
            } else {
                self.sort_at_depth(right, end, depth);
                end = left;
            }
        }
        self.insertion_sort(start, end);
    }

    fn insertion_sort(&self, start: usize, end: usize) {
        for next in start + 1..end {
            let mut place = next;
            while place > start && self.less(next, place - 1) {
                place -= 1;
            }
            if place != next {
                // SAFETY: both are elements of the array, in this order.
                unsafe { rotate(self.at(place), self.at(next), self.width) };
            }
        }
    }

    fn median(&self, a: usize, b: usize, c: usize) -> usize {
        if self.less(a, b) {
            if self.less(b, c) {
                b
            } else if self.less(a, c) {
                c
            } else {
                a
            }
        } else if self.less(a, c) {
            a
        } else if self.less(b, c) {
            c
        } else {
            b
        }
    }

    fn pivot(&self, start: usize, end: usize) -> usize {
        let count = end - start;
        let middle = start + count / 2;
        if count < LARGE {
            return self.median(start, middle, end - 1);
        }
        let step = count / 8;
        self.median(
            self.median(start, start + step, start + 2 * step),
            self.median(middle - step, middle, middle + step),
            self.median(end - 1 - 2 * step, end - 1 - step, end - 1),
        )
    }

    /// Splits a range: what is less than the pivot is in `start..left`, what is greater in `right..end`.
    fn partition(&self, start: usize, end: usize) -> (usize, usize) {
        let pivot = self.pivot(start, end);
        self.swap(start, pivot);
        let pivot = self.at(start).cast_const();
        // What is between these is not looked at, but for the blocks at both ends whose misplaced elements are known.
        let (mut low, mut high) = (start + 1, end);
        let (mut left, mut right) = (Misplaced::new(), Misplaced::new());
        let (mut left_block, mut right_block) = (BLOCK, BLOCK);
        loop {
            let last = high - low <= 2 * BLOCK;
            if last {
                let rest = high - low;
                (left_block, right_block) = match (left.is_empty(), right.is_empty()) {
                    (true, true) => (rest / 2, rest - rest / 2),
                    (true, false) => (rest - BLOCK, BLOCK),
                    (false, _) => (BLOCK, rest - BLOCK),
                };
            }
            if left.is_empty() {
                left.collect(left_block, |distance| (self.compare)(self.at(low + distance), pivot) != Ordering::Less);
            }
            if right.is_empty() {
                right.collect(right_block, |distance| {
                    (self.compare)(self.at(high - 1 - distance), pivot) != Ordering::Greater
                });
            }
            while !left.is_empty() && !right.is_empty() {
                self.swap(low + left.first(), high - 1 - right.first());
            }
            if left.is_empty() {
                low += left_block;
            }
            if right.is_empty() {
                high -= right_block;
            }
            if last {
                break;
            }
        }
        // One block may be left, whose misplaced elements go to its inner end.
        while !left.is_empty() {
            high -= 1;
            self.swap(low + left.last(), high);
            if left.is_empty() {
                low = high;
            }
        }
        while !right.is_empty() {
            self.swap(low, high - 1 - right.last());
            low += 1;
        }
        // Elements equal to the pivot are on both sides; the pivot itself goes between.
        let left = low - 1;
        self.swap(start, left);
        (left, left + 1)
    }

    fn heap_sort(&self, start: usize, end: usize) {
        let count = end - start;
        for root in (0..count / 2).rev() {
            self.sift_down(start, root, count);
        }
        for last in (1..count).rev() {
            self.swap(start, start + last);
            self.sift_down(start, 0, last);
        }
    }

    fn sift_down(&self, start: usize, root: usize, count: usize) {
        let mut root = root;
        loop {
            let mut child = 2 * root + 1;
            if child >= count {
                return;
            }
            if child + 1 < count && self.less(start + child, start + child + 1) {
                child += 1;
            }
            if !self.less(start + root, start + child) {
                return;
            }
            self.swap(start + root, start + child);
            root = child;
        }
    }
}

/// Moves the element at `last` to `first`, and those between by one place up.
///
/// # Safety
/// Both are elements of an array, `first` the lower one.
unsafe fn rotate(first: *mut u8, last: *mut u8, width: usize) {
    // SAFETY: the caller's promise; a part of each element is moved at a time.
    unsafe {
        match width {
            4 => {
                let element = last.cast::<[u8; 4]>().read();
                shift(first, last, 4);
                first.cast::<[u8; 4]>().write(element);
            }
            8 => {
                let element = last.cast::<[u8; 8]>().read();
                shift(first, last, 8);
                first.cast::<[u8; 8]>().write(element);
            }
            width => {
                let mut at = last;
                while at != first {
                    let below = at.wrapping_sub(width);
                    swap_bytes(at, below, width);
                    at = below;
                }
            }
        }
    }
}

/// Moves what is in `first..last` up by `width` bytes.
///
/// # Safety
/// All of that is in an array.
#[inline(always)]
unsafe fn shift(first: *mut u8, last: *mut u8, width: usize) {
    let mut at = last;
    while at != first {
        let below = at.wrapping_sub(width);
        // SAFETY: the caller's promise; they do not overlap.
        unsafe { ptr::copy_nonoverlapping(below, at, width) };
        at = below;
    }
}

/// Swaps two elements of any size, eight bytes at a time.
///
/// # Safety
/// Both have `width` bytes and do not overlap.
unsafe fn swap_bytes(a: *mut u8, b: *mut u8, width: usize) {
    let words = width / 8;
    // SAFETY: the caller's promise; the words are not aligned.
    unsafe {
        for word in 0..words {
            ptr::swap(a.cast::<[u8; 8]>().add(word), b.cast::<[u8; 8]>().add(word));
        }
        for byte in words * 8..width {
            ptr::swap(a.add(byte), b.add(byte));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sort(values: &mut [u32]) {
        let array = Array {
            base: values.as_mut_ptr().cast(),
            width: 4,
            // SAFETY: the array hands out its own elements.
            compare: |a: *const u8, b: *const u8| unsafe { (*a.cast::<u32>()).cmp(&*b.cast::<u32>()) },
        };
        // SAFETY: the elements exist.
        unsafe { array.sort(0, values.len()) }
    }

    fn numbers(seed: u64) -> impl Iterator<Item = u32> {
        let mut state = seed;
        core::iter::from_fn(move || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            Some((state >> 33) as u32)
        })
    }

    #[test]
    fn sorts_as_the_standard_library_does() {
        for count in (0..200).chain([1000, 4097, 50_000]) {
            for modulus in [2, 10, u32::MAX] {
                let mut values: Vec<u32> = numbers(count as u64).take(count).map(|n| n % modulus).collect();
                let mut expected = values.clone();
                expected.sort_unstable();
                sort(&mut values);
                assert_eq!(values, expected);
                sort(&mut values);
                assert_eq!(values, expected, "sorted input");
                values.reverse();
                sort(&mut values);
                assert_eq!(values, expected, "reversed input");
            }
        }
    }

    #[test]
    fn organ_pipes_and_killers_stay_n_log_n() {
        use std::cell::Cell;
        let count = 100_000u32;
        // McIlroy's adversary: decides while it is asked, so that each pivot is as bad as can be.
        let values: Vec<Cell<u32>> = (0..count).map(|_| Cell::new(u32::MAX)).collect();
        let (solid, candidate, calls) = (Cell::new(0), Cell::new(0), Cell::new(0u64));
        let mut order: Vec<u32> = (0..count).collect();
        let array = Array {
            base: order.as_mut_ptr().cast(),
            width: 4,
            compare: |a: *const u8, b: *const u8| {
                // SAFETY: the array hands out its own elements.
                let (a, b) = unsafe { (*a.cast::<u32>(), *b.cast::<u32>()) };
                let (x, y) = (&values[a as usize], &values[b as usize]);
                calls.set(calls.get() + 1);
                if x.get() == u32::MAX && y.get() == u32::MAX {
                    let frozen = if a == candidate.get() { x } else { y };
                    frozen.set(solid.get());
                    solid.set(solid.get() + 1);
                }
                if x.get() == u32::MAX {
                    candidate.set(a);
                } else if y.get() == u32::MAX {
                    candidate.set(b);
                }
                x.get().cmp(&y.get())
            },
        };
        // SAFETY: the elements exist.
        unsafe { array.sort(0, count as usize) };
        assert!(calls.get() < 200 * u64::from(count), "{} comparisons", calls.get());
    }

    #[test]
    fn a_contradictory_comparator_keeps_all_elements() {
        for seed in 0..50 {
            let state = std::cell::Cell::new(seed);
            let mut values: Vec<u32> = (0..3000).collect();
            let array = Array {
                base: values.as_mut_ptr().cast(),
                width: 4,
                compare: |_: *const u8, _: *const u8| {
                    state.set(u64::wrapping_mul(state.get(), 6364136223846793005).wrapping_add(1));
                    if state.get() >> 63 == 0 { Ordering::Less } else { Ordering::Greater }
                },
            };
            // SAFETY: the elements exist.
            unsafe { array.sort(0, 3000) };
            values.sort_unstable();
            assert!(values.iter().copied().eq(0..3000));
        }
    }

    #[test]
    fn all_widths() {
        for width in 1..40usize {
            let mut bytes: Vec<u8> = numbers(width as u64).take(width * 100).map(|n| n as u8).collect();
            let mut expected: Vec<Vec<u8>> = bytes.chunks(width).map(<[u8]>::to_vec).collect();
            expected.sort();
            let array = Array {
                base: bytes.as_mut_ptr(),
                width,
                // SAFETY: the array hands out its own elements.
                compare: |a: *const u8, b: *const u8| unsafe {
                    core::slice::from_raw_parts(a, width).cmp(core::slice::from_raw_parts(b, width))
                },
            };
            // SAFETY: the elements exist.
            unsafe { array.sort(0, 100) };
            assert_eq!(bytes, expected.concat());
        }
    }
}
