//! Waiting for requests.

use super::block::ControlBlock;
use super::state::{DONE, before_sleep};
use crate::errno::{CReturn, Errno};
use crate::thread::cancel_state::act_if_requested;
use crate::thread::wait::{CLOCK_MONOTONIC, Deadline, Scope, wait_cancellable};
use crate::types::timespec;
use core::ffi::c_int;
use core::slice;

/// Waits as long as `pending` says so, and no longer than until the deadline. EINTR, ETIMEDOUT. A cancellation point.
fn wait_while(pending: impl Fn() -> bool, deadline: Option<&Deadline>) -> Result<(), Errno> {
    act_if_requested();
    loop {
        let seen = before_sleep();
        if !pending() {
            return Ok(());
        }
        wait_cancellable(&DONE, seen, deadline, Scope::Private)?;
    }
}

/// Waits until nothing is `pending`. EINTR. A cancellation point.
pub fn wait_for_all(pending: impl Fn() -> bool) -> Result<(), Errno> {
    wait_while(pending, None)
}

/// `timeout` from now.
fn deadline(timeout: &timespec) -> Result<Deadline, Errno> {
    const NANOSECONDS: i64 = 1_000_000_000;
    if !(0..NANOSECONDS).contains(&timeout.tv_nsec) {
        return Err(Errno::EINVAL);
    }
    let mut time = crate::time::clock::now(CLOCK_MONOTONIC)?;
    let nanoseconds = time.tv_nsec + timeout.tv_nsec;
    time.tv_sec = time.tv_sec.saturating_add(timeout.tv_sec).saturating_add(nanoseconds / NANOSECONDS);
    time.tv_nsec = nanoseconds % NANOSECONDS;
    Ok(Deadline { clock: CLOCK_MONOTONIC, time })
}

/// # Safety
/// As in C.
unsafe fn suspend(blocks: &[*const ControlBlock], timeout: *const timespec) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    let deadline = unsafe { timeout.as_ref() }.map(deadline).transpose()?;
    // SAFETY: the caller's promise.
    let is_done = |&block: &*const ControlBlock| unsafe { block.as_ref() }.is_some_and(|block| !block.is_under_way());
    wait_while(|| !blocks.iter().any(is_done), deadline.as_ref())
        .map_err(|e| if e == Errno::ETIMEDOUT { Errno::EAGAIN } else { e })
}

/// Waits until one of the requests is done, if none is already; null pointers are skipped. Returns 0, or -1 with `errno`
/// EAGAIN (`timeout` has passed), EINTR or EINVAL (a negative count, an invalid time). Async-signal-safe, thread-safe; a
/// cancellation point. POSIX.1-2024 aio_suspend.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_suspend(
    blocks: *const *const ControlBlock,
    count: c_int,
    timeout: *const timespec,
) -> c_int {
    let Ok(count) = usize::try_from(count) else { return Err::<(), _>(Errno::EINVAL).c_int() };
    // SAFETY: the caller's promise.
    let blocks = if count == 0 { &[] } else { unsafe { slice::from_raw_parts(blocks, count) } };
    // SAFETY: the caller's promise.
    unsafe { suspend(blocks, timeout) }.c_int()
}
