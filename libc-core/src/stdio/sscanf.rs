//! Formatted input from strings. Thread-safe; async-signal-safe but for the modifier `m`, which allocates.
//!
//! Each returns how many items it assigned, or EOF if the string ended, or an error came, before the first conversion
//! was completed. `errno`: EINVAL for a malformed format, EILSEQ for what is no character, ENOMEM. C23 7.23.6.7.

use super::format::locale;
use super::scan::string::Text;
use super::scan::{Pointers, Unit, scan};
use crate::errno::{Errno, set_errno};
use crate::types::wchar_t;
use arch::VaList;
use core::ffi::{c_char, c_int};

/// The result of formatted input as C has it.
pub fn result((assigned, error): (Option<usize>, Option<Errno>)) -> c_int {
    if let Some(e) = error {
        set_errno(e);
    }
    assigned.map_or(-1, |assigned| assigned as c_int)
}

/// Reads from a string.
///
/// # Safety
/// As `vsscanf`.
unsafe fn read<U: Unit>(s: *const U, format: *const U, pointers: &mut impl Pointers) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { result(scan(&mut Text::new(s), format, pointers, locale::encoding())) }
}

/// Reads from the string `s`. C23 7.23.6.14.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vsscanf(s: *const c_char, format: *const c_char, arguments: *mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { read::<u8>(s.cast(), format.cast(), &mut *arguments) }
}

/// `vsscanf` of wide characters. C23 7.31.2.7.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vswscanf(s: *const wchar_t, format: *const wchar_t, arguments: *mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { read::<u32>(s.cast(), format.cast(), &mut *arguments) }
}

arch::variadic! {
    /// `vsscanf` with the arguments as such. C23 7.23.6.7.
    pub fn sscanf(2) => vsscanf
}

arch::variadic! {
    /// `vswscanf` with the arguments as such. C23 7.31.2.4.
    pub fn swscanf(2) => vswscanf
}

arch::variadic! {
    /// The name that glibc's headers give `sscanf`.
    pub fn __isoc99_sscanf(2) => vsscanf
}

arch::variadic! {
    /// The name that glibc's headers give `swscanf`.
    pub fn __isoc99_swscanf(2) => vswscanf
}

/// The name that glibc's headers give `vsscanf`.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __isoc99_vsscanf(s: *const c_char, format: *const c_char, arguments: *mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vsscanf(s, format, arguments) }
}

/// The name that glibc's headers give `vswscanf`.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __isoc99_vswscanf(s: *const wchar_t, format: *const wchar_t, arguments: *mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vswscanf(s, format, arguments) }
}
