//! Descriptors that tell of events: epoll, eventfd, signalfd, timerfd. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::signal::number::INTERNAL;
use crate::signal::set;
use crate::sys::wrapper::{plain, point, syscalls};
use crate::types::{sigset_t, timespec};
use core::ffi::{c_int, c_uint, c_void};

/// `struct itimerspec`.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct itimerspec {
    /// The period; zero for a timer that expires once.
    pub it_interval: timespec,
    /// The time until it expires; zero for a timer that is off.
    pub it_value: timespec,
}

syscalls! {
    /// A descriptor that watches others, with `EPOLL_CLOEXEC`; or -1 with `errno` EINVAL, EMFILE... epoll_create1(2).
    plain fn epoll_create1(flags: c_int) -> c_int = __NR_epoll_create1(flags);
    /// Adds, changes or removes a descriptor that is watched. epoll_ctl(2).
    plain fn epoll_ctl(epoll: c_int, operation: c_int, fd: c_int, event: *mut c_void) -> c_int
        = __NR_epoll_ctl(epoll, operation, fd, event);
    /// Waits for events, at most so many milliseconds (-1: without a limit), and stores at most `count` of them. Returns
    /// their number, or -1 with `errno` EINTR... A cancellation point. epoll_wait(2).
    point fn epoll_wait(epoll: c_int, events: *mut c_void, count: c_int, timeout: c_int) -> c_int
        = __NR_epoll_pwait(epoll, events, count, timeout, 0, 8);
    /// A descriptor that counts; with `EFD_CLOEXEC`, `EFD_NONBLOCK`, `EFD_SEMAPHORE`. eventfd(2).
    plain fn eventfd(count: c_uint, flags: c_int) -> c_int = __NR_eventfd2(count, flags);
    /// A descriptor that tells of a timer. timerfd_create(2).
    plain fn timerfd_create(clock: c_int, flags: c_int) -> c_int = __NR_timerfd_create(clock, flags);
    /// Sets or stops its timer, and stores what it was. timerfd_settime(2).
    plain fn timerfd_settime(fd: c_int, flags: c_int, new: *const itimerspec, old: *mut itimerspec) -> c_int
        = __NR_timerfd_settime(fd, flags, new, old);
    /// Stores how long it will still take. timerfd_gettime(2).
    plain fn timerfd_gettime(fd: c_int, to: *mut itimerspec) -> c_int = __NR_timerfd_gettime(fd, to);
}

/// [`epoll_create1`] without flags; `size` means nothing but must be positive (EINVAL). epoll_create(2).
#[unsafe(no_mangle)]
pub extern "C" fn epoll_create(size: c_int) -> c_int {
    // SAFETY: no memory is involved.
    let result = if size <= 0 { Err(Errno::EINVAL) } else { unsafe { plain!(__NR_epoll_create1, 0) } };
    result.c_int()
}

/// [`epoll_wait`] with a signal mask meanwhile, if there is one. A cancellation point. epoll_pwait(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn epoll_pwait(
    epoll: c_int,
    events: *mut c_void,
    count: c_int,
    timeout: c_int,
    mask: *const sigset_t,
) -> c_int {
    // SAFETY: the caller's promise.
    let mask = (!mask.is_null()).then(|| unsafe { set::load(mask) } & !INTERNAL);
    let mask = mask.as_ref().map_or(core::ptr::null(), core::ptr::from_ref);
    // SAFETY: the caller's promise.
    unsafe { point!(__NR_epoll_pwait, epoll, events, count, timeout, mask, 8) }.c_int()
}

/// Reads an eventfd's count. Returns 0, or -1 with `errno` set. A cancellation point. eventfd_read(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn eventfd_read(fd: c_int, to: *mut u64) -> c_int {
    // SAFETY: the caller's promise.
    whole(unsafe { point!(__NR_read, fd, to, 8) }).c_int()
}

/// Adds to an eventfd's count. Returns 0, or -1 with `errno` set. A cancellation point. eventfd_write(3).
#[unsafe(no_mangle)]
pub extern "C" fn eventfd_write(fd: c_int, count: u64) -> c_int {
    // SAFETY: the count is valid.
    whole(unsafe { point!(__NR_write, fd, &raw const count, 8) }).c_int()
}

fn whole(result: Result<usize, Errno>) -> Result<(), Errno> {
    if result? == 8 { Ok(()) } else { Err(Errno::EIO) }
}

/// A descriptor (or, with a `fd` that is one, that) which tells of signals; with `SFD_CLOEXEC`, `SFD_NONBLOCK`.
/// signalfd(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn signalfd(fd: c_int, signals: *const sigset_t, flags: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let signals = unsafe { set::load(signals) } & !INTERNAL;
    // SAFETY: the set is valid.
    unsafe { plain!(__NR_signalfd4, fd, &raw const signals, 8, flags) }.c_int()
}
