//! Unnamed semaphores. The value and the number of waiters are one word, so that a post is one atomic operation: the
//! semaphore may be gone right after it. Source: glibc's bug 12674 describes the trap. Unless a function says
//! otherwise, it is thread-safe and not async-signal-safe.

use super::cancel_state::Masked;
use super::wait::{self, CLOCK_MONOTONIC, CLOCK_REALTIME, Deadline, Scope};
use crate::errno::{CReturn, Errno};
use crate::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use crate::types::{clockid_t, timespec};
use core::ffi::{c_int, c_uint};

/// `sem_t`, which is aligned to 4 bytes.
#[repr(C)]
pub struct Semaphore {
    /// The state is where it is aligned to 8.
    state: [AtomicU32; 3],
    shared: AtomicU32,
    _room: [u32; 4],
}

const _: () = assert!(size_of::<Semaphore>() == 32);

/// `SEM_VALUE_MAX`.
pub const VALUE_MAX: c_uint = 0x7fff_ffff;
const WAITER: u64 = 1 << 32;
const VALUE: u64 = 0xffff_ffff;

impl Semaphore {
    /// With this value, for a place that is aligned to 8 bytes.
    pub const fn new(value: c_uint, shared: bool) -> Self {
        let state = [AtomicU32::new(value), AtomicU32::new(0), AtomicU32::new(0)];
        Self { state, shared: AtomicU32::new(shared as u32), _room: [0; 4] }
    }

    /// The value; in the upper half the number of waiters, which may be too high after a fork, or if one died.
    fn state(&self) -> &AtomicU64 {
        let place = self.state[0].as_ptr().map_addr(|address| address.next_multiple_of(8));
        // SAFETY: it is aligned, and lies in the three words, which are used in this way only.
        unsafe { AtomicU64::from_ptr(place.cast()) }
    }

    /// The word that waiters sleep on: the value.
    fn value(&self) -> &AtomicU32 {
        // SAFETY: the lower half of the state, on a little-endian CPU.
        unsafe { AtomicU32::from_ptr(self.state().as_ptr().cast()) }
    }

    fn scope(&self) -> Scope {
        Scope::of(self.shared.load(Ordering::Relaxed) != 0)
    }

    fn post(&self) -> Result<(), Errno> {
        let scope = self.scope();
        let word = self.value().as_ptr();
        let mut seen = self.state().load(Ordering::Relaxed);
        loop {
            if seen & VALUE == u64::from(VALUE_MAX) {
                return Err(Errno::EOVERFLOW);
            }
            match self.state().compare_exchange_weak(seen, seen + 1, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => break,
                Err(now) => seen = now,
            }
        }
        // From here on a waiter may have destroyed it: its address is all that is used.
        if seen >= WAITER {
            wait::wake(word, 1, scope);
        }
        Ok(())
    }

    /// Takes one, and `also` from the state; EAGAIN if there is none.
    fn take(&self, also: u64) -> Result<(), Errno> {
        let mut seen = self.state().load(Ordering::Relaxed);
        loop {
            if seen & VALUE == 0 {
                return Err(Errno::EAGAIN);
            }
            match self.state().compare_exchange_weak(seen, seen - 1 - also, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Ok(()),
                Err(now) => seen = now,
            }
        }
    }

    fn wait(&self, deadline: Option<&Deadline>) -> Result<(), Errno> {
        super::cancel_state::act_if_requested();
        if self.take(0).is_ok() {
            return Ok(());
        }
        let masked = Masked::begin();
        self.state().fetch_add(WAITER, Ordering::Relaxed);
        let result = loop {
            if self.take(WAITER).is_ok() {
                break Ok(());
            }
            if let Err(e) = wait::wait_cancellable(self.value(), 0, deadline, self.scope()) {
                self.state().fetch_sub(WAITER, Ordering::Relaxed);
                break Err(e);
            }
        };
        masked.end(result)
    }
}

/// Makes `*semaphore` one with this value, which processes share if `shared` is not 0. Returns 0, or -1 with `errno`
/// EINVAL (more than `SEM_VALUE_MAX`). POSIX.1-2024 sem_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_init(semaphore: *mut Semaphore, shared: c_int, value: c_uint) -> c_int {
    if value > VALUE_MAX {
        return Err::<(), _>(Errno::EINVAL).c_int();
    }
    // SAFETY: the caller's promise.
    unsafe {
        semaphore.write(Semaphore::new(0, shared != 0));
        (*semaphore).state().store(value.into(), Ordering::Relaxed);
    }
    0
}

/// Ends the use of a semaphore. Returns 0. POSIX.1-2024 sem_destroy.
#[unsafe(no_mangle)]
pub extern "C" fn sem_destroy(_semaphore: *mut Semaphore) -> c_int {
    0
}

/// Adds one, and wakes a waiter. Returns 0, or -1 with `errno` EOVERFLOW. Async-signal-safe, thread-safe. POSIX.1-2024
/// sem_post.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_post(semaphore: *mut Semaphore) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*semaphore).post() }.c_int()
}

/// Takes one, waiting for it. Returns 0, or -1 with `errno` EINTR. Thread-safe; a cancellation point. POSIX.1-2024
/// sem_wait.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_wait(semaphore: *mut Semaphore) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*semaphore).wait(None) }.c_int()
}

/// Takes one if there is one. Returns 0, or -1 with `errno` EAGAIN. Thread-safe. POSIX.1-2024 sem_trywait.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_trywait(semaphore: *mut Semaphore) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*semaphore).take(0) }.c_int()
}

/// [`sem_wait`] until `*time` on `CLOCK_REALTIME`: -1 with `errno` ETIMEDOUT then, or EINVAL (an invalid time, and it had
/// to wait). POSIX.1-2024 sem_timedwait.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_timedwait(semaphore: *mut Semaphore, time: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { sem_clockwait(semaphore, CLOCK_REALTIME, time) }
}

/// [`sem_timedwait`] on `CLOCK_REALTIME` or `CLOCK_MONOTONIC`; EINVAL for another clock. POSIX.1-2024 sem_clockwait.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_clockwait(semaphore: *mut Semaphore, clock: clockid_t, time: *const timespec) -> c_int {
    if clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC {
        return Err::<(), _>(Errno::EINVAL).c_int();
    }
    // SAFETY: the caller's promise.
    unsafe { (*semaphore).wait(Deadline::from_c(clock, time).as_ref()) }.c_int()
}

/// Stores the value, which is 0 if threads wait. Returns 0. POSIX.1-2024 sem_getvalue.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_getvalue(semaphore: *mut Semaphore, value: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { value.write((*semaphore).value().load(Ordering::Relaxed) as c_int) };
    0
}
