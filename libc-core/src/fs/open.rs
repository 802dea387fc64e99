//! Opening files. All are thread-safe and async-signal-safe.

use super::AT_FDCWD;
use crate::errno::{CReturn, Errno};
use crate::sys::nr;
use crate::sys::wrapper::{plain, point, syscalls};
use crate::types::mode_t;
use arch::VaList;
use core::ffi::{c_char, c_int, c_uint, c_void};

arch::variadic! {
    /// Opens a file; a mode follows the flags if they have `O_CREAT` or `O_TMPFILE`. Returns the lowest free
    /// descriptor, or -1 with `errno` EACCES, EEXIST, EINTR, EISDIR, ELOOP, EMFILE, ENOENT, ENOTDIR... Async-signal-safe;
    /// a cancellation point. POSIX.1-2024 open.
    pub fn open(2) => vopen
}

arch::variadic! {
    /// [`open`] relative to a directory. POSIX.1-2024 openat.
    pub fn openat(3) => vopenat
}

/// # Safety
/// As in C.
unsafe extern "C" fn vopen(path: *const c_char, flags: c_int, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vopenat(AT_FDCWD, path, flags, arguments) }
}

/// # Safety
/// As in C.
unsafe extern "C" fn vopenat(dir: c_int, path: *const c_char, flags: c_int, arguments: &mut VaList) -> c_int {
    const O_TMPFILE: c_int = nr::O_TMPFILE as c_int;
    let takes_mode = flags & nr::O_CREAT as c_int != 0 || flags & O_TMPFILE == O_TMPFILE;
    // SAFETY: a mode is there when one is needed.
    let mode = if takes_mode { unsafe { arguments.arg_u32() } } else { 0 };
    // SAFETY: the caller's promise.
    unsafe { open_at(dir, path, flags, mode) }.c_int()
}

/// [`openat`] inside: a cancellation point.
///
/// # Safety
/// `path` is a string.
pub unsafe fn open_at(dir: c_int, path: *const c_char, flags: c_int, mode: mode_t) -> Result<c_int, Errno> {
    // SAFETY: the caller's promise.
    unsafe { point!(__NR_openat, dir, path, flags | nr::O_LARGEFILE as c_int, mode) }.map(|fd| fd as c_int)
}

/// [`open_at`] for the library's own files: no cancellation point, closed on exec.
///
/// # Safety
/// `path` is a string.
pub unsafe fn open_internally(path: *const c_char, flags: c_int, mode: mode_t) -> Result<c_int, Errno> {
    let flags = flags | (nr::O_LARGEFILE | nr::O_CLOEXEC) as c_int;
    // SAFETY: the caller's promise.
    unsafe { plain!(__NR_openat, AT_FDCWD, path, flags, mode) }.map(|fd| fd as c_int)
}

/// [`open`] to write, creating the file or emptying it. POSIX.1-2024 creat.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn creat(path: *const c_char, mode: mode_t) -> c_int {
    const FLAGS: c_int = (nr::O_CREAT | nr::O_WRONLY | nr::O_TRUNC) as c_int;
    // SAFETY: the caller's promise.
    unsafe { open_at(AT_FDCWD, path, FLAGS, mode) }.c_int()
}

syscalls! {
    /// Stores a handle for a file that [`open_by_handle_at`] takes. name_to_handle_at(2).
    plain fn name_to_handle_at(dir: c_int, path: *const c_char, handle: *mut c_void, mount: *mut c_int, flags: c_int)
        -> c_int = __NR_name_to_handle_at(dir, path, handle, mount, flags);
    /// Opens a file by its handle. open_by_handle_at(2).
    point fn open_by_handle_at(mount: c_int, handle: *mut c_void, flags: c_int) -> c_int
        = __NR_open_by_handle_at(mount, handle, flags);
    /// A descriptor for anonymous memory. memfd_create(2).
    plain fn memfd_create(name: *const c_char, flags: c_uint) -> c_int = __NR_memfd_create(name, flags);
}
