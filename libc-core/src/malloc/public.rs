//! The public allocation functions, as symbols: what the program defines itself, if it does. For memory that the
//! application will free. Never to be called under a lock or inside a section (fork invariant 1).

use core::ffi::c_void;

mod symbols {
    use core::ffi::c_void;
    // xtask turns these names into the plain ones, after it made the library's own names private.
    unsafe extern "C" {
        #[cfg_attr(feature = "sysroot", link_name = "__tine_public_malloc")]
        pub fn malloc(size: usize) -> *mut c_void;
        #[cfg_attr(feature = "sysroot", link_name = "__tine_public_calloc")]
        pub fn calloc(count: usize, size: usize) -> *mut c_void;
        #[cfg_attr(feature = "sysroot", link_name = "__tine_public_realloc")]
        pub fn realloc(block: *mut c_void, size: usize) -> *mut c_void;
        #[cfg_attr(feature = "sysroot", link_name = "__tine_public_free")]
        pub fn free(block: *mut c_void);
    }
}

/// The program's `malloc`.
pub fn malloc(size: usize) -> *mut c_void {
    crate::sync::rank::assert_none_held("malloc");
    // SAFETY: any size is valid.
    unsafe { symbols::malloc(size) }
}

/// The program's `calloc`.
pub fn calloc(count: usize, size: usize) -> *mut c_void {
    crate::sync::rank::assert_none_held("calloc");
    // SAFETY: any size is valid.
    unsafe { symbols::calloc(count, size) }
}

/// The program's `realloc`.
///
/// # Safety
/// As in C.
pub unsafe fn realloc(block: *mut c_void, size: usize) -> *mut c_void {
    crate::sync::rank::assert_none_held("realloc");
    // SAFETY: the caller's promise.
    unsafe { symbols::realloc(block, size) }
}

/// The program's `free`.
///
/// # Safety
/// As in C.
pub unsafe fn free(block: *mut c_void) {
    crate::sync::rank::assert_none_held("free");
    // SAFETY: the caller's promise.
    unsafe { symbols::free(block) }
}
