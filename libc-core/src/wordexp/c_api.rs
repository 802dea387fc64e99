//! `wordexp` and `wordfree`.

use super::expand::{Error, Expander};
use super::system::System;
use crate::malloc::{alloc, dealloc};
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

const DOOFFS: c_int = 1;
const APPEND: c_int = 2;
const NOCMD: c_int = 4;
const REUSE: c_int = 8;
const SHOWERR: c_int = 16;
const UNDEF: c_int = 32;

/// `wordexp_t`
#[repr(C)]
pub struct Words {
    count: usize,
    words: *mut *mut c_char,
    offset: usize,
}

const _: () = assert!(size_of::<Words>() == 24);

/// Expands `text` as a shell would and stores the words in `*result`: tildes, parameters, commands (run by `/bin/sh`),
/// arithmetic, splitting at white space, paths for patterns, quotes removed. `flags`: `WRDE_DOOFFS` (`we_offs` null
/// pointers first), `WRDE_APPEND` (behind the words of an earlier call), `WRDE_REUSE` (those are freed),
/// `WRDE_NOCMD` (no commands), `WRDE_SHOWERR` (what commands and `${x?}` complain about is shown), `WRDE_UNDEF` (a variable
/// must be set). Returns 0, or `WRDE_BADCHAR` (an unquoted newline or one of `|&;<>(){}`), `WRDE_BADVAL` (a variable is not
/// set), `WRDE_CMDSUB` (a command), `WRDE_NOSPACE` (what was expanded before is stored), `WRDE_SYNTAX`; after these others
/// `*result` is as it was. What `${x=}` and `$((x=1))` assign holds for this call. Thread-safe; not async-signal-safe.
/// POSIX.1-2024 wordexp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wordexp(text: *const c_char, result: *mut Words, flags: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let (text, result) = unsafe { (CStr::from_ptr(text).to_bytes(), &mut *result) };
    if flags & REUSE != 0 {
        // SAFETY: the caller's promise.
        unsafe { wordfree(result) };
    }
    let system = System { shows_errors: flags & SHOWERR != 0 };
    let mut expander = Expander::new(&system, flags & NOCMD != 0, flags & UNDEF != 0);
    let expanded = expander.run(text);
    if let Err(e @ (Error::Character | Error::Value | Error::Command | Error::Syntax)) = expanded {
        return e as c_int;
    }
    if flags & APPEND == 0 {
        result.count = 0;
        result.words = ptr::null_mut();
    }
    if flags & DOOFFS == 0 {
        result.offset = 0;
    }
    let stored = result.store(&expander.words, expander.count);
    expanded.and(stored).err().map_or(0, |e| e as c_int)
}

impl Words {
    /// Stores `count` words, each with a 0 behind it in `text`, behind those that are there.
    fn store(&mut self, text: &[u8], count: usize) -> Result<(), Error> {
        let old = self.offset + self.count;
        let total = old.checked_add(count).and_then(|sum| sum.checked_add(1)).ok_or(Error::Space)?;
        let layout = Layout::array::<*mut c_char>(total).map_err(|_| Error::Space)?;
        let array = alloc(layout).ok_or(Error::Space)?.cast::<*mut c_char>().as_ptr();
        // SAFETY: fresh memory for `total` pointers; the old array, if any, has `old`.
        unsafe {
            ptr::write_bytes(array, 0, total);
            if !self.words.is_null() {
                ptr::copy_nonoverlapping(self.words, array, old);
                dealloc(self.words.cast(), Layout::new::<*mut c_char>());
            }
        }
        self.words = array;
        for word in text.split_inclusive(|&byte| byte == 0).take(count) {
            let layout = Layout::array::<u8>(word.len()).map_err(|_| Error::Space)?;
            let copy = alloc(layout).ok_or(Error::Space)?.as_ptr();
            // SAFETY: fresh memory of this length; the array has room for `count` more.
            unsafe {
                ptr::copy_nonoverlapping(word.as_ptr(), copy, word.len());
                array.add(self.offset + self.count).write(copy.cast());
            }
            self.count += 1;
        }
        Ok(())
    }
}

/// Frees the words that [`wordexp`] stored, and their array. Thread-safe; not async-signal-safe. POSIX.1-2024 wordfree.
///
/// # Safety
/// `words` is what `wordexp` stored, and nothing uses the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wordfree(words: *mut Words) {
    // SAFETY: the caller's promise.
    unsafe {
        let words = &mut *words;
        if words.words.is_null() {
            return;
        }
        for index in 0..words.count {
            let word = *words.words.add(words.offset + index);
            dealloc(word.cast(), Layout::new::<u8>());
        }
        dealloc(words.words.cast(), Layout::new::<*mut c_char>());
        words.words = ptr::null_mut();
        words.count = 0;
    }
}
