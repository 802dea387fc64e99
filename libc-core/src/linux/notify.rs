//! Watching files: inotify, fanotify. All are thread-safe and async-signal-safe.

use crate::sys::wrapper::syscalls;
use core::ffi::{c_char, c_int, c_uint, c_ulonglong};

syscalls! {
    /// A descriptor that tells what happens to files. inotify_init(2).
    plain fn inotify_init() -> c_int = __NR_inotify_init1(0);
    /// [`inotify_init`] with `IN_CLOEXEC`, `IN_NONBLOCK`. inotify_init1(2).
    plain fn inotify_init1(flags: c_int) -> c_int = __NR_inotify_init1(flags);
    /// Watches a file, or changes how. Returns the watch's number. inotify_add_watch(2).
    plain fn inotify_add_watch(fd: c_int, path: *const c_char, mask: u32) -> c_int
        = __NR_inotify_add_watch(fd, path, mask);
    /// Ends a watch. inotify_rm_watch(2).
    plain fn inotify_rm_watch(fd: c_int, watch: c_int) -> c_int = __NR_inotify_rm_watch(fd, watch);
    /// A descriptor that tells of, and may decide about, accesses to files. fanotify_init(2).
    plain fn fanotify_init(flags: c_uint, event_flags: c_uint) -> c_int = __NR_fanotify_init(flags, event_flags);
    /// Adds, changes or removes what it watches. fanotify_mark(2).
    plain fn fanotify_mark(fd: c_int, flags: c_uint, mask: c_ulonglong, dir: c_int, path: *const c_char) -> c_int
        = __NR_fanotify_mark(fd, flags, mask, dir, path);
}
