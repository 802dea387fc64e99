//! `<err.h>`: messages on `stderr`, `program: text: error`. Thread-safe; not async-signal-safe. err(3).

use crate::errno::errno;
use crate::process::exit::exit;
use crate::process::start::program_invocation_short_name;
use crate::stdio::printf::vfprintf;
use crate::stdio::standard::stderr;
use crate::string::error::text;
use crate::sync::atomic::Ordering;
use arch::VaList;
use core::ffi::{CStr, c_char, c_int};

/// Writes a message; with `error` the text of `errno` behind it.
///
/// # Safety
/// `format` is null or a format for the arguments.
unsafe fn say(format: *const c_char, arguments: &mut VaList, error: bool) {
    let e = errno();
    let name = program_invocation_short_name.load(Ordering::Relaxed);
    // SAFETY: start-up set it to a string, or left it null.
    let name = if name.is_null() { &[] } else { unsafe { CStr::from_ptr(name) }.to_bytes() };
    // Nobody else's output comes between the parts.
    let _file = stderr.lock();
    let put = |text: &[u8]| {
        let _ = stderr.lock().put(text);
    };
    put(name);
    put(b": ");
    if !format.is_null() {
        // SAFETY: the caller's promise.
        unsafe { vfprintf(stderr, format, arguments) };
    }
    if error {
        if !format.is_null() {
            put(b": ");
        }
        put(text(e).to_bytes());
    }
    put(b"\n");
}

/// Writes a formatted message and the text of `errno`. vwarn(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vwarn(format: *const c_char, arguments: &mut VaList) {
    // SAFETY: the caller's promise.
    unsafe { say(format, arguments, true) }
}

/// Writes a formatted message. vwarnx(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vwarnx(format: *const c_char, arguments: &mut VaList) {
    // SAFETY: the caller's promise.
    unsafe { say(format, arguments, false) }
}

/// [`vwarn`], and exits. verr(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn verr(status: c_int, format: *const c_char, arguments: &mut VaList) -> ! {
    // SAFETY: the caller's promise.
    unsafe { say(format, arguments, true) };
    exit(status)
}

/// [`vwarnx`], and exits. verrx(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn verrx(status: c_int, format: *const c_char, arguments: &mut VaList) -> ! {
    // SAFETY: the caller's promise.
    unsafe { say(format, arguments, false) };
    exit(status)
}

arch::variadic! {
    /// [`vwarn`] with the arguments as such. warn(3).
    pub fn warn(1) => vwarn
}

arch::variadic! {
    /// [`vwarnx`] with the arguments as such. warnx(3).
    pub fn warnx(1) => vwarnx
}

arch::variadic! {
    /// [`verr`] with the arguments as such. err(3).
    pub fn err(2) => verr
}

arch::variadic! {
    /// [`verrx`] with the arguments as such. errx(3).
    pub fn errx(2) => verrx
}
