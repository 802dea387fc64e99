//! `cuserid`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::passwd::effective_name;
use core::cell::UnsafeCell;
use core::ffi::c_char;

/// `L_cuserid`
const LONGEST: usize = 20;

struct Shared(UnsafeCell<[c_char; LONGEST]>);
// SAFETY: the function that returns it is not thread-safe, by its definition.
unsafe impl Sync for Shared {}

static NAME: Shared = Shared(UnsafeCell::new([0; LONGEST]));

/// The name of the effective user, in the array `name` of `L_cuserid` bytes, or for null in static memory that the next
/// call overwrites. If there is none, or it is too long, the name is empty, and for null the result is null. Thread-safe with
/// an array. cuserid(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuserid(name: *mut c_char) -> *mut c_char {
    let out = if name.is_null() { NAME.0.get().cast() } else { name };
    let found = effective_name().ok().flatten().filter(|found| found.len() < LONGEST);
    // SAFETY: the caller's promise, or the own array; the name and a 0 fit.
    unsafe {
        match &found {
            Some(found) => {
                core::ptr::copy_nonoverlapping(found.as_ptr(), out.cast(), found.len());
                out.add(found.len()).write(0);
            }
            None => out.write(0),
        }
    }
    if found.is_none() && name.is_null() { core::ptr::null_mut() } else { out }
}
