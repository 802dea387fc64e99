//! The groups that a user is in. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::group::for_groups_of;
use crate::errno::{Errno, Outcome};
use crate::malloc::Buffer;
use crate::types::gid_t;
use crate::unistd::credentials::setgroups;
use core::ffi::{CStr, c_char, c_int};

/// Stores the group `gid` and those that have the member `user`: at most `*count`, and in `*count` how many there are.
/// Returns that, or -1 if there was no room for all or with `errno` set. Thread-safe. getgrouplist(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getgrouplist(user: *const c_char, gid: gid_t, groups: *mut gid_t, count: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    let (user, room) = unsafe { (CStr::from_ptr(user).to_bytes(), count.read()) };
    let mut found = 0;
    let mut add = |gid| {
        if found < room {
            // SAFETY: the caller's promise.
            unsafe { groups.offset(found as isize).write(gid) };
        }
        found += 1;
        Ok::<(), Errno>(())
    };
    let listed = add(gid).and_then(|()| for_groups_of(user, |other| if other == gid { Ok(()) } else { add(other) }));
    // SAFETY: the caller's promise.
    unsafe { count.write(found) };
    listed.map(|()| if found > room { -1 } else { found }).or_errno(-1)
}

/// Makes the group `gid`, and those that have the member `user`, the process's supplementary groups. Returns 0, or -1 with
/// `errno` EINVAL (more than 65536), ENOMEM, EPERM or what reading meets. Thread-safe. getgrouplist(3), initgroups(3).
///
/// # Safety
/// `user` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn initgroups(user: *const c_char, gid: gid_t) -> c_int {
    // SAFETY: the caller's promise.
    let user = unsafe { CStr::from_ptr(user) }.to_bytes();
    let mut groups = Buffer::new();
    let listed = groups
        .push(gid)
        .and_then(|()| for_groups_of(user, |other| if other == gid { Ok(()) } else { groups.push(other) }));
    // SAFETY: so many are there.
    listed.map(|()| unsafe { setgroups(groups.len(), groups.as_ptr()) }).or_errno(-1)
}
