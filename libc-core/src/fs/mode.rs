//! Permissions: `chmod` and its family, `umask`. All are thread-safe and async-signal-safe.

use super::{AT_EMPTY_PATH, AT_FDCWD, AT_SYMLINK_NOFOLLOW, DescriptorPath, stat};
use crate::errno::{CReturn, Errno};
use crate::sys::nr;
use crate::sys::wrapper::{plain, syscalls};
use crate::types::mode_t;
use core::ffi::{c_char, c_int};

syscalls! {
    /// Sets a file's permissions, following symbolic links. Returns 0, or -1 with `errno` EACCES, ENOENT, EPERM,
    /// EROFS... Async-signal-safe. POSIX.1-2024 chmod.
    plain fn chmod(path: *const c_char, mode: mode_t) -> c_int = __NR_fchmodat(AT_FDCWD, path, mode);
    /// Sets the mask of permissions that new files do not get, and returns the one before. Async-signal-safe.
    /// POSIX.1-2024 umask.
    plain fn umask(mask: mode_t) -> mode_t = __NR_umask(mask);
}

/// [`chmod`] of an open file, also one that was opened with `O_PATH`. POSIX.1-2024 fchmod.
#[unsafe(no_mangle)]
pub extern "C" fn fchmod(fd: c_int, mode: mode_t) -> c_int {
    // SAFETY: no memory is involved.
    let result = unsafe { plain!(__NR_fchmod, fd, mode) };
    match result {
        Err(Errno::EBADF) if crate::unistd::descriptor::control(fd, nr::F_GETFD as c_int, 0).is_ok() => {
            // SAFETY: the string is valid.
            unsafe { plain!(__NR_fchmodat, AT_FDCWD, DescriptorPath::new(fd).as_ptr(), mode) }.c_int()
        }
        other => other.c_int(),
    }
}

/// [`chmod`] relative to a directory; with `AT_SYMLINK_NOFOLLOW` of a symbolic link itself, which most file systems
/// refuse with EOPNOTSUPP; EINVAL for other flags. POSIX.1-2024 fchmodat.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fchmodat(dir: c_int, path: *const c_char, mode: mode_t, flags: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { change_mode(dir, path, mode, flags) }.c_int()
}

/// [`chmod`] of a symbolic link itself; most file systems refuse with EOPNOTSUPP. lchmod(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lchmod(path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { change_mode(AT_FDCWD, path, mode, AT_SYMLINK_NOFOLLOW) }.c_int()
}

/// # Safety
/// `path` is a string.
unsafe fn change_mode(dir: c_int, path: *const c_char, mode: mode_t, flags: c_int) -> Result<usize, Errno> {
    if flags == 0 {
        // SAFETY: the caller's promise.
        return unsafe { plain!(__NR_fchmodat, dir, path, mode) };
    }
    if flags & !(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH) != 0 {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the caller's promise.
    match unsafe { plain!(__NR_fchmodat2, dir, path, mode, flags) } {
        Err(Errno::ENOSYS) if flags == AT_SYMLINK_NOFOLLOW => {}
        Err(Errno::ENOSYS) => return Err(Errno::EINVAL),
        other => return other,
    }
    // Linux before 6.6: through a descriptor of the file itself, which stays the same file whatever its name becomes.
    const FLAGS: u32 = nr::O_PATH | nr::O_NOFOLLOW | nr::O_CLOEXEC;
    const S_IFMT: mode_t = 0o170000;
    const S_IFLNK: mode_t = 0o120000;
    // SAFETY: the caller's promise.
    let fd = unsafe { plain!(__NR_openat, dir, path, FLAGS, 0) }? as c_int;
    let result = match stat::attributes_of(fd) {
        Ok(attributes) if attributes.st_mode & S_IFMT == S_IFLNK => Err(Errno::EOPNOTSUPP),
        // SAFETY: the string is valid.
        Ok(_) => match unsafe { plain!(__NR_fchmodat, AT_FDCWD, DescriptorPath::new(fd).as_ptr(), mode) } {
            // Without /proc it cannot be done.
            Err(Errno::ENOENT) => Err(Errno::EOPNOTSUPP),
            other => other,
        },
        Err(e) => Err(e),
    };
    // SAFETY: the descriptor is our own.
    let _ = unsafe { plain!(__NR_close, fd) };
    result
}
