//! `getpass`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::attributes::Termios;
use crate::errno::{Errno, Outcome};
use crate::fs::open::open_internally;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char, c_int, c_uint};
use core::mem::MaybeUninit;
use core::ptr;

const ROOM: usize = 128;

struct Shared(UnsafeCell<[u8; ROOM]>);
// SAFETY: the interface is not thread-safe.
unsafe impl Sync for Shared {}
static SHARED: Shared = Shared(UnsafeCell::new([0; ROOM]));

/// Writes `prompt` to the terminal and reads a line from it, without showing what is typed: at most 127 bytes. Returns it
/// in an array that the next call overwrites, or null with `errno` set (ENXIO: no terminal). Not thread-safe. getpass(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpass(prompt: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    ask(unsafe { CStr::from_ptr(prompt) }).or_errno(ptr::null_mut())
}

fn ask(prompt: &CStr) -> Result<*mut c_char, Errno> {
    const TCGETS: c_uint = 0x5401;
    const TCSETSF: c_uint = 0x5404;
    const FLAGS: c_int = (nr::O_RDWR | nr::O_NOCTTY) as c_int;
    // SAFETY: a constant string.
    let fd = unsafe { open_internally(c"/dev/tty".as_ptr(), FLAGS, 0) }?;
    let mut before = MaybeUninit::<Termios>::zeroed();
    // SAFETY: the kernel fills the structure.
    let mut attributes = unsafe {
        let known = plain!(__NR_ioctl, fd, TCGETS, before.as_mut_ptr());
        if let Err(e) = known {
            let _ = plain!(__NR_close, fd);
            return Err(e);
        }
        before.assume_init_read()
    };
    attributes.hide_input();
    let buffer = SHARED.0.get().cast::<u8>();
    let text = prompt.to_bytes();
    // SAFETY: valid structures and slices; the descriptor is our own.
    let read = unsafe {
        let _ = plain!(__NR_ioctl, fd, TCSETSF, &raw const attributes);
        let _ = plain!(__NR_write, fd, text.as_ptr(), text.len());
        let mut read = plain!(__NR_read, fd, buffer, ROOM);
        while read == Err(Errno::EINTR) {
            read = plain!(__NR_read, fd, buffer, ROOM);
        }
        let _ = plain!(__NR_ioctl, fd, TCSETSF, before.as_ptr());
        let _ = plain!(__NR_write, fd, c"\n".as_ptr(), 1);
        let _ = plain!(__NR_close, fd);
        read
    }?;
    // SAFETY: so many bytes were read; the last one may be the newline, or is given up.
    unsafe {
        let line = core::slice::from_raw_parts(buffer, read);
        let end = line.iter().position(|&byte| byte == b'\n').unwrap_or(read).min(ROOM - 1);
        buffer.add(end).write(0);
    }
    Ok(buffer.cast())
}
