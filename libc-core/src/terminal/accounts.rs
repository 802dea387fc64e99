//! `<utmpx.h>` and `<utmp.h>`: accounts of logins. There are none on such systems as tine is for, and none are kept:
//! the functions find no entry and take none, as musl's. They set `errno` to ENOTSUP where they take or look for one.
//! Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno, Outcome};
use core::ffi::{c_char, c_int, c_void};
use core::ptr;

/// Functions that begin or end reading.
macro_rules! nothing_to_do {
    ($($name:ident)*) => {$(
        /// Begins or ends reading the accounts: there is nothing to do. POSIX.1-2024 endutxent.
        #[unsafe(no_mangle)]
        pub extern "C" fn $name() {}
    )*};
}

nothing_to_do! { setutxent endutxent setutent endutent }

/// Functions that look for an entry.
macro_rules! no_entry {
    ($($name:ident($($entry:ident)?))*) => {$(
        /// Finds no entry: a null pointer, with `errno` ENOTSUP. POSIX.1-2024 endutxent.
        #[unsafe(no_mangle)]
        pub extern "C" fn $name($(_: no_entry!(@pointer $entry))?) -> *mut c_void {
            Err(Errno::EOPNOTSUPP).or_errno(ptr::null_mut())
        }
    )*};
    (@pointer $entry:ident) => { *const c_void };
}

no_entry! {
    getutxent() getutent()
    getutxid(entry) getutid(entry)
    getutxline(entry) getutline(entry)
    pututxline(entry) pututline(entry)
}

/// Adds no entry: `errno` is ENOTSUP. updwtmp(3).
#[unsafe(no_mangle)]
pub extern "C" fn updwtmpx(_file: *const c_char, _entry: *const c_void) {
    Err(Errno::EOPNOTSUPP).or_errno(());
}

/// Adds no entry: `errno` is ENOTSUP. updwtmp(3).
#[unsafe(no_mangle)]
pub extern "C" fn updwtmp(file: *const c_char, entry: *const c_void) {
    updwtmpx(file, entry);
}

/// Takes no other file: -1 with `errno` ENOTSUP. utmpname(3).
#[unsafe(no_mangle)]
pub extern "C" fn utmpxname(_file: *const c_char) -> c_int {
    Err::<(), _>(Errno::EOPNOTSUPP).c_int()
}

/// Takes no other file: -1 with `errno` ENOTSUP. utmpname(3).
#[unsafe(no_mangle)]
pub extern "C" fn utmpname(file: *const c_char) -> c_int {
    utmpxname(file)
}
