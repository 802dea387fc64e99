//! System calls that are cancellation points. Until a thread can be cancelled at all (nobody has installed the
//! machinery, see `thread::cancel_state`), they are the plain ones.

use super::check;
use crate::errno::Errno;
use crate::thread::current;

/// A cancellation point: the call is not made, and the thread ends, if a request is pending and enabled.
#[inline(never)]
#[allow(clippy::too_many_arguments, reason = "the kernel takes six")]
unsafe fn call(nr: u32, a: usize, b: usize, c: usize, d: usize, e: usize, f: usize) -> Result<usize, Errno> {
    crate::sync::rank::assert_may_block();
    let thread = current();
    let nr = nr as usize;
    let Some(machinery) = thread.cancel.machinery() else {
        // SAFETY: the caller's promise.
        return check(unsafe { arch::syscall::syscall6(nr, a, b, c, d, e, f) });
    };
    // SAFETY: the caller's promise; the flag lives in the thread's control block.
    let raw = unsafe { arch::syscall::cancellable(thread.cancel.request_word(), nr, a, b, c, d, e, f) };
    if raw == arch::syscall::CANCELLED {
        return machinery(raw);
    }
    let result = check(raw);
    // The request's signal may be what interrupted it. `close` has closed its file even then: that must be reported.
    if result == Err(Errno::EINTR) && nr != super::nr::__NR_close as usize {
        return machinery(raw);
    }
    result
}

/// A cancellation point with 1 argument.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call1(nr: u32, a: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    unsafe { call(nr, a, 0, 0, 0, 0, 0) }
}

/// A cancellation point with 2 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call2(nr: u32, a: usize, b: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    unsafe { call(nr, a, b, 0, 0, 0, 0) }
}

/// A cancellation point with 3 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call3(nr: u32, a: usize, b: usize, c: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    unsafe { call(nr, a, b, c, 0, 0, 0) }
}

/// A cancellation point with 4 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call4(nr: u32, a: usize, b: usize, c: usize, d: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    unsafe { call(nr, a, b, c, d, 0, 0) }
}

/// A cancellation point with 5 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call5(nr: u32, a: usize, b: usize, c: usize, d: usize, e: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    unsafe { call(nr, a, b, c, d, e, 0) }
}

/// A cancellation point with 6 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call6(nr: u32, a: usize, b: usize, c: usize, d: usize, e: usize, f: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    unsafe { call(nr, a, b, c, d, e, f) }
}
