//! `execve` and its family, by a vector. All are thread-safe; those that do not search a path are async-signal-safe.

use super::search_path;
use super::start::environ;
use crate::errno::{CReturn, Errno};
use crate::fs::AT_EMPTY_PATH;
use crate::stdlib::environment;
use crate::sync::atomic::Ordering;
use crate::sys::wrapper::{plain, syscalls};
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// A null-terminated array of strings.
pub type Vector = *const *const c_char;

/// The shell that runs files without a magic number.
pub const SHELL: &CStr = c"/bin/sh";

syscalls! {
    /// Replaces the program by the one in a file. Returns only on failure: -1 with `errno` E2BIG, EACCES, ELOOP, ENOENT,
    /// ENOEXEC, ENOMEM, ENOTDIR, ETXTBSY... Async-signal-safe, thread-safe. POSIX.1-2024 execve.
    plain fn execve(path: *const c_char, arguments: Vector, environment: Vector) -> c_int
        = __NR_execve(path, arguments, environment);
}

/// The environment.
pub fn current_environment() -> Vector {
    environ.load(Ordering::Acquire).cast()
}

/// [`execve`] with the present environment. Async-signal-safe. POSIX.1-2024 execv.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execv(path: *const c_char, arguments: Vector) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { execve(path, arguments, current_environment()) }
}

/// [`execv`] of a file that is looked up in `PATH` if its name has no slash; a shell runs one that is no program.
/// Async-signal-safe here. POSIX.1-2024 execvp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execvp(name: *const c_char, arguments: Vector) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { execvpe(name, arguments, current_environment()) }
}

/// [`execvp`] with an environment. `PATH` is that of the present one. execvpe(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execvpe(name: *const c_char, arguments: Vector, environment: Vector) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { search(name, |path| run_or_interpret(path, arguments, environment)) }.c_int()
}

/// [`execve`] of an open file, which need not be readable. Async-signal-safe. POSIX.1-2024 fexecve.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fexecve(fd: c_int, arguments: Vector, environment: Vector) -> c_int {
    if arguments.is_null() || environment.is_null() {
        return Err::<(), _>(Errno::EINVAL).c_int();
    }
    // SAFETY: the caller's promise; the path is empty.
    unsafe { plain!(__NR_execveat, fd, c"".as_ptr(), arguments, environment, AT_EMPTY_PATH) }.c_int()
}

/// The system call.
///
/// # Safety
/// As `execve`.
pub unsafe fn run(path: *const c_char, arguments: Vector, environment: Vector) -> Errno {
    // SAFETY: the caller's promise.
    unsafe { plain!(__NR_execve, path, arguments, environment) }.err().unwrap_or(Errno::ENOEXEC)
}

/// Calls `attempt` with the paths that `name` may stand for, until one fails for a reason of its own. Touches neither
/// `errno` nor the heap, for the child of a spawn.
///
/// # Safety
/// `name` is a string.
pub unsafe fn search(name: *const c_char, mut attempt: impl FnMut(*const c_char) -> Errno) -> Result<c_int, Errno> {
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(name) }.to_bytes();
    if text.contains(&b'/') {
        return Err(attempt(name));
    }
    let path = match environment::get(b"PATH") {
        // SAFETY: the environment holds strings.
        Some(path) => unsafe { CStr::from_ptr(path) }.to_bytes(),
        None => search_path::DEFAULT,
    };
    Err(search_path::search(text, path, |path| attempt(path.as_ptr())))
}

/// [`run`]; a file that is no program is run by the shell.
///
/// # Safety
/// As `execve`.
unsafe fn run_or_interpret(path: *const c_char, arguments: Vector, environment: Vector) -> Errno {
    // SAFETY: the caller's promise.
    let failure = unsafe { run(path, arguments, environment) };
    if failure == Errno::ENOEXEC {
        // SAFETY: the caller's promise.
        return unsafe { interpret(path, arguments, environment) };
    }
    failure
}

/// Lets the shell run a file: `sh path arguments...`.
///
/// # Safety
/// As `execve`.
unsafe fn interpret(path: *const c_char, arguments: Vector, environment: Vector) -> Errno {
    // SAFETY: the caller's promise: an array that ends with a null pointer.
    let count = (0..).take_while(|&at| unsafe { !arguments.add(at).read().is_null() }).count();
    super::exec_list::with_vector(count.max(1) + 2, |vector| {
        // SAFETY: the vector has room for the shell, the path, all arguments but the first, and a null pointer.
        unsafe {
            vector.write(SHELL.as_ptr());
            vector.add(1).write(path);
            if count > 1 {
                ptr::copy_nonoverlapping(arguments.add(1), vector.add(2), count - 1);
            }
            vector.add(count.max(1) + 1).write(ptr::null());
            run(SHELL.as_ptr(), vector, environment)
        }
    })
}
