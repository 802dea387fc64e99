//! `malloc` and its family, C23 7.24.3 and POSIX.1-2024. All are thread-safe, none is async-signal-safe. A size
//! of 0 gives a block of its own. A failure is a null pointer (or an error number) with nothing changed.

use super::block;
use crate::errno::{CReturn, Errno, Outcome};
use crate::process::auxv::page_size;
use core::ffi::{c_int, c_void};
use core::ptr::{self, NonNull};

fn or_null(result: Result<NonNull<u8>, Errno>) -> *mut c_void {
    result.map(|block| block.as_ptr().cast()).or_errno(ptr::null_mut())
}

/// A block of `size` bytes, aligned to 16; its content is undefined. Null with `errno` ENOMEM if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn malloc(size: usize) -> *mut c_void {
    match block::allocate_at_once(size) {
        Some(block) => block.as_ptr().cast(),
        None => malloc_slowly(size),
    }
}

#[cold]
#[inline(never)]
fn malloc_slowly(size: usize) -> *mut c_void {
    or_null(block::allocate_slowly(size))
}

/// A zeroed block for `count` elements of `size` bytes. Null with `errno` ENOMEM, also if the product overflows.
#[unsafe(no_mangle)]
pub extern "C" fn calloc(count: usize, size: usize) -> *mut c_void {
    or_null(count.checked_mul(size).ok_or(Errno::ENOMEM).and_then(block::allocate_zeroed))
}

/// Makes a block `size` bytes large, moving it if need be; a null pointer asks for a new one, and size 0 for
/// one of the least size. Null with `errno` ENOMEM leaves the old block as it was.
///
/// # Safety
/// `block` is null or a live block.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn realloc(block: *mut c_void, size: usize) -> *mut c_void {
    if block.is_null() {
        return malloc(size);
    }
    // SAFETY: the caller's promise.
    or_null(unsafe { block::resize(block.cast(), size) })
}

/// `realloc` for `count` elements of `size` bytes; ENOMEM if the product overflows. POSIX.1-2024 reallocarray.
///
/// # Safety
/// `block` is null or a live block.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn reallocarray(block: *mut c_void, count: usize, size: usize) -> *mut c_void {
    match count.checked_mul(size) {
        // SAFETY: the caller's promise.
        Some(size) => unsafe { realloc(block, size) },
        None => or_null(Err(Errno::ENOMEM)),
    }
}

/// Gives a block back; a null pointer is nothing. `errno` stays as it is.
///
/// # Safety
/// `block` is null or a live block that nothing uses.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(block: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe { block::release(block.cast()) }
}

/// As `free`, for a block of `size` bytes. C23 7.24.3.4.
///
/// # Safety
/// As `free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free_sized(block: *mut c_void, _size: usize) {
    // SAFETY: the caller's promise.
    unsafe { free(block) }
}

/// As `free`, for a block of `size` bytes that was aligned to `align`. C23 7.24.3.5.
///
/// # Safety
/// As `free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free_aligned_sized(block: *mut c_void, _align: usize, _size: usize) {
    // SAFETY: the caller's promise.
    unsafe { free(block) }
}

/// A block of `size` bytes whose address is a multiple of `align`. Null with `errno` EINVAL if that is no power
/// of two, ENOMEM if there is no memory. C23 7.24.3.1.
#[unsafe(no_mangle)]
pub extern "C" fn aligned_alloc(align: usize, size: usize) -> *mut c_void {
    or_null(if align.is_power_of_two() { block::allocate(size, align) } else { Err(Errno::EINVAL) })
}

/// The same as `aligned_alloc`. memalign(3).
#[unsafe(no_mangle)]
pub extern "C" fn memalign(align: usize, size: usize) -> *mut c_void {
    aligned_alloc(align, size)
}

/// Stores a block of `size` bytes whose address is a multiple of `align` in `*out`. Returns 0; EINVAL if `align`
/// is no power of two or not a multiple of a pointer's size; or ENOMEM. `*out` and `errno` stay on an error.
/// POSIX.1-2024 posix_memalign.
///
/// # Safety
/// `out` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_memalign(out: *mut *mut c_void, align: usize, size: usize) -> c_int {
    let result = if align.is_power_of_two() && align >= size_of::<*mut c_void>() {
        block::allocate(size, align)
    } else {
        Err(Errno::EINVAL)
    };
    // SAFETY: the caller's promise.
    result.map(|block| unsafe { out.write(block.as_ptr().cast()) }).error_number()
}

/// How many bytes a block really has, at least what was asked for; 0 for a null pointer. malloc_usable_size(3).
///
/// # Safety
/// `block` is null or a live block.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn malloc_usable_size(block: *mut c_void) -> usize {
    if block.is_null() {
        return 0;
    }
    // SAFETY: the caller's promise.
    unsafe { block::usable_size(block.cast()) }
}

/// A block of `size` bytes that begins a page. Null with `errno` ENOMEM. valloc(3).
#[unsafe(no_mangle)]
pub extern "C" fn valloc(size: usize) -> *mut c_void {
    or_null(block::allocate(size, page_size()))
}

/// A block of at least `size` bytes in whole pages that begins a page. Null with `errno` ENOMEM. pvalloc(3).
#[unsafe(no_mangle)]
pub extern "C" fn pvalloc(size: usize) -> *mut c_void {
    let page = page_size();
    or_null(
        size.max(1).checked_next_multiple_of(page).ok_or(Errno::ENOMEM).and_then(|size| block::allocate(size, page)),
    )
}

/// Gives memory that is free, but kept for reuse, back to the kernel; `_pad`, how much to keep, is not needed. Returns 1
/// if there was some, else 0. malloc_trim(3).
#[unsafe(no_mangle)]
pub extern "C" fn malloc_trim(_pad: usize) -> c_int {
    block::trim() as c_int
}

/// The greatest power of two that divides the address of `pointer`; 0 for a null pointer. Async-signal-safe.
/// C23 7.24.9.
#[unsafe(no_mangle)]
pub extern "C" fn memalignment(pointer: *const c_void) -> usize {
    let address = pointer.addr();
    address & address.wrapping_neg()
}
