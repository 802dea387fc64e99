//! Names in the vDSO. Source: vdso(7).

use core::ffi::CStr;

/// `clock_gettime(2)`.
pub const CLOCK_GETTIME: &CStr = c"__kernel_clock_gettime";
