//! Reading, writing and positioning. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::{plain, point, syscalls};
use crate::types::{off_t, size_t, ssize_t};
use core::ffi::{c_int, c_uint, c_void};

/// A piece of memory: `struct iovec`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct iovec {
    /// Where it begins.
    pub iov_base: *mut c_void,
    /// Its size in bytes.
    pub iov_len: size_t,
}

syscalls! {
    /// Reads at most `size` bytes. Returns their number, 0 at the end, or -1 with `errno` set (EAGAIN, EBADF, EINTR,
    /// EIO, EISDIR...). Async-signal-safe, thread-safe; a cancellation point. POSIX.1-2024 read.
    point fn read(fd: c_int, buffer: *mut c_void, size: size_t) -> ssize_t = __NR_read(fd, buffer, size);
    /// Writes at most `size` bytes. Returns their number, or -1 with `errno` set (EAGAIN, EBADF, EFBIG, EINTR,
    /// ENOSPC, EPIPE...). Async-signal-safe, thread-safe; a cancellation point. POSIX.1-2024 write.
    point fn write(fd: c_int, buffer: *const c_void, size: size_t) -> ssize_t = __NR_write(fd, buffer, size);
    /// [`read`] at `offset`, the file position untouched; ESPIPE if there is none. POSIX.1-2024 pread.
    point fn pread(fd: c_int, buffer: *mut c_void, size: size_t, offset: off_t) -> ssize_t
        = __NR_pread64(fd, buffer, size, offset);
    /// [`write`] at `offset`, the file position untouched; ESPIPE if there is none. POSIX.1-2024 pwrite.
    point fn pwrite(fd: c_int, buffer: *const c_void, size: size_t, offset: off_t) -> ssize_t
        = __NR_pwrite64(fd, buffer, size, offset);
    /// [`read`] into `count` pieces, one after the other; EINVAL if `count` is out of range. POSIX.1-2024 readv.
    point fn readv(fd: c_int, pieces: *const iovec, count: c_int) -> ssize_t = __NR_readv(fd, pieces, count);
    /// [`write`] from `count` pieces, one after the other; EINVAL if `count` is out of range. POSIX.1-2024 writev.
    point fn writev(fd: c_int, pieces: *const iovec, count: c_int) -> ssize_t = __NR_writev(fd, pieces, count);
    /// [`readv`] at `offset`. preadv(2).
    point fn preadv(fd: c_int, pieces: *const iovec, count: c_int, offset: off_t) -> ssize_t
        = __NR_preadv(fd, pieces, count, offset, 0);
    /// [`writev`] at `offset`. pwritev(2).
    point fn pwritev(fd: c_int, pieces: *const iovec, count: c_int, offset: off_t) -> ssize_t
        = __NR_pwritev(fd, pieces, count, offset, 0);
    /// [`preadv`] with `RWF_*` flags; offset -1 means the file position. preadv2(2).
    point fn preadv2(fd: c_int, pieces: *const iovec, count: c_int, offset: off_t, flags: c_int) -> ssize_t
        = __NR_preadv2(fd, pieces, count, offset, 0, flags);
    /// [`pwritev`] with `RWF_*` flags; offset -1 means the file position. pwritev2(2).
    point fn pwritev2(fd: c_int, pieces: *const iovec, count: c_int, offset: off_t, flags: c_int) -> ssize_t
        = __NR_pwritev2(fd, pieces, count, offset, 0, flags);
    /// Sets the file position. Returns it in bytes from the start, or -1 with `errno` EBADF, EINVAL, ENXIO,
    /// EOVERFLOW or ESPIPE. Async-signal-safe, thread-safe. POSIX.1-2024 lseek.
    plain fn lseek(fd: c_int, offset: off_t, whence: c_int) -> off_t = __NR_lseek(fd, offset, whence);
    /// Writes the file's data and attributes to the device. Returns 0, or -1 with `errno` EBADF, EINTR, EINVAL or
    /// EIO. Async-signal-safe; a cancellation point. POSIX.1-2024 fsync.
    point fn fsync(fd: c_int) -> c_int = __NR_fsync(fd);
    /// As [`fsync`], without the attributes that reading the data does not need. POSIX.1-2024 fdatasync.
    point fn fdatasync(fd: c_int) -> c_int = __NR_fdatasync(fd);
    /// Writes the file system of `fd` to its device. syncfs(2).
    plain fn syncfs(fd: c_int) -> c_int = __NR_syncfs(fd);
    /// Copies `size` bytes from file to file in the kernel; null offsets mean the file positions. copy_file_range(2).
    plain fn copy_file_range(from: c_int, from_at: *mut off_t, to: c_int, to_at: *mut off_t, size: size_t, flags: c_uint)
        -> ssize_t = __NR_copy_file_range(from, from_at, to, to_at, size, flags);
    /// Sends `size` bytes of a file to another. Returns how many were sent. sendfile(2).
    plain fn sendfile(to: c_int, from: c_int, from_at: *mut off_t, size: size_t) -> ssize_t
        = __NR_sendfile(to, from, from_at, size);
    /// Sets the file's size in bytes. Returns 0, or -1 with `errno` EBADF, EFBIG, EINTR, EINVAL, EIO.
    /// Async-signal-safe. POSIX.1-2024 ftruncate.
    plain fn ftruncate(fd: c_int, size: off_t) -> c_int = __NR_ftruncate(fd, size);
    /// Reads ahead into the page cache. readahead(2).
    plain fn readahead(fd: c_int, offset: off_t, size: size_t) -> ssize_t = __NR_readahead(fd, offset, size);
    /// Allocates or releases space of a file. fallocate(2).
    plain fn fallocate(fd: c_int, mode: c_int, offset: off_t, size: off_t) -> c_int
        = __NR_fallocate(fd, mode, offset, size);
    /// Moves data between a pipe and a file. splice(2).
    point fn splice(from: c_int, from_at: *mut off_t, to: c_int, to_at: *mut off_t, size: size_t, flags: c_uint)
        -> ssize_t = __NR_splice(from, from_at, to, to_at, size, flags);
    /// Duplicates data from pipe to pipe. tee(2).
    point fn tee(from: c_int, to: c_int, size: size_t, flags: c_uint) -> ssize_t = __NR_tee(from, to, size, flags);
    /// Moves user pages into a pipe, or its content into them. vmsplice(2).
    point fn vmsplice(fd: c_int, pieces: *const iovec, count: size_t, flags: c_uint) -> ssize_t
        = __NR_vmsplice(fd, pieces, count, flags);
    /// Starts or awaits the writing of a part of a file. sync_file_range(2).
    point fn sync_file_range(fd: c_int, offset: off_t, size: off_t, flags: c_uint) -> c_int
        = __NR_sync_file_range(fd, offset, size, flags);
}

