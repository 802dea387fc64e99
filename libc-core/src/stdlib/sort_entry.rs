//! `qsort`, `qsort_r` and `bsearch`. Thread-safe, and async-signal-safe as far as the comparator is; no errors.

use super::sort::Array;
use core::cmp::Ordering;
use core::ffi::{c_int, c_void};
use core::ptr;

type Compare = unsafe extern "C" fn(*const c_void, *const c_void) -> c_int;
type CompareWith = unsafe extern "C" fn(*const c_void, *const c_void, *mut c_void) -> c_int;

/// Sorts `count` elements of `width` bytes in place, in O(n log n) comparisons; equal elements end in any order.
/// C23 7.24.5.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn qsort(base: *mut c_void, count: usize, width: usize, compare: Compare) {
    // SAFETY: the caller's promise.
    sort(base, count, width, |a, b| unsafe { compare(a, b) });
}

/// As `qsort`; the comparator gets `argument` too. POSIX.1-2024 qsort_r.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn qsort_r(
    base: *mut c_void,
    count: usize,
    width: usize,
    compare: CompareWith,
    argument: *mut c_void,
) {
    // SAFETY: the caller's promise.
    sort(base, count, width, |a, b| unsafe { compare(a, b, argument) });
}

fn sort(base: *mut c_void, count: usize, width: usize, compare: impl Fn(*const c_void, *const c_void) -> c_int) {
    if width == 0 {
        return;
    }
    crate::sync::rank::assert_none_held("a comparator");
    let array =
        Array { base: base.cast(), width, compare: |a: *const u8, b: *const u8| compare(a.cast(), b.cast()).cmp(&0) };
    // SAFETY: the caller of qsort promised that the elements exist.
    unsafe { array.sort(0, count) }
}

/// An element that is equal to `key`, which the comparator gets first, in a sorted array; null if there is
/// none. C23 7.24.5.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bsearch(
    key: *const c_void,
    base: *const c_void,
    count: usize,
    width: usize,
    compare: Compare,
) -> *mut c_void {
    let (mut start, mut count) = (base, count);
    while count > 0 {
        let middle = start.wrapping_byte_add(count / 2 * width);
        // SAFETY: the caller's promise; `middle` is an element.
        match unsafe { compare(key, middle) }.cmp(&0) {
            Ordering::Equal => return middle.cast_mut(),
            Ordering::Less => count /= 2,
            Ordering::Greater => {
                start = middle.wrapping_byte_add(width);
                count -= count / 2 + 1;
            }
        }
    }
    ptr::null_mut()
}
