//! Keys of System V's objects. All are thread-safe and async-signal-safe.

use crate::fs::stat;
use core::ffi::{c_char, c_int};
use core::mem::MaybeUninit;

/// A key made of a file's serial number, its device, and the low 8 bits of `id`, so that programs that agree on both find
/// the same object. Returns -1 with `errno` set as `stat` does. Async-signal-safe. POSIX.1-2024 ftok.
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftok(path: *const c_char, id: c_int) -> c_int {
    let mut status = MaybeUninit::uninit();
    // SAFETY: the caller's promise; `stat` fills the status when it returns 0.
    let status = unsafe {
        if stat::stat(path, status.as_mut_ptr()) < 0 {
            return -1;
        }
        status.assume_init()
    };
    let (file, device) = (status.st_ino as u32 & 0xffff, status.st_dev as u32 & 0xff);
    (file | device << 16 | (id as u32 & 0xff) << 24) as c_int
}
