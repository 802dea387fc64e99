//! How many processors there are. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::{c_int, c_long};

/// The processors that the process may run on.
pub fn online() -> c_long {
    let mut set = [0u64; 1024];
    // SAFETY: the set is valid.
    match unsafe { plain!(__NR_sched_getaffinity, 0, size_of_val(&set), set.as_mut_ptr()) } {
        Ok(size) => set.iter().take(size / 8).map(|word| c_long::from(word.count_ones())).sum::<c_long>().max(1),
        Err(_) => 1,
    }
}

/// The processors that the machine may have.
pub fn configured() -> c_long {
    from_kernel(c"/sys/devices/system/cpu/possible").unwrap_or_else(online)
}

/// The size of a set that the kernel lists, as `0-3,8`.
fn from_kernel(path: &core::ffi::CStr) -> Option<c_long> {
    let mut text = [0u8; 512];
    // SAFETY: the path is a string.
    let fd = unsafe { crate::fs::open::open_internally(path.as_ptr(), nr::O_RDONLY as c_int, 0) }.ok()?;
    // SAFETY: the array is valid, the descriptor our own.
    let size = unsafe {
        let size = plain!(__NR_read, fd, text.as_mut_ptr(), text.len());
        let _ = plain!(__NR_close, fd);
        size
    };
    count(text.get(..size.ok()?)?.trim_ascii())
}

fn count(list: &[u8]) -> Option<c_long> {
    let number = |digits: &[u8]| core::str::from_utf8(digits).ok()?.parse::<c_long>().ok();
    let mut total = 0;
    for range in list.split(|&byte| byte == b',') {
        let mut ends = range.split(|&byte| byte == b'-');
        let first = number(ends.next()?)?;
        let last = ends.next().map_or(Some(first), number)?;
        total += last.checked_sub(first)?.checked_add(1)?;
    }
    (total > 0).then_some(total)
}

/// The processors that the process may run on. get_nprocs(3).
#[unsafe(no_mangle)]
pub extern "C" fn get_nprocs() -> c_int {
    online() as c_int
}

/// The processors that the machine may have. get_nprocs_conf(3).
#[unsafe(no_mangle)]
pub extern "C" fn get_nprocs_conf() -> c_int {
    configured() as c_int
}
