//! The working directory and the root. All are thread-safe, and the system calls among them async-signal-safe; `getcwd`
//! and `get_current_dir_name` are not.

use crate::errno::{Errno, Outcome};
use crate::malloc::public;
use crate::sys::wrapper::{plain, syscalls};
use crate::types::size_t;
use core::ffi::{c_char, c_int};
use core::ptr;

const PATH_MAX: usize = 4096;

syscalls! {
    /// Changes the working directory. Returns 0, or -1 with `errno` EACCES, ENOENT, ENOTDIR... Async-signal-safe.
    /// POSIX.1-2024 chdir.
    plain fn chdir(path: *const c_char) -> c_int = __NR_chdir(path);
    /// [`chdir`] to an open directory. Async-signal-safe. POSIX.1-2024 fchdir.
    plain fn fchdir(fd: c_int) -> c_int = __NR_fchdir(fd);
    /// Changes the process's root. chroot(2).
    plain fn chroot(path: *const c_char) -> c_int = __NR_chroot(path);
}

/// Stores the working directory's absolute path in `size` bytes; without a buffer, in memory from `malloc`, which is
/// just large enough. Returns it, or null with `errno` EINVAL (size 0), ENOENT (removed or unreachable), ENOMEM, ERANGE
/// (too small). Thread-safe. POSIX.1-2024 getcwd.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getcwd(buffer: *mut c_char, size: size_t) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { current_directory(buffer, size) }.or_errno(ptr::null_mut())
}

/// # Safety
/// `buffer` is null or has `size` bytes.
unsafe fn current_directory(buffer: *mut c_char, size: size_t) -> Result<*mut c_char, Errno> {
    if !buffer.is_null() {
        if size == 0 {
            return Err(Errno::EINVAL);
        }
        // SAFETY: the caller's promise.
        unsafe { store(buffer, size) }?;
        return Ok(buffer);
    }
    let mut path = [0u8; PATH_MAX];
    // SAFETY: the array is valid.
    let length = unsafe { store(path.as_mut_ptr().cast(), PATH_MAX) }?;
    if size != 0 && size < length {
        return Err(Errno::ERANGE);
    }
    let copy = public::malloc(length.max(size)).cast::<u8>();
    if copy.is_null() {
        return Err(Errno::ENOMEM);
    }
    // SAFETY: there is room for the path and its null byte.
    unsafe { ptr::copy_nonoverlapping(path.as_ptr(), copy, length) };
    Ok(copy.cast())
}

/// The system call. Returns the length with the null byte. The kernel answers with a path that does not begin with a
/// slash if the directory cannot be reached from the root: it has no name then.
///
/// # Safety
/// `buffer` has `size` bytes.
unsafe fn store(buffer: *mut c_char, size: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    let length = unsafe { plain!(__NR_getcwd, buffer, size) }?;
    // SAFETY: the kernel stored at least the null byte.
    if unsafe { buffer.read() } as u8 != b'/' { Err(Errno::ENOENT) } else { Ok(length) }
}

/// The working directory, as `$PWD` has it if that is right, in memory from `malloc`; or null with `errno` as
/// [`getcwd`]. get_current_dir_name(3).
#[unsafe(no_mangle)]
pub extern "C" fn get_current_dir_name() -> *mut c_char {
    use super::{AT_FDCWD, stat::attributes};
    // SAFETY: the name is a string.
    let name = unsafe { crate::stdlib::environment::getenv(c"PWD".as_ptr()) };
    // SAFETY: the environment holds strings.
    if !name.is_null() && unsafe { name.read() } as u8 == b'/' {
        // SAFETY: both are strings.
        let (there, here) = unsafe { (attributes(AT_FDCWD, name, 0), attributes(AT_FDCWD, c".".as_ptr(), 0)) };
        if let (Ok(there), Ok(here)) = (there, here)
            && (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)
        {
            // SAFETY: a string.
            return duplicate(unsafe { core::ffi::CStr::from_ptr(name) }).or_errno(ptr::null_mut());
        }
    }
    // SAFETY: asks for memory.
    unsafe { getcwd(ptr::null_mut(), 0) }
}

/// A copy in memory from `malloc`.
fn duplicate(text: &core::ffi::CStr) -> Result<*mut c_char, Errno> {
    let bytes = text.to_bytes_with_nul();
    let copy = public::malloc(bytes.len()).cast::<u8>();
    if copy.is_null() {
        return Err(Errno::ENOMEM);
    }
    // SAFETY: there is room for them.
    unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), copy, bytes.len()) };
    Ok(copy.cast())
}
