//! The plain system calls.

use crate::errno::Errno;

/// A raw result: the kernel reports error `e` as `-e`, of at most 4095.
#[inline]
pub fn check(raw: usize) -> Result<usize, Errno> {
    if raw > -4096isize as usize { Err(Errno(raw.wrapping_neg() as i32)) } else { Ok(raw) }
}

/// A system call with 0 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call0(nr: u32) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    check(unsafe { arch::syscall::syscall0(nr as usize) })
}

/// A system call with 1 argument.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call1(nr: u32, a: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    check(unsafe { arch::syscall::syscall1(nr as usize, a) })
}

/// A system call with 2 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call2(nr: u32, a: usize, b: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    check(unsafe { arch::syscall::syscall2(nr as usize, a, b) })
}

/// A system call with 3 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call3(nr: u32, a: usize, b: usize, c: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    check(unsafe { arch::syscall::syscall3(nr as usize, a, b, c) })
}

/// A system call with 4 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call4(nr: u32, a: usize, b: usize, c: usize, d: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    check(unsafe { arch::syscall::syscall4(nr as usize, a, b, c, d) })
}

/// A system call with 5 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call5(nr: u32, a: usize, b: usize, c: usize, d: usize, e: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    check(unsafe { arch::syscall::syscall5(nr as usize, a, b, c, d, e) })
}

/// A system call with 6 arguments.
///
/// # Safety
/// As the system call `nr`.
#[inline]
pub unsafe fn call6(nr: u32, a: usize, b: usize, c: usize, d: usize, e: usize, f: usize) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    check(unsafe { arch::syscall::syscall6(nr as usize, a, b, c, d, e, f) })
}