/// Writes all file systems to their devices. POSIX.1-2024 sync.
#[unsafe(no_mangle)]
pub extern "C" fn sync() {
    // SAFETY: takes nothing, and cannot fail.
    let _ = unsafe { plain!(__NR_sync) };
}

/// Tells how a part of a file will be used. Returns 0 or EBADF, EINVAL, ESPIPE; `errno` is untouched.
/// POSIX.1-2024 posix_fadvise.
#[unsafe(no_mangle)]
pub extern "C" fn posix_fadvise(fd: c_int, offset: off_t, size: off_t, advice: c_int) -> c_int {
    // SAFETY: no memory is involved.
    unsafe { plain!(__NR_fadvise64, fd, offset, size, advice) }.error_number()
}

/// Makes sure that there is space for a part of a file. Returns 0 or EBADF, EFBIG, EINTR, EINVAL, EIO, ENODEV, ENOSPC,
/// ENOTSUP, ESPIPE; `errno` is untouched. A cancellation point. POSIX.1-2024 posix_fallocate.
#[unsafe(no_mangle)]
pub extern "C" fn posix_fallocate(fd: c_int, offset: off_t, size: off_t) -> c_int {
    // SAFETY: no memory is involved.
    unsafe { point!(__NR_fallocate, fd, 0, offset, size) }.error_number()
}

/// Copies `size` bytes with each pair swapped; of an odd number the last one is left. The areas do not overlap.
/// Async-signal-safe. POSIX.1-2024 swab.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn swab(from: *const c_void, to: *mut c_void, size: ssize_t) {
    let (from, to) = (from.cast::<[u8; 2]>(), to.cast::<[u8; 2]>());
    for i in 0..(size.max(0) as usize / 2) {
        // SAFETY: the caller's promise.
        unsafe {
            let [a, b] = from.add(i).read();
            to.add(i).write([b, a]);
        }
    }
}

/// Fills `buffer` with `size` random bytes. Returns their number (fewer if a signal came), or -1 with `errno` EAGAIN,
/// EFAULT, EINTR or EINVAL. A cancellation point. getrandom(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getrandom(buffer: *mut c_void, size: size_t, flags: c_uint) -> ssize_t {
    // SAFETY: the caller's promise.
    unsafe { point!(__NR_getrandom, buffer, size, flags) }.c_long() as ssize_t
}

/// Fills `buffer` with `size` random bytes, at most 256. Returns 0, or -1 with `errno` EIO (more were asked), EFAULT
/// or ENOSYS. Async-signal-safe. POSIX.1-2024 getentropy.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getentropy(buffer: *mut c_void, size: size_t) -> c_int {
    let fill = || {
        if size > 256 {
            return Err(Errno::EIO);
        }
        let mut done = 0;
        while done < size {
            // SAFETY: the caller's promise; the rest of the buffer.
            match unsafe { plain!(__NR_getrandom, buffer.wrapping_byte_add(done), size - done, 0) } {
                Ok(got) => done += got,
                Err(Errno::EINTR) => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    };
    fill().c_int()
}
