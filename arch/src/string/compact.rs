//! The compact kernels, of the `tiny` profile: one element at a time, in as little code as possible.

use super::lane::Lane;
use super::{ByteSet, Pair, Wide, for_each_kernel};
use crate::current::string::{copy_backward, copy_forward, fill, length};
use core::ptr;

/// Instantiates the kernels. They are not inlined: only in this crate, which is compiled with `no_builtins`, is a
/// loop safe from becoming a call of the very function that it implements.
macro_rules! instantiate {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $result:ty = $generic:ident[$($lane:ty)?];)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Safety
            /// As the C function.
            #[inline(never)]
            pub unsafe fn $name($($argument: $type),*) -> $result {
                // SAFETY: the caller's promise.
                unsafe { generic::$generic$(::<$lane>)?($($argument),*) }
            }
        )*
    };
}
for_each_kernel!(instantiate);

mod generic {
    use super::*;

    #[inline(always)]
    pub unsafe fn memmove(d: *mut u8, s: *const u8, n: usize) -> *mut u8 {
        // SAFETY: the caller's promise; a copy upwards in memory over itself begins at the end.
        unsafe {
            if (d as usize).wrapping_sub(s as usize) >= n {
                copy_forward(d, s, n);
            } else {
                copy_backward(d, s, n);
            }
        }
        d
    }

