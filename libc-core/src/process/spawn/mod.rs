//! `posix_spawn`: a new process without a copy of this one. The child borrows the memory and runs on a piece of the
//! parent's stack until it has become the other program, while the parent waits (`CLONE_VM | CLONE_VFORK`). Unless a
//! function says otherwise, it is thread-safe and not async-signal-safe.

mod actions;
mod attributes;
mod child;

pub use actions::{FileActions, posix_spawn_file_actions_addopen};
pub use attributes::{Attributes, SETSIGDEF, SETSIGMASK};

use crate::errno::{CReturn, Errno};
use crate::process::exec::Vector;
use crate::signal::mask::Blocked;
use crate::sys::wrapper::plain;
use crate::types::pid_t;
use child::Order;
use core::ffi::{c_char, c_int};
use core::mem::MaybeUninit;
use core::ptr;

/// Starts the program in a file as a child and stores its process ID. `actions` tell what happens to its descriptors,
/// `attributes` to the rest; each may be null. Returns 0, or an error number: of the file actions or of `execve`, or
/// EAGAIN, ENOMEM; then there is no child. Thread-safe, no copy of the memory is made. POSIX.1-2024 posix_spawn.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn(
    pid: *mut pid_t,
    path: *const c_char,
    actions: *const FileActions,
    attributes: *const Attributes,
    arguments: Vector,
    environment: Vector,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { into(pid, path, false, actions, attributes, arguments, environment) }.error_number()
}

/// [`posix_spawn`] of a file that is looked up in `PATH` if its name has no slash. POSIX.1-2024 posix_spawnp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnp(
    pid: *mut pid_t,
    name: *const c_char,
    actions: *const FileActions,
    attributes: *const Attributes,
    arguments: Vector,
    environment: Vector,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { into(pid, name, true, actions, attributes, arguments, environment) }.error_number()
}

/// # Safety
/// As [`posix_spawn`].
unsafe fn into(
    pid: *mut pid_t,
    path: *const c_char,
    search: bool,
    actions: *const FileActions,
    attributes: *const Attributes,
    arguments: Vector,
    environment: Vector,
) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    let child = unsafe { spawn(path, search, actions.as_ref(), attributes.as_ref(), arguments, environment) }?;
    if !pid.is_null() {
        // SAFETY: the caller's promise.
        unsafe { pid.write(child) };
    }
    Ok(())
}

/// What the child has below it on the parent's stack. It needs most for a path (5 KiB) and an argument list (2 KiB).
const STACK: usize = 16 * 1024;

#[repr(C, align(16))]
struct Stack(MaybeUninit<[u8; STACK]>);

/// [`posix_spawn`] inside.
///
/// # Safety
/// The pointers are as for `execve`.
pub unsafe fn spawn(
    path: *const c_char,
    search: bool,
    actions: Option<&FileActions>,
    attributes: Option<&Attributes>,
    arguments: Vector,
    environment: Vector,
) -> Result<pid_t, Errno> {
    const CLONE_VM: usize = 0x100;
    const CLONE_VFORK: usize = 0x4000;
    const SIGCHLD: usize = 17;
    // No handler may run in the child, which shares all memory.
    let blocked = Blocked::all();
    // A process emulator makes CLONE_VFORK a plain fork: the child's report then comes through a pipe. It is not needed
    // where the memory is shared, so failing to make one is no failure.
    let mut pipe = [-1; 2];
    // SAFETY: the array is valid.
    let _ = unsafe { plain!(__NR_pipe2, pipe.as_mut_ptr(), crate::sys::nr::O_CLOEXEC) };
    let [read_end, write_end] = pipe;
    let mut order = Order {
        path,
        search,
        actions,
        attributes,
        arguments,
        environment,
        mask: blocked.before(),
        report: write_end,
        in_shared_memory: false,
        failure: Errno(0),
    };
    let mut stack = Stack(MaybeUninit::uninit());
    let top = stack.0.as_mut_ptr().cast::<u8>().wrapping_add(STACK);
    // SAFETY: the child uses the piece of stack, and the order, only while this thread waits.
    let raw = unsafe {
        arch::thread::clone_call(
            child::begin,
            top,
            CLONE_VM | CLONE_VFORK | SIGCHLD,
            (&raw mut order).cast(),
            ptr::null_mut(),
            0,
            ptr::null_mut(),
        )
    };
    close(write_end);
    let result = crate::sys::check(raw).and_then(|pid| {
        let pid = pid as pid_t;
        // SAFETY: the child may have written it.
        let (shared, failure) = unsafe {
            ((&raw const order.in_shared_memory).read_volatile(), (&raw const order.failure).read_volatile())
        };
        match if shared { failure } else { report(read_end) } {
            Errno(0) => Ok(pid),
            failure => {
                crate::process::wait::reap(pid);
                Err(failure)
            }
        }
    });
    close(read_end);
    result
}

fn close(fd: c_int) {
    if fd >= 0 {
        // SAFETY: the descriptor is our own.
        let _ = unsafe { plain!(__NR_close, fd) };
    }
}

/// Waits for what the child writes when it fails, or for its end of the pipe to be closed.
fn report(fd: c_int) -> Errno {
    let mut failure = 0;
    loop {
        // SAFETY: the word is valid.
        match unsafe { plain!(__NR_read, fd, &raw mut failure, size_of::<c_int>()) } {
            Err(Errno::EINTR) => {}
            Ok(4) => return Errno(failure),
            _ => return Errno(0),
        }
    }
}
