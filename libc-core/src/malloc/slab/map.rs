//! From an address to the header of the granule that it lies in. Headers are apart from the memory that they describe,
//! in arrays, one for each window of the address space that holds blocks.

use super::class::GRANULE_BITS;
use super::pages;
use super::span::Span;
use crate::errno::Errno;
use crate::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use core::ptr;

/// User space ends below that on every architecture, unless a program asks for more.
const ADDRESS_BITS: u32 = 48;
const WINDOW_BITS: u32 = 30;
const HEADERS: usize = 1 << (WINDOW_BITS - GRANULE_BITS);

/// Most programs have one window only. Its number, or one that is none.
static FIRST: AtomicUsize = AtomicUsize::new(0);
/// Its array of headers. Arrays take memory only where they are used.
static FIRST_HEADERS: AtomicPtr<Span> = AtomicPtr::new(ptr::null_mut());

/// The arrays of all other windows.
type Windows = [AtomicPtr<Span>; 1 << (ADDRESS_BITS - WINDOW_BITS)];
/// Null if there is one window at most.
static WINDOWS: AtomicPtr<Windows> = AtomicPtr::new(ptr::null_mut());

/// The header of the granule at `address`, if its window has headers.
#[inline(always)]
pub fn find(address: usize) -> Option<&'static Span> {
    let window = address >> WINDOW_BITS;
    let headers = if window == FIRST.load(Ordering::Relaxed) {
        FIRST_HEADERS.load(Ordering::Relaxed)
    } else {
        find_further(window)
    };
    if headers.is_null() {
        return None;
    }
    let index = (address >> GRANULE_BITS) % HEADERS;
    // SAFETY: the array has so many headers, it is never unmapped, and zeros are a valid header.
    Some(unsafe { &*headers.add(index) })
}

/// A further window's array, or null.
#[inline]
fn find_further(window: usize) -> *mut Span {
    // SAFETY: it is null or stays.
    match unsafe { WINDOWS.load(Ordering::Relaxed).as_ref() }.and_then(|windows| windows.get(window)) {
        Some(headers) => headers.load(Ordering::Relaxed),
        None => ptr::null_mut(),
    }
}

/// The same as [`find`], making the array if need be; ENOMEM. The caller holds the malloc lock.
pub fn make(address: usize) -> Result<&'static Span, Errno> {
    let window = address >> WINDOW_BITS;
    if find(address).is_none() {
        let headers = || pages::map(HEADERS * size_of::<Span>()).map(<*mut u8>::cast::<Span>);
        if FIRST_HEADERS.load(Ordering::Relaxed).is_null() {
            FIRST_HEADERS.store(headers()?, Ordering::Release);
            FIRST.store(window, Ordering::Release);
        } else {
            windows()?.get(window).ok_or(Errno::ENOMEM)?.store(headers()?, Ordering::Release);
        }
    }
    find(address).ok_or(Errno::ENOMEM)
}

/// The table of windows, made if need be.
fn windows() -> Result<&'static Windows, Errno> {
    if WINDOWS.load(Ordering::Relaxed).is_null() {
        WINDOWS.store(pages::map(size_of::<Windows>())?.cast(), Ordering::Release);
    }
    // SAFETY: zeros are null pointers, and it stays.
    unsafe { WINDOWS.load(Ordering::Relaxed).as_ref() }.ok_or(Errno::ENOMEM)
}
