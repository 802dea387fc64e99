//! Spans of bytes in a set.

use super::find_end::{Wanted, scan};
use super::{ByteSet, Vector};

/// Bytes in the set, or those that are not.
#[derive(Clone, Copy)]
struct Members<'a> {
    set: &'a ByteSet,
    inside: bool,
}

impl<V: Vector> Wanted<V> for Members<'_> {
    #[inline(always)]
    unsafe fn hits(self, vector: V) -> V {
        // SAFETY: the caller's promise.
        unsafe { vector.members(self.set, self.inside) }
    }
}

/// So many bytes are looked up one by one first: most spans are short, and the set was stored only now.
const SHORT: usize = 8;

#[inline(always)]
pub unsafe fn strspn<V: Vector>(s: *const u8, set: &ByteSet) -> usize {
    // SAFETY: the null byte is not in the set.
    unsafe { span::<V>(s, set, true) }
}

#[inline(always)]
pub unsafe fn strcspn<V: Vector>(s: *const u8, set: &ByteSet) -> usize {
    // SAFETY: the null byte is in the set.
    unsafe { span::<V>(s, set, false) }
}

/// How many bytes are in the set, or are not.
#[inline(always)]
unsafe fn span<V: Vector>(s: *const u8, set: &ByteSet, inside: bool) -> usize {
    let mut length = 0;
    // SAFETY: the span ends at the string's end.
    unsafe {
        while !V::HAS_LOOKUP || length < SHORT {
            if set.contains(*s.add(length)) != inside {
                return length;
            }
            length += 1;
        }
        scan::<V>(s.add(length), Members { set, inside: !inside }).offset_from_unsigned(s)
    }
}
