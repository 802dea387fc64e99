//! Mounts. All are thread-safe and async-signal-safe.

use crate::sys::wrapper::syscalls;
use core::ffi::{c_char, c_int, c_ulong, c_void};

syscalls! {
    /// Mounts a file system, or changes a mount. Returns 0, or -1 with `errno` set. mount(2).
    plain fn mount(source: *const c_char, target: *const c_char, kind: *const c_char, flags: c_ulong, data: *const c_void)
        -> c_int = __NR_mount(source, target, kind, flags, data);
    /// Unmounts a file system. umount(2).
    plain fn umount(target: *const c_char) -> c_int = __NR_umount2(target, 0);
    /// [`umount`] with `MNT_*` and `UMOUNT_*` flags. umount2(2).
    plain fn umount2(target: *const c_char, flags: c_int) -> c_int = __NR_umount2(target, flags);
    /// Makes another mount the root. pivot_root(2).
    plain fn pivot_root(new: *const c_char, old: *const c_char) -> c_int = __NR_pivot_root(new, old);
}
