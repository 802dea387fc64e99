//! The name of a terminal's file. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::control::isatty;
use crate::errno::{CReturn, Errno, Outcome, errno};
use crate::fs::DescriptorPath;
use crate::sys::wrapper::plain;
use core::cell::UnsafeCell;
use core::ffi::{c_char, c_int};
use core::ptr;

/// The longest name, with its 0: `TTY_NAME_MAX`.
const LONGEST: usize = 32;

/// Stores the name of the terminal `fd` in the array `to` of `size` bytes. Returns 0, or EBADF, ENOTTY, ENODEV (the
/// terminal has no name here) or ERANGE (it does not fit). Thread-safe. POSIX.1-2024 ttyname_r.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ttyname_r(fd: c_int, to: *mut c_char, size: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { find(fd, to, size) }.error_number()
}

/// # Safety
/// `to` has `size` bytes.
unsafe fn find(fd: c_int, to: *mut c_char, size: usize) -> Result<(), Errno> {
    if isatty(fd) == 0 {
        return Err(errno());
    }
    let link = DescriptorPath::new(fd);
    const AT_FDCWD: isize = -100;
    // SAFETY: a string, and an array of that size.
    let length = unsafe { plain!(__NR_readlinkat, AT_FDCWD, link.as_ptr(), to, size) }?;
    if length >= size {
        return Err(Errno::ERANGE);
    }
    // SAFETY: the name is shorter than the array.
    unsafe { to.add(length).write(0) };
    // Another mount namespace may have something else there, or nothing.
    // SAFETY: a string and descriptors; the buffers are the kernel's `struct stat`, of at most 144 bytes.
    unsafe {
        let (mut named, mut open) = ([0u64; 18], [0u64; 18]);
        plain!(__NR_newfstatat, AT_FDCWD, to, named.as_mut_ptr(), 0).map_err(|_| Errno::ENODEV)?;
        plain!(__NR_fstat, fd, open.as_mut_ptr())?;
        // Device and file number are the first two words.
        if named[..2] != open[..2] { Err(Errno::ENODEV) } else { Ok(()) }
    }
}

/// The answer of `ttyname`.
struct Answer(UnsafeCell<[c_char; LONGEST]>);
// SAFETY: `ttyname` is not thread-safe, as POSIX says.
unsafe impl Sync for Answer {}
static ANSWER: Answer = Answer(UnsafeCell::new([0; LONGEST]));

/// The name of the terminal `fd`, in memory that the next call overwrites; or null with `errno` as [`ttyname_r`]. Not
/// thread-safe. POSIX.1-2024 ttyname.
#[unsafe(no_mangle)]
pub extern "C" fn ttyname(fd: c_int) -> *mut c_char {
    let answer = ANSWER.0.get().cast::<c_char>();
    // SAFETY: the array has that size.
    unsafe { find(fd, answer, LONGEST) }.map(|()| answer).or_errno(ptr::null_mut())
}
