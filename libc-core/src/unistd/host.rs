//! The system's names. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::{plain, syscalls};
use core::ffi::{c_char, c_int, c_long};
use core::mem::MaybeUninit;
use core::ptr;

const FIELD: usize = 65;

/// `struct utsname`.
#[repr(C)]
pub struct utsname {
    sysname: [u8; FIELD],
    nodename: [u8; FIELD],
    release: [u8; FIELD],
    version: [u8; FIELD],
    machine: [u8; FIELD],
    domainname: [u8; FIELD],
}

syscalls! {
    /// Stores the system's names. Returns 0. Async-signal-safe. POSIX.1-2024 uname.
    plain fn uname(to: *mut utsname) -> c_int = __NR_uname(to);
    /// Sets the host's name. Returns 0, or -1 with `errno` EINVAL or EPERM. sethostname(2).
    plain fn sethostname(name: *const c_char, size: usize) -> c_int = __NR_sethostname(name, size);
    /// Sets the host's NIS domain name. Returns 0, or -1 with `errno` EINVAL or EPERM. setdomainname(2).
    plain fn setdomainname(name: *const c_char, size: usize) -> c_int = __NR_setdomainname(name, size);
}

fn names() -> Result<utsname, Errno> {
    let mut names = MaybeUninit::<utsname>::uninit();
    // SAFETY: the kernel fills the structure.
    unsafe {
        plain!(__NR_uname, names.as_mut_ptr())?;
        Ok(names.assume_init())
    }
}

/// The host's name, with null bytes behind it.
pub fn node_name() -> Result<[u8; FIELD], Errno> {
    names().map(|names| names.nodename)
}

/// The field's text, without its null bytes.
fn text(field: &[u8; FIELD]) -> &[u8] {
    field.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// Stores the host's name in `size` bytes, cut to fit, always with a null byte. Returns 0. POSIX.1-2024 gethostname.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostname(buffer: *mut c_char, size: usize) -> c_int {
    names()
        .map(|names| {
            let name = text(&names.nodename);
            if size > 0 {
                let length = name.len().min(size - 1);
                // SAFETY: the caller's promise.
                unsafe {
                    ptr::copy_nonoverlapping(name.as_ptr(), buffer.cast(), length);
                    buffer.add(length).write(0);
                }
            }
        })
        .c_int()
}

/// Stores the host's NIS domain name in `size` bytes. Returns 0, or -1 with `errno` EINVAL if it does not fit.
/// getdomainname(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getdomainname(buffer: *mut c_char, size: usize) -> c_int {
    let result = names().and_then(|names| {
        let name = text(&names.domainname);
        if name.len() >= size {
            return Err(Errno::EINVAL);
        }
        // SAFETY: the caller's promise.
        unsafe {
            ptr::copy_nonoverlapping(name.as_ptr(), buffer.cast(), name.len());
            buffer.add(name.len()).write(0);
        }
        Ok(())
    });
    result.c_int()
}

/// A number for the host: from `/etc/hostid`, or else 0. POSIX.1-2024 gethostid.
#[unsafe(no_mangle)]
pub extern "C" fn gethostid() -> c_long {
    let mut id: c_int = 0;
    // SAFETY: the path is a string, the word valid, the descriptor our own.
    unsafe {
        if let Ok(fd) = crate::fs::open::open_internally(c"/etc/hostid".as_ptr(), 0, 0) {
            let read = plain!(__NR_read, fd, &raw mut id, size_of::<c_int>());
            let _ = plain!(__NR_close, fd);
            if read != Ok(size_of::<c_int>()) {
                id = 0;
            }
        }
    }
    id.into()
}
