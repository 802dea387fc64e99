//! Search in linear time and constant space. Source: Crochemore and Perrin, "Two-way string-matching", 1991.

use super::haystack::{Element, Haystack};
use core::cmp::Ordering;

/// The first `needle` in a text, looked for from position `from` on; elements are compared as `fold` makes them. The
/// needle is not empty.
pub fn find<T: Element>(text: &mut Haystack<T>, needle: &[T], from: usize, fold: impl Fn(T) -> T) -> Option<usize> {
    // The factorization keeps every index below the needle's length.
    let at = |index: usize| needle.get(index).copied().map_or(T::ZERO, &fold);
    let length = needle.len();
    let (left, left_period) = maximal_suffix(at, length, Ordering::Less);
    let (right, right_period) = maximal_suffix(at, length, Ordering::Greater);
    let (critical, period) = if left > right { (left, left_period) } else { (right, right_period) };
    let periodic = critical + period <= length && (0..critical).all(|index| at(index) == at(index + period));
    let (shift, kept) = if periodic { (period, length - period) } else { (critical.max(length - critical) + 1, 0) };
    // How many of the needle's first elements are known to match at `position`.
    let (mut position, mut known) = (from, 0);
    while text.reaches(position + length) {
        let matches = |index: usize| text.get(position + index).map(&fold) == Some(at(index));
        if let Some(mismatch) = (critical.max(known)..length).find(|&index| !matches(index)) {
            position += mismatch - critical + 1;
            known = 0;
        } else if (known..critical).rev().all(matches) {
            return Some(position);
        } else {
            position += shift;
            known = kept;
        }
    }
    None
}

/// Where the needle's greatest suffix begins, in the order where `smaller` means smaller, and that suffix's period.
fn maximal_suffix<T: Ord>(at: impl Fn(usize) -> T, length: usize, smaller: Ordering) -> (usize, usize) {
    let (mut suffix, mut candidate, mut offset, mut period) = (0, 1, 0, 1);
    while candidate + offset < length {
        let order = at(candidate + offset).cmp(&at(suffix + offset));
        if order == smaller {
            candidate += offset + 1;
            offset = 0;
            period = candidate - suffix;
        } else if order != Ordering::Equal {
            suffix = candidate;
            candidate += 1;
            offset = 0;
            period = 1;
        } else if offset + 1 == period {
            candidate += period;
            offset = 0;
        } else {
            offset += 1;
        }
    }
    (suffix, period)
}
