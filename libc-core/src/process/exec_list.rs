//! `execve` and its family, by a list of arguments.

use super::exec::{Vector, current_environment, execve, execvpe};
use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::plain;
use arch::VaList;
use core::ffi::{c_char, c_int};
use core::mem::MaybeUninit;

const ROOM: usize = 256;

/// Calls `run`, which returns only on failure, with room for `count` pointers: on the stack, or in pages of their own.
pub fn with_vector(count: usize, run: impl FnOnce(*mut *const c_char) -> Errno) -> Errno {
    const PROT_READ_WRITE: usize = 3;
    const MAP_PRIVATE_ANONYMOUS: usize = 0x22;
    if count <= ROOM {
        let mut room = [const { MaybeUninit::<*const c_char>::uninit() }; ROOM];
        return run(room.as_mut_ptr().cast());
    }
    let Some(size) = count.checked_mul(size_of::<*const c_char>()) else { return Errno::E2BIG };
    // SAFETY: asks for new memory.
    match unsafe { plain!(__NR_mmap, 0, size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, usize::MAX, 0) } {
        Ok(memory) => {
            let failure = run(memory as *mut *const c_char);
            // SAFETY: the memory is our own.
            let _ = unsafe { plain!(__NR_munmap, memory, size) };
            failure
        }
        Err(e) => e,
    }
}

/// Makes a vector of `first` and the arguments behind it, up to a null pointer, and calls `run` with it and with the
/// list, which stands behind that.
///
/// # Safety
/// The list has a null pointer.
unsafe fn collect(first: *const c_char, list: &mut VaList, run: impl FnOnce(Vector, &mut VaList) -> c_int) -> c_int {
    let mut count = 1;
    let mut ahead = list.clone();
    if !first.is_null() {
        // SAFETY: the caller's promise.
        while !unsafe { ahead.arg_ptr::<c_char>() }.is_null() {
            count += 1;
        }
    }
    let mut result = -1;
    let failure = with_vector(count + 1, |vector| {
        // SAFETY: the vector has room for all of them and a null pointer.
        unsafe {
            vector.write(first);
            for at in 1..count {
                vector.add(at).write(list.arg_ptr::<c_char>());
            }
            if !first.is_null() {
                vector.add(count).write(list.arg_ptr::<c_char>());
            }
        }
        result = run(vector, list);
        crate::errno::errno()
    });
    if result == -1 { Err::<(), _>(failure).c_int() } else { result }
}

arch::variadic! {
    /// [`execve`] with the present environment; the arguments, from the program's name on, follow the path and end with
    /// a null pointer. Async-signal-safe. POSIX.1-2024 execl.
    pub fn execl(2) => vexecl
}

arch::variadic! {
    /// [`execl`] with an environment behind the null pointer. Async-signal-safe. POSIX.1-2024 execle.
    pub fn execle(2) => vexecle
}

arch::variadic! {
    /// [`execl`] of a file that is looked up as `execvp` does. POSIX.1-2024 execlp.
    pub fn execlp(2) => vexeclp
}

/// # Safety
/// As in C.
unsafe extern "C" fn vexecl(path: *const c_char, first: *const c_char, list: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { collect(first, list, |vector, _| execve(path, vector, current_environment())) }
}

/// # Safety
/// As in C.
unsafe extern "C" fn vexecle(path: *const c_char, first: *const c_char, list: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { collect(first, list, |vector, list| execve(path, vector, list.arg_ptr::<*const c_char>())) }
}

/// # Safety
/// As in C.
unsafe extern "C" fn vexeclp(name: *const c_char, first: *const c_char, list: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { collect(first, list, |vector, _| execvpe(name, vector, current_environment())) }
}
