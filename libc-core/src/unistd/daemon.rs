//! `daemon`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::process::exit::_exit;
use crate::process::fork::fork;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::c_int;

/// Goes on in the background: in a child of a child, which leads no session and cannot get a terminal, in the root
/// directory (but with `keep_directory`), with `/dev/null` as its standard streams (but with `keep_streams`). Returns 0, or
/// -1 with `errno` set. daemon(3).
#[unsafe(no_mangle)]
pub extern "C" fn daemon(keep_directory: c_int, keep_streams: c_int) -> c_int {
    detach(keep_directory != 0, keep_streams != 0).c_int()
}

fn detach(keep_directory: bool, keep_streams: bool) -> Result<(), Errno> {
    // SAFETY: constant paths and descriptors.
    unsafe {
        if !keep_directory {
            plain!(__NR_chdir, c"/".as_ptr())?;
        }
        if !keep_streams {
            let null = plain!(__NR_openat, crate::fs::AT_FDCWD, c"/dev/null".as_ptr(), nr::O_RDWR, 0)?;
            let replaced =
                (0..3).try_for_each(|fd| if fd == null { Ok(0) } else { plain!(__NR_dup3, null, fd, 0) }.map(|_| ()));
            if null > 2 {
                let _ = plain!(__NR_close, null);
            }
            replaced?;
        }
        leave_parent()?;
        plain!(__NR_setsid)?;
    }
    leave_parent()
}

/// Returns in a child; the parent ends.
fn leave_parent() -> Result<(), Errno> {
    match fork() {
        0 => Ok(()),
        -1 => Err(crate::errno::errno()),
        _ => _exit(0),
    }
}
