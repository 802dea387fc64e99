//! Copying and filling in as little code as possible.

use crate::string::Lane;

/// Copies `n` bytes upwards.
///
/// # Safety
/// Both are valid for `n` bytes, and `d` does not lie within the `n` bytes from `s`, unless it is `s`.
#[inline(always)]
pub unsafe fn copy_forward(d: *mut u8, s: *const u8, n: usize) {
    let mut done = 0;
    // SAFETY: the caller's promise. What is read eight bytes ahead is not yet overwritten if `d` is below `s`; else
    // they are apart.
    unsafe {
        while n - done >= 8 {
            d.add(done).cast::<u64>().write_unaligned(s.add(done).cast::<u64>().read_unaligned());
            done += 8;
        }
        while done < n {
            d.add(done).write(s.add(done).read());
            done += 1;
        }
    }
}

/// Copies `n` bytes downwards.
///
/// # Safety
/// Both are valid for `n` bytes, and `s` does not lie within the `n` bytes from `d`, unless it is `d`.
#[inline(always)]
pub unsafe fn copy_backward(d: *mut u8, s: *const u8, mut n: usize) {
    // SAFETY: the caller's promise; as above, with the directions turned.
    unsafe {
        while n >= 8 {
            n -= 8;
            d.add(n).cast::<u64>().write_unaligned(s.add(n).cast::<u64>().read_unaligned());
        }
        while n > 0 {
            n -= 1;
            d.add(n).write(s.add(n).read());
        }
    }
}

/// The length of a string.
///
/// # Safety
/// It is one.
#[inline(always)]
pub unsafe fn length(s: *const u8) -> usize {
    let mut length = 0;
    // SAFETY: not behind the string's end.
    while unsafe { *s.add(length) } != 0 {
        length += 1;
    }
    length
}

/// Stores `value` `n` times.
///
/// # Safety
/// `d` is valid for that.
#[inline(always)]
pub unsafe fn fill<T: Lane>(d: *mut T, value: T, n: usize) {
    for i in 0..n {
        // SAFETY: the caller's promise.
        unsafe { d.add(i).write(value) }
    }
}