    #[inline(always)]
    pub unsafe fn mempcpy(d: *mut u8, s: *const u8, n: usize) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe {
            copy_forward(d, s, n);
            d.add(n)
        }
    }

    #[inline(always)]
    pub unsafe fn memset<T: Lane>(d: *mut T, value: T, n: usize) -> *mut T {
        // SAFETY: the caller's promise.
        unsafe { fill(d, value, n) };
        d
    }

    #[inline(always)]
    pub unsafe fn memcmp<T: Lane>(a: *const T, b: *const T, n: usize) -> i32 {
        for i in 0..n {
            // SAFETY: within both arrays.
            let (a, b) = unsafe { (*a.add(i), *b.add(i)) };
            if a != b {
                return a.order(b);
            }
        }
        0
    }

    #[inline(always)]
    pub unsafe fn bcmp(a: *const u8, b: *const u8, n: usize) -> i32 {
        // SAFETY: the caller's promise.
        unsafe { memcmp(a, b, n) }
    }

    #[inline(always)]
    pub unsafe fn memchr<T: Lane>(s: *const T, wanted: T, n: usize) -> *const T {
        for i in 0..n {
            // SAFETY: within the array, and nothing is read behind what is found.
            if unsafe { *s.add(i) } == wanted {
                return s.wrapping_add(i);
            }
        }
        ptr::null()
    }

    #[inline(always)]
    pub unsafe fn memrchr(s: *const u8, wanted: u8, n: usize) -> *const u8 {
        for i in (0..n).rev() {
            // SAFETY: within the array.
            if unsafe { *s.add(i) } == wanted {
                return s.wrapping_add(i);
            }
        }
        ptr::null()
    }

    #[inline(always)]
    pub unsafe fn strlen<T: Lane>(s: *const T) -> usize {
        // SAFETY: a string; the first null ends it.
        unsafe {
            if size_of::<T>() == 1 {
                return length(s.cast());
            }
            strchrnul(s, T::ZERO).offset_from_unsigned(s)
        }
    }

    #[inline(always)]
    pub unsafe fn strnlen(s: *const u8, n: usize) -> usize {
        // SAFETY: the caller's promise.
        unsafe {
            let end = super::memchr(s, 0, n);
            if end.is_null() { n } else { end.offset_from_unsigned(s) }
        }
    }

    #[inline(always)]
    pub unsafe fn strchr<T: Lane>(s: *const T, wanted: T) -> *const T {
        // SAFETY: a string; its end can be read.
        unsafe {
            let found = strchrnul(s, wanted);
            if *found == wanted { found } else { ptr::null() }
        }
    }

    #[inline(always)]
    pub unsafe fn strcspn_few(s: *const u8, few: u32) -> usize {
        let mut length = 0;
        // SAFETY: not behind the string's end.
        while let byte @ 1.. = unsafe { *s.add(length) }
            && !few.to_ne_bytes().contains(&byte)
        {
            length += 1;
        }
        length
    }

    #[inline(always)]
    pub unsafe fn stpncpy(d: *mut u8, s: *const u8, n: usize) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe {
            let length = super::strnlen(s, n);
            copy_forward(d, s, length);
            fill(d.add(length), 0u8, n - length);
            d.add(length)
        }
    }

    #[inline(always)]
    pub unsafe fn strchrnul<T: Lane>(mut s: *const T, wanted: T) -> *const T {
        // SAFETY: not behind the string's end.
        while let element = unsafe { *s }
            && element != wanted
            && element != T::ZERO
        {
            s = s.wrapping_add(1);
        }
        s
    }

    #[inline(always)]
    pub unsafe fn strrchr<T: Lane>(mut s: *const T, wanted: T) -> *const T {
        let mut last = ptr::null();
        loop {
            // SAFETY: not behind the string's end.
            let element = unsafe { *s };
            if element == wanted {
                last = s;
            }
            if element == T::ZERO {
                return last;
            }
            s = s.wrapping_add(1);
        }
    }

    #[inline(always)]
    pub unsafe fn strcmp<T: Lane>(a: *const T, b: *const T) -> i32 {
        // SAFETY: both end.
        unsafe { strncmp(a, b, usize::MAX) }
    }

    #[inline(always)]
    pub unsafe fn strncmp<T: Lane>(a: *const T, b: *const T, n: usize) -> i32 {
        // SAFETY: the caller's promise.
        unsafe { compare(a, b, n, |element| element) }
    }

    #[inline(always)]
    pub unsafe fn strcasecmp(a: *const u8, b: *const u8) -> i32 {
        // SAFETY: both end.
        unsafe { strncasecmp(a, b, usize::MAX) }
    }

    #[inline(always)]
    pub unsafe fn strncasecmp(a: *const u8, b: *const u8, n: usize) -> i32 {
        // SAFETY: the caller's promise.
        unsafe { compare(a, b, n, |byte| byte.to_ascii_lowercase()) }
    }

    #[inline(always)]
    unsafe fn compare<T: Lane>(a: *const T, b: *const T, n: usize, fold: impl Fn(T) -> T) -> i32 {
        for i in 0..n {
            // SAFETY: not behind the end of either string: they were equal so far.
            let (a, b) = unsafe { (fold(*a.add(i)), fold(*b.add(i))) };
            if a != b || a == T::ZERO {
                return a.order(b);
            }
        }
        0
    }

    #[inline(always)]
    pub unsafe fn stpcpy(d: *mut u8, s: *const u8) -> *mut u8 {
        // SAFETY: a string, and room for it.
        unsafe {
            let length = super::strlen(s);
            copy_forward(d, s, length + 1);
            d.add(length)
        }
    }

    #[inline(always)]
    pub unsafe fn strcpy(d: *mut u8, s: *const u8) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe { super::stpcpy(d, s) };
        d
    }

    #[inline(always)]
    pub unsafe fn memchr_pair(s: *const u8, pair: &Pair, n: usize) -> *const u8 {
        for i in 0..n {
            // SAFETY: within the array.
            if unsafe { *s.add(i) == pair.first && *s.add(i + pair.distance) == pair.second } {
                return s.wrapping_add(i);
            }
        }
        ptr::null()
    }

    #[inline(always)]
    pub unsafe fn strspn(s: *const u8, set: &ByteSet) -> usize {
        let mut length = 0;
        // SAFETY: the null byte is not in the set.
        while set.contains(unsafe { *s.add(length) }) {
            length += 1;
        }
        length
    }

    #[inline(always)]
    pub unsafe fn strcspn(s: *const u8, set: &ByteSet) -> usize {
        let mut length = 0;
        // SAFETY: the null byte is in the set.
        while !set.contains(unsafe { *s.add(length) }) {
            length += 1;
        }
        length
    }
}
