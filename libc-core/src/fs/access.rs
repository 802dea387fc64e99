//! Whether a file may be used. All are thread-safe and async-signal-safe.

use super::{AT_FDCWD, AT_SYMLINK_NOFOLLOW, stat};
use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::{plain, syscalls};
use core::ffi::{c_char, c_int, c_uint};

const AT_EACCESS: c_int = 0x200;

syscalls! {
    /// Whether the process's real user may use a file as `mode` says (`F_OK`, or `R_OK`, `W_OK`, `X_OK` together).
    /// Returns 0, or -1 with `errno` EACCES, EINVAL, ENOENT, EROFS, ETXTBSY... Async-signal-safe. POSIX.1-2024 access.
    plain fn access(path: *const c_char, mode: c_int) -> c_int = __NR_faccessat(AT_FDCWD, path, mode);
}

/// [`access`] relative to a directory; with `AT_EACCESS` for the effective user. EINVAL for unknown flags.
/// Async-signal-safe. POSIX.1-2024 faccessat.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn faccessat(dir: c_int, path: *const c_char, mode: c_int, flags: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { check(dir, path, mode, flags) }.c_int()
}

/// [`access`] for the effective user. euidaccess(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn euidaccess(path: *const c_char, mode: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { check(AT_FDCWD, path, mode, AT_EACCESS) }.c_int()
}

/// The same as [`euidaccess`]. eaccess(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn eaccess(path: *const c_char, mode: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { check(AT_FDCWD, path, mode, AT_EACCESS) }.c_int()
}

/// # Safety
/// `path` is a string.
unsafe fn check(dir: c_int, path: *const c_char, mode: c_int, flags: c_int) -> Result<usize, Errno> {
    if flags == 0 {
        // SAFETY: the caller's promise.
        return unsafe { plain!(__NR_faccessat, dir, path, mode) };
    }
    // SAFETY: the caller's promise.
    match unsafe { plain!(__NR_faccessat2, dir, path, mode, flags) } {
        Err(Errno::ENOSYS) => {}
        other => return other,
    }
    // Linux before 5.8 knows the real user only.
    if flags & !(AT_EACCESS | AT_SYMLINK_NOFOLLOW) != 0 || mode & !7 != 0 {
        return Err(Errno::EINVAL);
    }
    // SAFETY: these ask only.
    let [uid, euid, gid, egid] =
        unsafe { [plain!(__NR_getuid)?, plain!(__NR_geteuid)?, plain!(__NR_getgid)?, plain!(__NR_getegid)?] };
    if flags == AT_EACCESS && uid == euid && gid == egid {
        // SAFETY: the caller's promise.
        return unsafe { plain!(__NR_faccessat, dir, path, mode) };
    }
    // SAFETY: the caller's promise.
    let file = unsafe { stat::attributes(dir, path, flags & AT_SYMLINK_NOFOLLOW) }?;
    let user = if flags & AT_EACCESS != 0 { [euid, egid] } else { [uid, gid] };
    if by_mode(&file, user.map(|id| id as c_uint))? & mode == mode { Ok(0) } else { Err(Errno::EACCES) }
}

/// What the permission bits give to a user.
fn by_mode(file: &stat::Stat, [uid, gid]: [c_uint; 2]) -> Result<c_int, Errno> {
    const S_IFMT: c_uint = 0o170000;
    const S_IFDIR: c_uint = 0o040000;
    let mode = file.st_mode;
    if uid == 0 {
        let executable = mode & 0o111 != 0 || mode & S_IFMT == S_IFDIR;
        return Ok(if executable { 7 } else { 6 });
    }
    let class = if uid == file.st_uid {
        6
    } else if gid == file.st_gid || in_group(file.st_gid)? {
        3
    } else {
        0
    };
    Ok((mode >> class & 7) as c_int)
}

/// Whether a group is one of the process's supplementary ones.
fn in_group(group: c_uint) -> Result<bool, Errno> {
    let mut groups = [0 as c_uint; 65536 / 64];
    // SAFETY: the array is valid. A process in more groups than fit is not told apart: it gets EINVAL.
    let count = unsafe { plain!(__NR_getgroups, groups.len(), groups.as_mut_ptr()) }?;
    Ok(groups.iter().take(count).any(|&g| g == group))
}
