//! Barriers. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::visit::{Visit, wait_for_others};
use super::wait::{self, Scope};
use crate::errno::Errno;
use crate::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use core::ffi::{c_int, c_uint};

/// `pthread_barrier_t`.
#[repr(C)]
pub struct Barrier {
    /// The threads that have arrived in this round; in the upper half the number of the round.
    state: AtomicU64,
    limit: AtomicU32,
    shared: AtomicU32,
    /// Threads that are in it. It may be too high after a fork.
    inside: AtomicU32,
    _room: [u32; 3],
}

const _: () = assert!(size_of::<Barrier>() == 32);

/// `PTHREAD_BARRIER_SERIAL_THREAD`.
const SERIAL_THREAD: c_int = -1;

impl Barrier {
    /// The word that the waiters sleep on: the round.
    fn round(&self) -> &AtomicU32 {
        // SAFETY: the upper half of the state, on a little-endian CPU.
        unsafe { AtomicU32::from_ptr(self.state.as_ptr().cast::<u32>().add(1)) }
    }

    fn wait(&self) -> c_int {
        let visit = Visit::begin(self);
        self.inside.fetch_add(1, Ordering::SeqCst);
        let result = self.pass();
        self.inside.fetch_sub(1, Ordering::SeqCst);
        visit.end();
        result
    }

    fn pass(&self) -> c_int {
        let limit = self.limit.load(Ordering::Relaxed);
        let scope = Scope::of(self.shared.load(Ordering::Relaxed) != 0);
        let mut seen = self.state.load(Ordering::Relaxed);
        loop {
            let (round, arrived) = ((seen >> 32) as u32, seen as u32 + 1);
            let last = arrived >= limit;
            let new = if last { u64::from(round.wrapping_add(1)) << 32 } else { seen + 1 };
            if let Err(now) = self.state.compare_exchange_weak(seen, new, Ordering::AcqRel, Ordering::Relaxed) {
                seen = now;
                continue;
            }
            if last {
                wait::wake(self.round().as_ptr(), i32::MAX, scope);
                return SERIAL_THREAD;
            }
            while self.round().load(Ordering::Acquire) == round {
                // Whatever ends the wait, the round says whether it is over.
                let _ = wait::wait(self.round(), round, None, scope);
            }
            return 0;
        }
    }
}

/// Makes `*barrier` a barrier for `count` threads; `attribute` may be null. Returns 0, or EINVAL if `count` is 0 or more
/// than `INT_MAX`. POSIX.1-2024 pthread_barrier_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrier_init(barrier: *mut Barrier, attribute: *const c_uint, count: c_uint) -> c_int {
    if count == 0 || count > i32::MAX as c_uint {
        return Errno::EINVAL.0;
    }
    // SAFETY: the caller's promise.
    unsafe {
        let shared = attribute.as_ref().copied().unwrap_or(0);
        barrier.write(Barrier {
            state: AtomicU64::new(0),
            limit: AtomicU32::new(count),
            shared: AtomicU32::new(shared),
            inside: AtomicU32::new(0),
            _room: [0; 3],
        });
    }
    0
}

/// Ends the use of a barrier, as soon as the threads that have passed it have left it. Returns 0, or EBUSY if threads
/// wait at it. POSIX.1-2024 pthread_barrier_destroy.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrier_destroy(barrier: *mut Barrier) -> c_int {
    // SAFETY: the caller's promise.
    let barrier = unsafe { &*barrier };
    if barrier.state.load(Ordering::Acquire) as u32 != 0 {
        return Errno::EBUSY.0;
    }
    if barrier.inside.load(Ordering::SeqCst) != 0 {
        wait_for_others(barrier);
    }
    0
}

/// Waits until as many threads as the barrier is for have come. Returns `PTHREAD_BARRIER_SERIAL_THREAD` in one of them,
/// 0 in the others. Never EINTR; not a cancellation point. POSIX.1-2024 pthread_barrier_wait.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrier_wait(barrier: *mut Barrier) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*barrier).wait() }
}

/// Fills `*attribute` with the default: private. Returns 0. POSIX.1-2024 pthread_barrierattr_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrierattr_init(attribute: *mut c_uint) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attribute.write(0) };
    0
}

/// Ends the use of `*attribute`, which holds nothing. Returns 0. POSIX.1-2024 pthread_barrierattr_destroy.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_barrierattr_destroy(_attribute: *mut c_uint) -> c_int {
    0
}

/// Sets whether processes share the barrier. Returns 0 or EINVAL. POSIX.1-2024 pthread_barrierattr_setpshared.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrierattr_setpshared(attribute: *mut c_uint, shared: c_int) -> c_int {
    if !(0..=1).contains(&shared) {
        return Errno::EINVAL.0;
    }
    // SAFETY: the caller's promise.
    unsafe { attribute.write(shared as c_uint) };
    0
}

/// Stores whether processes share it. Returns 0. POSIX.1-2024 pthread_barrierattr_getpshared.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_barrierattr_getpshared(attribute: *const c_uint, shared: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { shared.write(*attribute as c_int) };
    0
}
