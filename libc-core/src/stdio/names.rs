//! Names of files, as `<stdio.h>` has them: removing, renaming, the terminal's. All are thread-safe; `renameat` is
//! async-signal-safe as `rename` is.

use crate::errno::{CReturn, Errno};
use crate::fs::AT_FDCWD;
use crate::sys::wrapper::{plain, syscalls};
use core::ffi::{c_char, c_int};

syscalls! {
    /// Gives a file another name; a file that had it is gone. Returns 0, or -1 with `errno` EACCES, EBUSY, EEXIST, EINVAL,
    /// EISDIR, ENOENT, ENOTDIR, ENOTEMPTY, EXDEV... Async-signal-safe. C23 7.23.4.2, POSIX.1-2024 rename.
    plain fn rename(old: *const c_char, new: *const c_char) -> c_int
        = __NR_renameat2(AT_FDCWD, old, AT_FDCWD, new, 0);
    /// [`rename`] relative to directories. POSIX.1-2024 renameat.
    plain fn renameat(old_dir: c_int, old: *const c_char, new_dir: c_int, new: *const c_char) -> c_int
        = __NR_renameat2(old_dir, old, new_dir, new, 0);
}

/// Removes a file, or an empty directory. Returns 0, or -1 with `errno` as `unlink` or `rmdir`. Async-signal-safe.
/// C23 7.23.4.1, POSIX.1-2024 remove.
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn remove(path: *const c_char) -> c_int {
    const AT_REMOVEDIR: c_int = 0x200;
    // SAFETY: the caller's promise.
    unsafe {
        match plain!(__NR_unlinkat, AT_FDCWD, path, 0) {
            Err(Errno::EISDIR) => plain!(__NR_unlinkat, AT_FDCWD, path, AT_REMOVEDIR),
            result => result,
        }
    }
    .c_int()
}

/// Stores the name of the controlling terminal, `/dev/tty`, in `to`, which has `L_ctermid` (20) bytes; if it is null,
/// nowhere. Returns the name. Thread-safe; async-signal-safe. POSIX.1-2024 ctermid.
///
/// # Safety
/// As said.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ctermid(to: *mut c_char) -> *mut c_char {
    let name = c"/dev/tty";
    if to.is_null() {
        return name.as_ptr().cast_mut();
    }
    // SAFETY: the caller's promise.
    unsafe { core::ptr::copy_nonoverlapping(name.as_ptr(), to, name.count_bytes() + 1) };
    to
}
