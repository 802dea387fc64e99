//! `lfind`, `lsearch`, and the queues of `insque`. Thread-safe on different data; no errors. POSIX.1-2024. Unless a
//! function says otherwise, it is thread-safe and not async-signal-safe.

use core::ffi::{c_int, c_void};
use core::ptr;

type Compare = unsafe extern "C" fn(*const c_void, *const c_void) -> c_int;

/// The first of `*count` elements that is equal to `key`; null if there is none.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lfind(
    key: *const c_void,
    base: *const c_void,
    count: *mut usize,
    width: usize,
    compare: Compare,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    let count = unsafe { count.read() };
    (0..count)
        .map(|index| base.wrapping_byte_add(index * width))
        // SAFETY: the caller's promise; each is an element.
        .find(|&element| unsafe { compare(key, element) } == 0)
        .map_or(ptr::null_mut(), <*const c_void>::cast_mut)
}

/// As `lfind`; if there is none, copies the key behind the last element, counts it, and returns it.
///
/// # Safety
/// As in C: the array has room for one element more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lsearch(
    key: *const c_void,
    base: *mut c_void,
    count: *mut usize,
    width: usize,
    compare: Compare,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        let found = lfind(key, base, count, width, compare);
        if !found.is_null() {
            return found;
        }
        let new = base.wrapping_byte_add(*count * width);
        ptr::copy_nonoverlapping(key.cast::<u8>(), new.cast::<u8>(), width);
        *count += 1;
        new
    }
}

/// The two links at the start of an element of a queue.
#[repr(C)]
struct Element {
    next: *mut Element,
    previous: *mut Element,
}

/// Puts `element` behind `previous` in a doubly linked queue, or makes it a queue of its own if that is null.
///
/// # Safety
/// As in C: each element begins with a forward and a backward link.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn insque(element: *mut c_void, previous: *mut c_void) {
    let (element, previous) = (element.cast::<Element>(), previous.cast::<Element>());
    // SAFETY: the caller's promise.
    unsafe {
        let Some(before) = previous.as_mut() else {
            element.write(Element { next: ptr::null_mut(), previous: ptr::null_mut() });
            return;
        };
        element.write(Element { next: before.next, previous });
        if let Some(next) = before.next.as_mut() {
            next.previous = element;
        }
        before.next = element;
    }
}

/// Takes `element` out of its queue.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn remque(element: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe {
        let Element { next, previous } = element.cast::<Element>().read();
        if let Some(next) = next.as_mut() {
            next.previous = previous;
        }
        if let Some(previous) = previous.as_mut() {
            previous.next = next;
        }
    }
}
