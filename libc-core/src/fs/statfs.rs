//! File systems: `statfs`, `statvfs`. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::{plain, syscalls};
use core::ffi::{c_char, c_int, c_long, c_ulong};

/// A file system as the kernel describes it.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "statfs(2) describes them")]
pub struct Statfs {
    pub f_type: c_long,
    pub f_bsize: c_long,
    pub f_blocks: u64,
    pub f_bfree: u64,
    pub f_bavail: u64,
    pub f_files: u64,
    pub f_ffree: u64,
    pub f_fsid: [c_int; 2],
    pub f_namelen: c_long,
    pub f_frsize: c_long,
    pub f_flags: c_long,
    pub f_spare: [c_long; 4],
}

/// A file system as POSIX describes it.
#[repr(C)]
#[allow(missing_docs, reason = "POSIX <sys/statvfs.h> describes them")]
pub struct Statvfs {
    pub f_bsize: c_ulong,
    pub f_frsize: c_ulong,
    pub f_blocks: u64,
    pub f_bfree: u64,
    pub f_bavail: u64,
    pub f_files: u64,
    pub f_ffree: u64,
    pub f_favail: u64,
    pub f_fsid: c_ulong,
    pub f_flag: c_ulong,
    pub f_namemax: c_ulong,
    reserved: [c_int; 6],
}

syscalls! {
    /// Describes the file system that a file is on. statfs(2).
    plain fn statfs(path: *const c_char, to: *mut Statfs) -> c_int = __NR_statfs(path, to);
    /// [`statfs`] for an open file. fstatfs(2).
    plain fn fstatfs(fd: c_int, to: *mut Statfs) -> c_int = __NR_fstatfs(fd, to);
}

/// Describes the file system that a file is on. Returns 0, or -1 with `errno` EACCES, EINTR, EIO, ELOOP, ENOENT...
/// Thread-safe. POSIX.1-2024 statvfs.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn statvfs(path: *const c_char, to: *mut Statvfs) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { convert(|from| plain!(__NR_statfs, path, from), to) }.c_int()
}

/// [`statvfs`] for an open file. POSIX.1-2024 fstatvfs.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fstatvfs(fd: c_int, to: *mut Statvfs) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { convert(|from| plain!(__NR_fstatfs, fd, from), to) }.c_int()
}

/// # Safety
/// `ask` fills the structure if it succeeds; `to` is valid.
unsafe fn convert(ask: impl FnOnce(*mut Statfs) -> Result<usize, Errno>, to: *mut Statvfs) -> Result<(), Errno> {
    // The kernel marks with this bit that `f_flags` means something; POSIX knows nothing of it.
    const ST_VALID: c_long = 0x20;
    let mut from = core::mem::MaybeUninit::<Statfs>::uninit();
    ask(from.as_mut_ptr())?;
    // SAFETY: the kernel filled it.
    let from = unsafe { from.assume_init() };
    let [low, high] = from.f_fsid;
    let reserved = [from.f_type as c_int, 0, 0, 0, 0, 0];
    let converted = Statvfs {
        f_bsize: from.f_bsize as c_ulong,
        f_frsize: if from.f_frsize != 0 { from.f_frsize } else { from.f_bsize } as c_ulong,
        f_blocks: from.f_blocks,
        f_bfree: from.f_bfree,
        f_bavail: from.f_bavail,
        f_files: from.f_files,
        f_ffree: from.f_ffree,
        f_favail: from.f_ffree,
        f_fsid: c_ulong::from(low as u32) | c_ulong::from(high as u32) << 32,
        f_flag: (from.f_flags & !ST_VALID) as c_ulong,
        f_namemax: from.f_namelen as c_ulong,
        reserved,
    };
    // SAFETY: the caller's promise.
    unsafe { to.write(converted) };
    Ok(())
}
