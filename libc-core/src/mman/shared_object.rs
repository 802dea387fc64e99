//! Shared memory objects of POSIX: files in `/dev/shm`. shm_overview(7).

use crate::errno::{CReturn, Errno};
use crate::fs::{AT_FDCWD, open};
use crate::sys::nr;
use crate::sys::wrapper::plain;
use crate::types::mode_t;
use core::ffi::{CStr, c_char, c_int};

const FOLDER: &[u8] = b"/dev/shm/";
const NAME_MAX: usize = 255;
const ROOM: usize = FOLDER.len() + NAME_MAX + 1;

/// The path of an object: its name without slashes before it, which has none inside.
fn path(name: &[u8]) -> Result<[u8; ROOM], Errno> {
    let start = name.iter().position(|&byte| byte != b'/').unwrap_or(name.len());
    let name = name.get(start..).unwrap_or_default();
    if name.is_empty() || name.contains(&b'/') || name == b"." || name == b".." {
        return Err(Errno::EINVAL);
    }
    if name.len() > NAME_MAX {
        return Err(Errno::ENAMETOOLONG);
    }
    let mut path = [0; ROOM];
    for (to, &from) in path.iter_mut().zip(FOLDER.iter().chain(name)) {
        *to = from;
    }
    Ok(path)
}

/// The path of the object of this name. EINVAL or ENAMETOOLONG.
///
/// # Safety
/// `name` is a string.
pub unsafe fn path_of(name: *const c_char) -> Result<[u8; ROOM], Errno> {
    // SAFETY: the caller's promise.
    path(unsafe { CStr::from_ptr(name) }.to_bytes())
}

/// Opens a shared memory object, made with `mode` if `flags` say so. Returns a descriptor that is closed on exec, or -1
/// with `errno` EACCES, EEXIST, EINVAL, EMFILE, ENAMETOOLONG, ENFILE, ENOENT, ENOSPC. Thread-safe and
/// async-signal-safe. POSIX.1-2024 shm_open.
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shm_open(name: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    let flags = flags | (nr::O_NOFOLLOW | nr::O_NONBLOCK) as c_int;
    // SAFETY: the caller's promise; the path is a string.
    unsafe { path_of(name).and_then(|path| open::open_internally(path.as_ptr().cast(), flags, mode)) }.c_int()
}

/// Removes a shared memory object's name. Returns 0, or -1 with `errno` EACCES, EINVAL, ENAMETOOLONG, ENOENT.
/// Thread-safe and async-signal-safe. POSIX.1-2024 shm_unlink.
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shm_unlink(name: *const c_char) -> c_int {
    // SAFETY: the caller's promise; the path is a string.
    let result = unsafe { path_of(name).and_then(|path| plain!(__NR_unlinkat, AT_FDCWD, path.as_ptr(), 0)) };
    result.map_err(|e| if e == Errno::EPERM { Errno::EACCES } else { e }).c_int()
}
