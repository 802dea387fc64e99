//! Changing users and groups, which the kernel does for a thread, and these functions for all of them. Unless a
//! function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::nr;
use crate::thread::everywhere;
use crate::types::{gid_t, size_t, uid_t};
use core::ffi::c_int;

/// Functions that are a system call in every thread.
macro_rules! change {
    ($($(#[$meta:meta])* fn $name:ident($($parameter:ident: $type:ty),*) = $number:ident($a:expr, $b:expr, $c:expr);)*) => {$(
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $name($($parameter: $type),*) -> c_int {
            // SAFETY: the arguments are numbers.
            unsafe { everywhere::call(nr::$number, $a as usize, $b as usize, $c as usize) }.c_int()
        }
    )*};
}

/// What leaves an ID as it is.
const UNCHANGED: uid_t = uid_t::MAX;

change! {
    /// Sets the real, effective and saved user ID (without privilege: the effective one, to one of the other two).
    /// Returns 0, or -1 with `errno` EAGAIN, EINVAL or EPERM. Async-signal-safe by POSIX; here not in a handler that
    /// interrupted the library. POSIX.1-2024 setuid.
    fn setuid(user: uid_t) = __NR_setuid(user, 0, 0);
    /// Sets the real, effective and saved group ID, as `setuid` does. POSIX.1-2024 setgid.
    fn setgid(group: gid_t) = __NR_setgid(group, 0, 0);
    /// Sets the effective user ID. Returns 0, or -1 with `errno` EINVAL or EPERM. POSIX.1-2024 seteuid.
    fn seteuid(user: uid_t) = __NR_setresuid(UNCHANGED, user, UNCHANGED);
    /// Sets the effective group ID. Returns 0, or -1 with `errno` EINVAL or EPERM. POSIX.1-2024 setegid.
    fn setegid(group: gid_t) = __NR_setresgid(UNCHANGED, group, UNCHANGED);
    /// Sets the real and effective user ID; -1 leaves one as it is. Returns 0, or -1 with `errno` EINVAL or EPERM.
    /// POSIX.1-2024 setreuid.
    fn setreuid(real: uid_t, effective: uid_t) = __NR_setreuid(real, effective, 0);
    /// Sets the real and effective group ID; -1 leaves one as it is. POSIX.1-2024 setregid.
    fn setregid(real: gid_t, effective: gid_t) = __NR_setregid(real, effective, 0);
    /// Sets the real, effective and saved user ID; -1 leaves one as it is. POSIX.1-2024 setresuid.
    fn setresuid(real: uid_t, effective: uid_t, saved: uid_t) = __NR_setresuid(real, effective, saved);
    /// Sets the real, effective and saved group ID; -1 leaves one as it is. POSIX.1-2024 setresgid.
    fn setresgid(real: gid_t, effective: gid_t, saved: gid_t) = __NR_setresgid(real, effective, saved);
}

/// Sets the supplementary group IDs. Returns 0, or -1 with `errno` EFAULT, EINVAL (too many), ENOMEM or EPERM.
/// setgroups(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setgroups(count: size_t, groups: *const gid_t) -> c_int {
    if count > c_int::MAX as size_t {
        return Err::<(), _>(Errno::EINVAL).c_int();
    }
    // SAFETY: the caller's promise; every thread reads the same memory.
    unsafe { everywhere::call(nr::__NR_setgroups, count, groups as usize, 0) }.c_int()
}
