//! The end of the data segment, which the library itself does not use. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno, Outcome};
use crate::sync::atomic::{AtomicUsize, Ordering};
use crate::sys::wrapper::plain;
use core::ffi::{c_int, c_void};

/// The end as it was set last, or 0.
static END: AtomicUsize = AtomicUsize::new(0);

/// The kernel's call: moves the end if it can, and says where it is.
fn set(end: usize) -> Result<usize, Errno> {
    // SAFETY: memory behind the program's data is nobody's but the caller's.
    let now = unsafe { plain!(__NR_brk, end) }?;
    END.store(now, Ordering::Relaxed);
    Ok(now)
}

fn end() -> Result<usize, Errno> {
    match END.load(Ordering::Relaxed) {
        0 => set(0),
        end => Ok(end),
    }
}

/// Sets the end of the data segment. Returns 0, or -1 with `errno` ENOMEM. Not thread-safe. brk(2).
#[unsafe(no_mangle)]
pub extern "C" fn brk(address: *mut c_void) -> c_int {
    let result = set(address as usize).and_then(|now| if now < address as usize { Err(Errno::ENOMEM) } else { Ok(()) });
    result.c_int()
}

/// Moves the end of the data segment by so many bytes. Returns where it was, or -1 (as a pointer) with `errno` ENOMEM.
/// Not thread-safe. sbrk(2).
#[unsafe(no_mangle)]
pub extern "C" fn sbrk(bytes: isize) -> *mut c_void {
    let moved = || {
        let before = end()?;
        if bytes == 0 {
            return Ok(before);
        }
        let after = before.checked_add_signed(bytes).ok_or(Errno::ENOMEM)?;
        if set(after)? == after { Ok(before) } else { Err(Errno::ENOMEM) }
    };
    moved().map(|before| before as *mut c_void).or_errno(usize::MAX as *mut c_void)
}
