//! Condition variables: a sequence number that a waiter sleeps on and a signal advances.
//!
//! No lock and no list of waiters: fork finds a condition variable consistent at any moment, and in the child nothing
//! in it refers to threads that are gone. A waiter registers and notes the number while it still holds the mutex, so
//! whoever signals after taking the mutex sees it. A signal takes effect at its wake: one of the threads that sleep
//! then is woken; those that were about to sleep see the new number.
//!
//! Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::cancel_state::Masked;
use super::mutex::{Mutex, Patience};
use super::visit::Visit;
use super::wait::{self, CLOCK_MONOTONIC, CLOCK_REALTIME, Deadline, Scope};
use crate::errno::{CReturn, Errno};
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::types::{clockid_t, timespec};
use core::ffi::c_int;

/// `pthread_cond_t` and `cnd_t`. All zeros is one with the real-time clock, private to the process.
#[repr(C)]
pub struct Cond {
    attribute: AtomicU32,
    sequence: AtomicU32,
    /// Threads that wait, and [`DESTROYED`]. It may be too high, of threads that died or stayed behind in a fork.
    waiters: AtomicU32,
    _room: [u32; 9],
}

const _: () = assert!(size_of::<Cond>() == 48);

/// Set by who destroys it and waits for the last ones to leave.
const DESTROYED: u32 = 1 << 31;

/// `pthread_condattr_t`: the clock, and whether processes share it.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct CondAttribute(u32);

impl CondAttribute {
    const SHARED: u32 = 1 << 31;

    fn clock(self) -> clockid_t {
        (self.0 & !Self::SHARED) as clockid_t
    }

    fn scope(self) -> Scope {
        Scope::of(self.0 & Self::SHARED != 0)
    }
}

impl Cond {
    fn attribute(&self) -> CondAttribute {
        CondAttribute(self.attribute.load(Ordering::Relaxed))
    }

    /// Wakes at most `count` waiters.
    fn wake(&self, count: i32) {
        // A waiter of whom the caller knows registered before it gave the mutex back.
        if self.waiters.load(Ordering::SeqCst) & !DESTROYED != 0 {
            let scope = self.attribute().scope();
            self.sequence.fetch_add(1, Ordering::SeqCst);
            wait::wake(self.sequence.as_ptr(), count, scope);
        }
    }

    fn wait(&self, mutex: &Mutex, deadline: Option<&Deadline>) -> Result<(), Errno> {
        if let Some(deadline) = deadline {
            deadline.check()?;
        }
        mutex.check_owner()?;
        let masked = Masked::begin();
        let result = self.sleep(mutex, deadline);
        let locked = mutex.lock(Patience::Until(None));
        // With the mutex, a thread that was cancelled ends here.
        masked.end(result.and(locked).or_else(|e| if e == Errno::ECANCELED { Err(e) } else { locked.and(Err(e)) }))
    }

    /// The wait itself, from where the mutex is given back to where it is to be taken again.
    fn sleep(&self, mutex: &Mutex, deadline: Option<&Deadline>) -> Result<(), Errno> {
        let scope = self.attribute().scope();
        let visit = Visit::begin(self);
        let destroyed = self.waiters.fetch_add(1, Ordering::SeqCst) & DESTROYED != 0;
        let sequence = self.sequence.load(Ordering::SeqCst);
        let result = mutex.unlock();
        let result = result.and_then(|()| {
            loop {
                match wait::wait_cancellable(&self.sequence, sequence, deadline, scope) {
                    Err(Errno::EINTR) if self.sequence.load(Ordering::Relaxed) == sequence => {}
                    Err(Errno::EINTR) => return Ok(()),
                    other => return other,
                }
            }
        });
        if !destroyed {
            self.waiters.fetch_sub(1, Ordering::SeqCst);
        }
        visit.end();
        result
    }
}

/// Makes `*cond` a condition variable; `attribute` may be null. Returns 0. POSIX.1-2024 pthread_cond_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_init(cond: *mut Cond, attribute: *const CondAttribute) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let attribute = attribute.as_ref().map_or(0, |attribute| attribute.0);
        cond.write(Cond {
            attribute: AtomicU32::new(attribute),
            sequence: AtomicU32::new(0),
            waiters: AtomicU32::new(0),
            _room: [0; 9],
        });
    }
    0
}

