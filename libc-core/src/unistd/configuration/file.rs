//! `pathconf`: limits and options of a file. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::fs::statfs::Statfs;
use crate::sys::wrapper::plain;
use core::ffi::{c_char, c_int, c_long};
use core::mem::MaybeUninit;

/// `_PC_*`.
mod pc {
    use core::ffi::c_int;

    pub const LINK_MAX: c_int = 0;
    pub const MAX_CANON: c_int = 1;
    pub const MAX_INPUT: c_int = 2;
    pub const NAME_MAX: c_int = 3;
    pub const PATH_MAX: c_int = 4;
    pub const PIPE_BUF: c_int = 5;
    pub const CHOWN_RESTRICTED: c_int = 6;
    pub const NO_TRUNC: c_int = 7;
    pub const VDISABLE: c_int = 8;
    pub const SYNC_IO: c_int = 9;
    pub const FILESIZEBITS: c_int = 13;
    pub const REC_INCR_XFER_SIZE: c_int = 14;
    pub const REC_MIN_XFER_SIZE: c_int = 16;
    pub const REC_XFER_ALIGN: c_int = 17;
    pub const ALLOC_SIZE_MIN: c_int = 18;
    pub const POSIX2_SYMLINKS: c_int = 20;
}

/// The value of a limit or option for a file by name; -1 if there is no limit or the option is not there, or with `errno`
/// EACCES, EINVAL, ELOOP, ENOENT, ENOTDIR... Thread-safe. POSIX.1-2024 pathconf.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pathconf(path: *const c_char, name: c_int) -> c_long {
    // SAFETY: the caller's promise.
    value(name, |to| unsafe { plain!(__NR_statfs, path, to) }).c_long()
}

/// [`pathconf`] for an open file; EBADF. POSIX.1-2024 fpathconf.
#[unsafe(no_mangle)]
pub extern "C" fn fpathconf(fd: c_int, name: c_int) -> c_long {
    // SAFETY: the structure is valid.
    value(name, |to| unsafe { plain!(__NR_fstatfs, fd, to) }).c_long()
}

fn value(name: c_int, ask: impl FnOnce(*mut Statfs) -> Result<usize, Errno>) -> Result<c_long, Errno> {
    if !(pc::LINK_MAX..=pc::POSIX2_SYMLINKS).contains(&name) {
        return Err(Errno::EINVAL);
    }
    let mut file_system = MaybeUninit::<Statfs>::uninit();
    ask(file_system.as_mut_ptr())?;
    // SAFETY: the kernel filled it.
    let file_system = unsafe { file_system.assume_init() };
    Ok(match name {
        pc::LINK_MAX => most_links(file_system.f_type),
        pc::MAX_CANON | pc::MAX_INPUT => 255,
        pc::NAME_MAX => file_system.f_namelen,
        pc::PATH_MAX | pc::PIPE_BUF => 4096,
        pc::CHOWN_RESTRICTED | pc::NO_TRUNC | pc::SYNC_IO | pc::POSIX2_SYMLINKS => 1,
        pc::VDISABLE => 0,
        pc::FILESIZEBITS => 64,
        pc::REC_INCR_XFER_SIZE | pc::REC_MIN_XFER_SIZE | pc::REC_XFER_ALIGN | pc::ALLOC_SIZE_MIN => file_system.f_bsize,
        // ASYNC_IO, PRIO_IO, SOCK_MAXBUF, REC_MAX_XFER_SIZE, SYMLINK_MAX.
        _ => -1,
    })
}

/// How many names a file may have, by the magic number of its file system. statfs(2).
fn most_links(kind: c_long) -> c_long {
    const EXT4: c_long = 0xef53;
    const BTRFS: c_long = 0x9123_683e;
    const XFS: c_long = 0x5846_5342;
    match kind {
        EXT4 => 65_000,
        BTRFS => 65_535,
        XFS => c_int::MAX.into(),
        _ => 127,
    }
}
