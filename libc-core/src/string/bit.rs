//! The first bit that is set. All are thread-safe and async-signal-safe. POSIX.1-2024 ffs.

use core::ffi::{c_int, c_long, c_longlong};

/// The number of the lowest bit that is set, counted from 1; 0 if there is none.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub extern "C" fn ffs(value: c_int) -> c_int {
    if value == 0 { 0 } else { value.trailing_zeros() as c_int + 1 }
}

/// The number of the lowest bit that is set, counted from 1; 0 if there is none.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub extern "C" fn ffsl(value: c_long) -> c_int {
    if value == 0 { 0 } else { value.trailing_zeros() as c_int + 1 }
}

/// The number of the lowest bit that is set, counted from 1; 0 if there is none.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub extern "C" fn ffsll(value: c_longlong) -> c_int {
    if value == 0 { 0 } else { value.trailing_zeros() as c_int + 1 }
}