/// Ends the use of a condition variable, as soon as the threads that were woken have left it. Returns 0. POSIX.1-2024
/// pthread_cond_destroy.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_destroy(cond: *mut Cond) -> c_int {
    // SAFETY: the caller's promise.
    let cond = unsafe { &*cond };
    if cond.waiters.load(Ordering::SeqCst) != 0 {
        // Whoever waits still, which must not be, is woken, and leaves.
        cond.wake(i32::MAX);
        cond.waiters.fetch_or(DESTROYED, Ordering::SeqCst);
        super::visit::wait_for_others(cond);
    }
    0
}

/// Wakes one of the threads that wait, if there is one. Returns 0. Thread-safe; not async-signal-safe. POSIX.1-2024
/// pthread_cond_signal.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_signal(cond: *mut Cond) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*cond).wake(1) };
    0
}

/// Wakes all threads that wait. Returns 0. Thread-safe; not async-signal-safe. POSIX.1-2024 pthread_cond_broadcast.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_broadcast(cond: *mut Cond) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*cond).wake(i32::MAX) };
    0
}

/// Gives the mutex back, waits for a signal, and takes the mutex again. May return without one. Returns 0, EPERM (the
/// caller does not have the mutex, and nothing has changed), or what [`super::mutex::c_api::pthread_mutex_lock`] says,
/// EOWNERDEAD among them. Never EINTR. A cancellation point: cleanup handlers run with the mutex. POSIX.1-2024
/// pthread_cond_wait.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_wait(cond: *mut Cond, mutex: *mut Mutex) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*cond).wait(&*mutex, None) }.error_number()
}

/// [`pthread_cond_wait`] until `*time` on the condition variable's clock: ETIMEDOUT then, with the mutex; EINVAL for an
/// invalid time, and nothing has changed. POSIX.1-2024 pthread_cond_timedwait.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_timedwait(cond: *mut Cond, mutex: *mut Mutex, time: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let deadline = Deadline::from_c((*cond).attribute().clock(), time);
        (*cond).wait(&*mutex, deadline.as_ref())
    }
    .error_number()
}

/// [`pthread_cond_timedwait`] on `CLOCK_REALTIME` or `CLOCK_MONOTONIC`; EINVAL for another clock. POSIX.1-2024
/// pthread_cond_clockwait.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_cond_clockwait(
    cond: *mut Cond,
    mutex: *mut Mutex,
    clock: clockid_t,
    time: *const timespec,
) -> c_int {
    if clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC {
        return Errno::EINVAL.0;
    }
    // SAFETY: the caller's promise.
    unsafe { (*cond).wait(&*mutex, Deadline::from_c(clock, time).as_ref()) }.error_number()
}

/// Fills `*attribute` with the defaults: `CLOCK_REALTIME`, private. Returns 0. POSIX.1-2024 pthread_condattr_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_condattr_init(attribute: *mut CondAttribute) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attribute.write(CondAttribute(0)) };
    0
}

/// Ends the use of `*attribute`, which holds nothing. Returns 0. POSIX.1-2024 pthread_condattr_destroy.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_condattr_destroy(_attribute: *mut CondAttribute) -> c_int {
    0
}

/// Sets the clock of timed waits. Returns 0, or EINVAL (no such clock, or one of CPU time). POSIX.1-2024
/// pthread_condattr_setclock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_condattr_setclock(attribute: *mut CondAttribute, clock: clockid_t) -> c_int {
    // SAFETY: the caller's promise.
    let attribute = unsafe { &mut *attribute };
    if clock < 0 || clock == 2 || clock == 3 || crate::time::clock::now(clock).is_err() {
        return Errno::EINVAL.0;
    }
    attribute.0 = attribute.0 & CondAttribute::SHARED | clock as u32;
    0
}

/// Stores the clock of timed waits. Returns 0. POSIX.1-2024 pthread_condattr_getclock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_condattr_getclock(attribute: *const CondAttribute, clock: *mut clockid_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { clock.write((*attribute).clock()) };
    0
}

/// Sets whether processes share the condition variable. Returns 0 or EINVAL. POSIX.1-2024 pthread_condattr_setpshared.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_condattr_setpshared(attribute: *mut CondAttribute, shared: c_int) -> c_int {
    if !(0..=1).contains(&shared) {
        return Errno::EINVAL.0;
    }
    // SAFETY: the caller's promise.
    let attribute = unsafe { &mut *attribute };
    attribute.0 = attribute.0 & !CondAttribute::SHARED | if shared != 0 { CondAttribute::SHARED } else { 0 };
    0
}

/// Stores whether processes share it. Returns 0. POSIX.1-2024 pthread_condattr_getpshared.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_condattr_getpshared(attribute: *const CondAttribute, shared: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { shared.write(c_int::from((*attribute).0 & CondAttribute::SHARED != 0)) };
    0
}
