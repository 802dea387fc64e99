//! A file's attributes. `struct stat` is the kernel's own on both architectures. All are thread-safe and
//! async-signal-safe.

use super::{AT_EMPTY_PATH, AT_FDCWD, AT_SYMLINK_NOFOLLOW};
use crate::sys::wrapper::syscalls;
use core::ffi::{c_char, c_int, c_uint, c_void};

pub use linux_raw_sys::general::{stat as Stat, statx as Statx};

syscalls! {
    /// Stores a file's attributes, following symbolic links. Returns 0, or -1 with `errno` EACCES, ELOOP, ENAMETOOLONG,
    /// ENOENT, ENOTDIR... Async-signal-safe. POSIX.1-2024 stat.
    plain fn stat(path: *const c_char, to: *mut Stat) -> c_int = __NR_newfstatat(AT_FDCWD, path, to, 0);
    /// [`stat`] of a symbolic link itself. POSIX.1-2024 lstat.
    plain fn lstat(path: *const c_char, to: *mut Stat) -> c_int
        = __NR_newfstatat(AT_FDCWD, path, to, AT_SYMLINK_NOFOLLOW);
    /// [`stat`] of an open file; EBADF. Async-signal-safe. POSIX.1-2024 fstat.
    plain fn fstat(fd: c_int, to: *mut Stat) -> c_int = __NR_fstat(fd, to);
    /// [`stat`] relative to a directory. POSIX.1-2024 fstatat.
    plain fn fstatat(dir: c_int, path: *const c_char, to: *mut Stat, flags: c_int) -> c_int
        = __NR_newfstatat(dir, path, to, flags);
    /// The attributes that `mask` asks for, and more. statx(2).
    plain fn statx(dir: c_int, path: *const c_char, flags: c_int, mask: c_uint, to: *mut Statx) -> c_int
        = __NR_statx(dir, path, flags, mask, to);
}

syscalls! {
    /// Stores an extended attribute's value. Returns its size in bytes, or -1 with `errno` ENODATA, ENOTSUP, ERANGE...
    /// getxattr(2).
    plain fn getxattr(path: *const c_char, name: *const c_char, value: *mut c_void, size: usize) -> isize
        = __NR_getxattr(path, name, value, size);
    /// [`getxattr`] of a symbolic link itself. lgetxattr(2).
    plain fn lgetxattr(path: *const c_char, name: *const c_char, value: *mut c_void, size: usize) -> isize
        = __NR_lgetxattr(path, name, value, size);
    /// [`getxattr`] of an open file. fgetxattr(2).
    plain fn fgetxattr(fd: c_int, name: *const c_char, value: *mut c_void, size: usize) -> isize
        = __NR_fgetxattr(fd, name, value, size);
    /// Stores the names of all extended attributes, each with its null byte. listxattr(2).
    plain fn listxattr(path: *const c_char, list: *mut c_char, size: usize) -> isize = __NR_listxattr(path, list, size);
    /// [`listxattr`] of a symbolic link itself. llistxattr(2).
    plain fn llistxattr(path: *const c_char, list: *mut c_char, size: usize) -> isize
        = __NR_llistxattr(path, list, size);
    /// [`listxattr`] of an open file. flistxattr(2).
    plain fn flistxattr(fd: c_int, list: *mut c_char, size: usize) -> isize = __NR_flistxattr(fd, list, size);
    /// Sets an extended attribute. setxattr(2).
    plain fn setxattr(path: *const c_char, name: *const c_char, value: *const c_void, size: usize, flags: c_int) -> c_int
        = __NR_setxattr(path, name, value, size, flags);
    /// [`setxattr`] of a symbolic link itself. lsetxattr(2).
    plain fn lsetxattr(path: *const c_char, name: *const c_char, value: *const c_void, size: usize, flags: c_int) -> c_int
        = __NR_lsetxattr(path, name, value, size, flags);
    /// [`setxattr`] of an open file. fsetxattr(2).
    plain fn fsetxattr(fd: c_int, name: *const c_char, value: *const c_void, size: usize, flags: c_int) -> c_int
        = __NR_fsetxattr(fd, name, value, size, flags);
    /// Removes an extended attribute. removexattr(2).
    plain fn removexattr(path: *const c_char, name: *const c_char) -> c_int = __NR_removexattr(path, name);
    /// [`removexattr`] of a symbolic link itself. lremovexattr(2).
    plain fn lremovexattr(path: *const c_char, name: *const c_char) -> c_int = __NR_lremovexattr(path, name);
    /// [`removexattr`] of an open file. fremovexattr(2).
    plain fn fremovexattr(fd: c_int, name: *const c_char) -> c_int = __NR_fremovexattr(fd, name);
}

/// The attributes of an open file or, with a path, of a file by name.
///
/// # Safety
/// `path` is a string.
pub unsafe fn attributes(dir: c_int, path: *const c_char, flags: c_int) -> Result<Stat, crate::errno::Errno> {
    let mut attributes = core::mem::MaybeUninit::<Stat>::uninit();
    // SAFETY: the caller's promise; the kernel fills the structure when it succeeds.
    unsafe {
        crate::sys::wrapper::plain!(__NR_newfstatat, dir, path, attributes.as_mut_ptr(), flags)?;
        Ok(attributes.assume_init())
    }
}

/// The attributes of an open file.
pub fn attributes_of(fd: c_int) -> Result<Stat, crate::errno::Errno> {
    // SAFETY: a constant string.
    unsafe { attributes(fd, c"".as_ptr(), AT_EMPTY_PATH) }
}
