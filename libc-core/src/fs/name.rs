//! Making, linking and removing names. All are thread-safe and async-signal-safe.

use super::AT_FDCWD;
use crate::sys::wrapper::syscalls;
use crate::types::{dev_t, gid_t, mode_t, size_t, ssize_t, uid_t};
use core::ffi::{c_char, c_int, c_uint};

const AT_REMOVEDIR: c_int = 0x200;
const S_IFIFO: mode_t = 0o010000;

syscalls! {
    /// Makes another name for a file; whether a symbolic link is followed: no. Returns 0, or -1 with `errno` EEXIST,
    /// EMLINK, ENOENT, EPERM, EXDEV... Async-signal-safe. POSIX.1-2024 link.
    plain fn link(old: *const c_char, new: *const c_char) -> c_int = __NR_linkat(AT_FDCWD, old, AT_FDCWD, new, 0);
    /// [`link`] relative to directories; `AT_SYMLINK_FOLLOW` follows. POSIX.1-2024 linkat.
    plain fn linkat(old_dir: c_int, old: *const c_char, new_dir: c_int, new: *const c_char, flags: c_int) -> c_int
        = __NR_linkat(old_dir, old, new_dir, new, flags);
    /// Makes a symbolic link. Returns 0, or -1 with `errno` EEXIST, ENOENT, ENOSPC... Async-signal-safe.
    /// POSIX.1-2024 symlink.
    plain fn symlink(target: *const c_char, path: *const c_char) -> c_int = __NR_symlinkat(target, AT_FDCWD, path);
    /// [`symlink`] relative to a directory. POSIX.1-2024 symlinkat.
    plain fn symlinkat(target: *const c_char, dir: c_int, path: *const c_char) -> c_int
        = __NR_symlinkat(target, dir, path);
    /// Removes a name that is not a directory's. Returns 0, or -1 with `errno` EACCES, EBUSY, EISDIR, ENOENT, EPERM...
    /// Async-signal-safe. POSIX.1-2024 unlink.
    plain fn unlink(path: *const c_char) -> c_int = __NR_unlinkat(AT_FDCWD, path, 0);
    /// [`unlink`] relative to a directory; with `AT_REMOVEDIR` [`rmdir`]. POSIX.1-2024 unlinkat.
    plain fn unlinkat(dir: c_int, path: *const c_char, flags: c_int) -> c_int = __NR_unlinkat(dir, path, flags);
    /// Removes an empty directory. Returns 0, or -1 with `errno` EBUSY, EINVAL, ENOENT, ENOTDIR, ENOTEMPTY...
    /// Async-signal-safe. POSIX.1-2024 rmdir.
    plain fn rmdir(path: *const c_char) -> c_int = __NR_unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
    /// Makes a directory. Returns 0, or -1 with `errno` EEXIST, ENOENT, ENOTDIR... Async-signal-safe.
    /// POSIX.1-2024 mkdir.
    plain fn mkdir(path: *const c_char, mode: mode_t) -> c_int = __NR_mkdirat(AT_FDCWD, path, mode);
    /// [`mkdir`] relative to a directory. POSIX.1-2024 mkdirat.
    plain fn mkdirat(dir: c_int, path: *const c_char, mode: mode_t) -> c_int = __NR_mkdirat(dir, path, mode);
    /// Makes a FIFO. Returns 0, or -1 with `errno` EEXIST, ENOENT... Async-signal-safe. POSIX.1-2024 mkfifo.
    plain fn mkfifo(path: *const c_char, mode: mode_t) -> c_int = __NR_mknodat(AT_FDCWD, path, mode | S_IFIFO, 0);
    /// [`mkfifo`] relative to a directory. POSIX.1-2024 mkfifoat.
    plain fn mkfifoat(dir: c_int, path: *const c_char, mode: mode_t) -> c_int
        = __NR_mknodat(dir, path, mode | S_IFIFO, 0);
    /// Makes a file of any kind. Returns 0, or -1 with `errno` EEXIST, EINVAL, EPERM... POSIX.1-2024 mknod.
    plain fn mknod(path: *const c_char, mode: mode_t, device: dev_t) -> c_int
        = __NR_mknodat(AT_FDCWD, path, mode, device);
    /// [`mknod`] relative to a directory. POSIX.1-2024 mknodat.
    plain fn mknodat(dir: c_int, path: *const c_char, mode: mode_t, device: dev_t) -> c_int
        = __NR_mknodat(dir, path, mode, device);
    /// `renameat` with `RENAME_NOREPLACE`, `RENAME_EXCHANGE`, `RENAME_WHITEOUT`. renameat2(2).
    plain fn renameat2(old_dir: c_int, old: *const c_char, new_dir: c_int, new: *const c_char, flags: c_uint) -> c_int
        = __NR_renameat2(old_dir, old, new_dir, new, flags);
    /// Changes owner and group, following symbolic links; -1 leaves one as it is. Returns 0, or -1 with `errno` EPERM,
    /// ENOENT, EROFS... Async-signal-safe. POSIX.1-2024 chown.
    plain fn chown(path: *const c_char, owner: uid_t, group: gid_t) -> c_int
        = __NR_fchownat(AT_FDCWD, path, owner, group, 0);
    /// [`chown`] of the symbolic link itself. POSIX.1-2024 lchown.
    plain fn lchown(path: *const c_char, owner: uid_t, group: gid_t) -> c_int
        = __NR_fchownat(AT_FDCWD, path, owner, group, super::AT_SYMLINK_NOFOLLOW);
    /// [`chown`] relative to a directory. POSIX.1-2024 fchownat.
    plain fn fchownat(dir: c_int, path: *const c_char, owner: uid_t, group: gid_t, flags: c_int) -> c_int
        = __NR_fchownat(dir, path, owner, group, flags);
    /// [`chown`] of an open file. POSIX.1-2024 fchown.
    plain fn fchown(fd: c_int, owner: uid_t, group: gid_t) -> c_int = __NR_fchown(fd, owner, group);
    /// Sets a file's size in bytes. Returns 0, or -1 with `errno` EISDIR, ENOENT, EFBIG, EINVAL... Async-signal-safe.
    /// POSIX.1-2024 truncate.
    plain fn truncate(path: *const c_char, size: crate::types::off_t) -> c_int = __NR_truncate(path, size);
}

/// Stores a symbolic link's text, without a null byte and cut to `size` bytes. Returns its length, or -1 with `errno`
/// EINVAL (no link), ENOENT... Async-signal-safe. POSIX.1-2024 readlink.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readlink(path: *const c_char, buffer: *mut c_char, size: size_t) -> ssize_t {
    // SAFETY: the caller's promise.
    unsafe { readlinkat(AT_FDCWD, path, buffer, size) }
}

/// [`readlink`] relative to a directory. POSIX.1-2024 readlinkat.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readlinkat(dir: c_int, path: *const c_char, buffer: *mut c_char, size: size_t) -> ssize_t {
    use crate::errno::CReturn;
    // The kernel refuses a size of 0; POSIX has the text cut to nothing.
    let mut byte = 0u8;
    let (at, room) = if size == 0 { (&raw mut byte, 1) } else { (buffer.cast::<u8>(), size.min(i32::MAX as usize)) };
    // SAFETY: the caller's promise, or the byte.
    let result = unsafe { crate::sys::wrapper::plain!(__NR_readlinkat, dir, path, at, room) };
    result.map(|length| length.min(size)).c_long() as ssize_t
}
