//! Locale objects: `newlocale`, `duplocale`, `freelocale`. They are in the library's own memory.

use super::current::{Locale, of_handle};
use super::name::Category;
use super::process::{Choice, STATE, look_up};
use crate::errno::{Errno, Outcome};
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// `LC_ALL_MASK`
const ALL: c_int = c_int::MAX;
/// The bits of the categories that there are.
const CATEGORY_BITS: c_int = 0x3f;

fn allocate() -> Result<*mut Locale, Errno> {
    let new = crate::malloc::alloc(Layout::new::<Locale>()).ok_or(Errno::ENOMEM)?.cast::<Locale>().as_ptr();
    // SAFETY: fresh memory of the right layout.
    unsafe { new.write(Locale::new()) };
    Ok(new)
}

/// Makes a locale: the one with this name for the categories of `mask` (bits `1 << category`, or `LC_ALL_MASK`), and for
/// the others that of `base`, or "C" if `base` is null. "" asks the environment, as [`super::process::setlocale`].
/// `base`, if there is one, is changed and returned. Returns null with `errno` EINVAL (a bit that is no category), ENOENT
/// (no such locale) or ENOMEM, and `base` as it was. Thread-safe; not async-signal-safe. POSIX.1-2024 newlocale.
///
/// # Safety
/// `name` is null or a string; `base` is null or a locale object that no thread uses.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn newlocale(mask: c_int, name: *const c_char, base: *mut Locale) -> *mut Locale {
    // SAFETY: the caller's promise.
    unsafe { make(mask, name, base) }.or_errno(ptr::null_mut())
}

unsafe fn make(mask: c_int, name: *const c_char, base: *mut Locale) -> Result<*mut Locale, Errno> {
    let bits = if mask == ALL { CATEGORY_BITS } else { mask };
    if bits & !CATEGORY_BITS != 0 || name.is_null() {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the caller's promise.
    let name = unsafe { CStr::from_ptr(name) }.to_bytes();
    let mut choice: Choice = Default::default();
    {
        let mut state = STATE.lock();
        for (category, slot) in Category::ALL.into_iter().zip(&mut choice) {
            if bits & 1 << category as c_int != 0 {
                *slot = look_up(category, name, &mut state)?;
            }
        }
    }
    let locale = if base.is_null() { allocate()? } else { base };
    for (category, name) in Category::ALL.into_iter().zip(choice) {
        if bits & 1 << category as c_int != 0 {
            // SAFETY: just made, or the caller's.
            unsafe { &*locale }.set(category, name);
        }
    }
    Ok(locale)
}

/// A copy of a locale object, or of the process's locale (`LC_GLOBAL_LOCALE`); null with `errno` ENOMEM. Thread-safe; not
/// async-signal-safe. POSIX.1-2024 duplocale.
///
/// # Safety
/// `locale` is a valid `locale_t`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn duplocale(locale: *const Locale) -> *mut Locale {
    let copy = allocate().inspect(|&copy| {
        // The process's locale is to be seen as one `setlocale` left it.
        let _state = STATE.lock();
        // SAFETY: the caller's promise, and just made.
        let (from, to) = unsafe { (of_handle(locale), &*copy) };
        for category in Category::ALL {
            to.set(category, from.get(category));
        }
    });
    copy.or_errno(ptr::null_mut())
}

/// Gives a locale object back. `errno` stays. Thread-safe; not async-signal-safe. POSIX.1-2024 freelocale.
///
/// # Safety
/// `locale` came from `newlocale` or `duplocale`, and nothing uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn freelocale(locale: *mut Locale) {
    if !locale.is_null() {
        // SAFETY: the caller's promise.
        unsafe { crate::malloc::dealloc(locale.cast(), Layout::new::<Locale>()) }
    }
}
