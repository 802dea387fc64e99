//! `getdate`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::Tm;
use super::calendar_entry::{localtime_r, mktime};
use super::clock::now;
use super::parse::fits;
use super::template::{complete, unset};
use crate::fs::stat::{Stat, stat};
use crate::stdlib::environment;
use crate::sync::atomic::{AtomicI32, Ordering};
use crate::users::lines::Lines;
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char};
use core::mem::MaybeUninit;
use core::ptr;

/// Why the last `getdate` failed, 1 to 8. POSIX.1-2024 getdate.
#[unsafe(no_mangle)]
pub static getdate_err: AtomicI32 = AtomicI32::new(0);

const UNDEFINED: i32 = 1;
const NOT_OPENED: i32 = 2;
const NO_STATUS: i32 = 3;
const NO_FILE: i32 = 4;
const NOT_READ: i32 = 5;
const NO_MATCH: i32 = 7;
const INVALID: i32 = 8;

struct Shared(UnsafeCell<Tm>);
// SAFETY: POSIX lets threads overwrite each other's results of this function.
unsafe impl Sync for Shared {}

static RESULT: Shared = Shared(UnsafeCell::new(Tm::ZERO));

/// The time that `text` says, by the first line of the file named by the variable DATEMSK that fits it, each a format of
/// `strptime`; what it does not say is taken from the present time. Null with `getdate_err` set: 1 (DATEMSK is not set), 2
/// (the file cannot be opened), 3 (it has no status), 4 (it is no regular file), 5 (it cannot be read), 7 (no line fits), 8
/// (there is no such date). The result is overwritten by the next call. Not thread-safe. POSIX.1-2024 getdate.
///
/// # Safety
/// `text` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getdate(text: *const c_char) -> *mut Tm {
    // SAFETY: the caller's promise.
    match read(unsafe { CStr::from_ptr(text) }.to_bytes()) {
        Ok(tm) => {
            let result = RESULT.0.get();
            // SAFETY: see `Shared`.
            unsafe { result.write(tm) };
            result
        }
        Err(error) => {
            getdate_err.store(error, Ordering::Relaxed);
            ptr::null_mut()
        }
    }
}

fn read(text: &[u8]) -> Result<Tm, i32> {
    const S_IFMT: u32 = 0o170000;
    const S_IFREG: u32 = 0o100000;
    let path = environment::get(b"DATEMSK").ok_or(UNDEFINED)?;
    // SAFETY: the environment's strings stay.
    let path = unsafe { CStr::from_ptr(path) };
    if path.is_empty() {
        return Err(UNDEFINED);
    }
    let mut lines = Lines::open(path).map_err(|_| NOT_OPENED)?;
    let mut status = MaybeUninit::<Stat>::uninit();
    // SAFETY: the path is a string; filled on success.
    let mode = unsafe {
        if stat(path.as_ptr(), status.as_mut_ptr()) != 0 {
            return Err(NO_STATUS);
        }
        status.assume_init_ref().st_mode
    };
    if mode & S_IFMT != S_IFREG {
        return Err(NO_FILE);
    }
    let text = text.trim_ascii();
    while let Some(line) = lines.next().map_err(|_| NOT_READ)? {
        let mut given = unset();
        if fits(text, line, &mut given) {
            return settle(given);
        }
    }
    Err(NO_MATCH)
}

fn settle(given: Tm) -> Result<Tm, i32> {
    let seconds = now(0).map_err(|_| INVALID)?.tv_sec;
    let mut present = Tm::ZERO;
    // SAFETY: both are valid.
    if unsafe { localtime_r(&seconds, &mut present) }.is_null() {
        return Err(INVALID);
    }
    let mut tm = complete(&given, &present).ok_or(INVALID)?;
    let saved = crate::errno::errno();
    // SAFETY: the time is valid.
    let is_time = unsafe { mktime(&mut tm) } != -1 || tm.tm_year == 69;
    crate::errno::set_errno(saved);
    if is_time { Ok(tm) } else { Err(INVALID) }
}
