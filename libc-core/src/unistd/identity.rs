//! Who the process is: users, groups, process groups and sessions. Changing users is in `credentials`. All are
//! thread-safe and async-signal-safe.

use crate::sys::wrapper::syscalls;
use crate::thread::current;
use crate::types::{gid_t, pid_t, uid_t};
use core::ffi::c_int;

syscalls! {
    /// The process ID. Async-signal-safe. POSIX.1-2024 getpid.
    plain fn getpid() -> pid_t = __NR_getpid();
    /// The parent's process ID. Async-signal-safe. POSIX.1-2024 getppid.
    plain fn getppid() -> pid_t = __NR_getppid();
    /// The real user ID. Async-signal-safe. POSIX.1-2024 getuid.
    plain fn getuid() -> uid_t = __NR_getuid();
    /// The effective user ID. Async-signal-safe. POSIX.1-2024 geteuid.
    plain fn geteuid() -> uid_t = __NR_geteuid();
    /// The real group ID. Async-signal-safe. POSIX.1-2024 getgid.
    plain fn getgid() -> gid_t = __NR_getgid();
    /// The effective group ID. Async-signal-safe. POSIX.1-2024 getegid.
    plain fn getegid() -> gid_t = __NR_getegid();
    /// Stores the supplementary group IDs; with `count` 0 only says how many. -1 with `errno` EINVAL if there are
    /// more than `count`. POSIX.1-2024 getgroups.
    plain fn getgroups(count: c_int, groups: *mut gid_t) -> c_int = __NR_getgroups(count, groups);
    /// Stores real, effective and saved user ID. POSIX.1-2024 getresuid.
    plain fn getresuid(real: *mut uid_t, effective: *mut uid_t, saved: *mut uid_t) -> c_int
        = __NR_getresuid(real, effective, saved);
    /// Stores real, effective and saved group ID. POSIX.1-2024 getresgid.
    plain fn getresgid(real: *mut gid_t, effective: *mut gid_t, saved: *mut gid_t) -> c_int
        = __NR_getresgid(real, effective, saved);
    /// The process group of a process (0: the caller), or -1 with `errno` ESRCH. POSIX.1-2024 getpgid.
    plain fn getpgid(pid: pid_t) -> pid_t = __NR_getpgid(pid);
    /// The caller's process group. Async-signal-safe. POSIX.1-2024 getpgrp.
    plain fn getpgrp() -> pid_t = __NR_getpgid(0);
    /// Puts a process into a process group. -1 with `errno` EACCES, EINVAL, EPERM or ESRCH. Async-signal-safe.
    /// POSIX.1-2024 setpgid.
    plain fn setpgid(pid: pid_t, group: pid_t) -> c_int = __NR_setpgid(pid, group);
    /// Makes the caller the leader of a process group. XSI setpgrp, in POSIX.1-2017.
    plain fn setpgrp() -> pid_t = __NR_setpgid(0, 0);
    /// The session of a process (0: the caller), or -1 with `errno` EPERM or ESRCH. POSIX.1-2024 getsid.
    plain fn getsid(pid: pid_t) -> pid_t = __NR_getsid(pid);
    /// Makes the caller the leader of a session without a terminal. -1 with `errno` EPERM if it leads a process
    /// group. Async-signal-safe. POSIX.1-2024 setsid.
    plain fn setsid() -> pid_t = __NR_setsid();
    /// Switches process accounting. acct(2).
    plain fn acct(path: *const core::ffi::c_char) -> c_int = __NR_acct(path);
    /// Hangs up the terminal. vhangup(2).
    plain fn vhangup() -> c_int = __NR_vhangup();
}

/// The calling thread's kernel ID. Async-signal-safe. gettid(2).
#[unsafe(no_mangle)]
pub extern "C" fn gettid() -> pid_t {
    current().tid.load(crate::sync::atomic::Ordering::Relaxed)
}

/// Whether the program was started with other rights than its user's. issetugid(3).
#[unsafe(no_mangle)]
pub extern "C" fn issetugid() -> c_int {
    use crate::process::auxv;
    c_int::from(auxv::get(auxv::at::SECURE).unwrap_or(1) != 0)
}
