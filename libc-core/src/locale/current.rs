//! The locale in force: the thread's own, or the process's. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::name::{CATEGORIES, Category, LONGEST};
use crate::sync::atomic::{AtomicPtr, Ordering};
use crate::thread;
use crate::wchar::encoding::Encoding;
use core::ffi::{CStr, c_char};
use core::ptr;

/// The name of a locale that is not "C". It stays for good.
pub struct Name {
    pub(super) next: *const Name,
    pub(super) text: [u8; LONGEST + 1],
}

// SAFETY: it does not change once it is made.
unsafe impl Sync for Name {}

/// "C.UTF-8"
pub(super) static UTF8: Name = Name {
    next: ptr::null(),
    text: {
        let mut text = [0; LONGEST + 1];
        text.split_at_mut(7).0.copy_from_slice(b"C.UTF-8");
        text
    },
};

/// A locale: what `locale_t` points to. For each category a name, or null for "C".
pub struct Locale {
    pub(super) categories: [AtomicPtr<Name>; CATEGORIES],
}

impl Locale {
    /// "C"
    pub const fn new() -> Self {
        Self { categories: [const { AtomicPtr::new(ptr::null_mut()) }; CATEGORIES] }
    }

    /// The name for `category`.
    pub fn name(&self, category: Category) -> &'static CStr {
        // SAFETY: names are never freed.
        match unsafe { self.get(category).as_ref() } {
            Some(name) => CStr::from_bytes_until_nul(&name.text).unwrap_or(c"C"),
            None => c"C",
        }
    }

    pub(super) fn get(&self, category: Category) -> *const Name {
        let index = category as usize;
        self.categories.get(index).map_or(ptr::null(), |slot| slot.load(Ordering::Acquire).cast_const())
    }

    pub(super) fn set(&self, category: Category, name: *const Name) {
        if let Some(slot) = self.categories.get(category as usize) {
            slot.store(name.cast_mut(), Ordering::Release);
        }
    }

    /// The encoding of its characters.
    #[inline]
    pub fn encoding(&self) -> Encoding {
        // The only other locale for this category is "C.UTF-8".
        if self.categories[Category::Ctype as usize].load(Ordering::Relaxed).is_null() {
            Encoding::Bytes
        } else {
            Encoding::Utf8
        }
    }
}

impl Default for Locale {
    fn default() -> Self {
        Self::new()
    }
}

/// The process's locale.
pub(super) static PROCESS: Locale = Locale::new();

/// The handle of the process's locale, `LC_GLOBAL_LOCALE`.
pub(super) const GLOBAL: *const Locale = ptr::without_provenance(usize::MAX);

/// The locale that `handle` stands for.
///
/// # Safety
/// It came from `newlocale` or `duplocale` and is not freed, or it is `LC_GLOBAL_LOCALE`.
pub(super) unsafe fn of_handle<'a>(handle: *const Locale) -> &'a Locale {
    if handle == GLOBAL {
        return &PROCESS;
    }
    // SAFETY: the caller's promise.
    unsafe { &*handle }
}

/// The calling thread's locale.
#[inline]
pub(super) fn current<'a>() -> &'a Locale {
    let own = thread::current().locale.get();
    // SAFETY: the application keeps the locale that a thread uses.
    unsafe { own.as_ref() }.unwrap_or(&PROCESS)
}

/// The encoding of the calling thread's locale. Takes no lock; async-signal-safe.
#[inline]
pub fn encoding() -> Encoding {
    current().encoding()
}

/// The encoding of a locale.
///
/// # Safety
/// `locale` is a valid `locale_t`.
pub unsafe fn encoding_of(locale: *const Locale) -> Encoding {
    // SAFETY: the caller's promise.
    unsafe { of_handle(locale) }.encoding()
}

/// The name of the calling thread's locale for a category.
pub fn name_of(category: Category) -> &'static CStr {
    current().name(category)
}

/// Makes `locale` the calling thread's, and returns the one that it had; null changes nothing. `LC_GLOBAL_LOCALE`
/// stands for the process's locale. No errors are detected. Thread-safe; async-signal-safe. POSIX.1-2024 uselocale.
///
/// # Safety
/// `locale` is null or a valid `locale_t`, and remains so while the thread uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn uselocale(locale: *const Locale) -> *const Locale {
    let slot = &thread::current().locale;
    let old = slot.get();
    if !locale.is_null() {
        slot.set(if locale == GLOBAL { ptr::null() } else { locale });
    }
    if old.is_null() { GLOBAL } else { old }
}

/// What the macro `MB_CUR_MAX` stands for: the most bytes that a character has in the thread's locale, 1 or 4.
/// Thread-safe and async-signal-safe. C23 7.24.1.
#[unsafe(no_mangle)]
pub extern "C" fn __ctype_get_mb_cur_max() -> usize {
    encoding().longest()
}

/// The name of the locale `locale` (`LC_GLOBAL_LOCALE`: the process's) for one category; null with `errno` EINVAL if
/// there is no such category. It stays as long as the locale. Thread-safe. POSIX.1-2024 getlocalename_l.
///
/// # Safety
/// `locale` is a valid `locale_t`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getlocalename_l(category: core::ffi::c_int, locale: *const Locale) -> *const c_char {
    match Category::from_number(category) {
        // SAFETY: the caller's promise.
        Some(category) => unsafe { of_handle(locale) }.name(category).as_ptr(),
        None => {
            crate::errno::set_errno(crate::errno::Errno::EINVAL);
            ptr::null()
        }
    }
}
