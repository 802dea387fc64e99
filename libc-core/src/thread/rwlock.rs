//! Read-write locks. Readers go first: a thread may hold several read locks whoever waits. Unless a function says
//! otherwise, it is thread-safe and not async-signal-safe.

use super::current;
use super::wait::{self, CLOCK_MONOTONIC, CLOCK_REALTIME, Deadline, Scope};
use crate::errno::{CReturn, Errno};
use crate::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use crate::types::{clockid_t, timespec};
use core::ffi::c_int;

/// `pthread_rwlock_t`. All zeros is a free lock, private to the process.
#[repr(C)]
pub struct RwLock {
    /// The number of readers, or [`WRITER`]; and [`WAITERS`].
    word: AtomicU32,
    shared: AtomicU32,
    /// The writer's `Tcb::id`, of a lock that is private to the process.
    writer: AtomicU64,
    _room: [u64; 5],
}

const _: () = assert!(size_of::<RwLock>() == 56);

const HOLDERS: u32 = 0x7fff_ffff;
const WRITER: u32 = HOLDERS;
/// Somebody may sleep on the word.
const WAITERS: u32 = 1 << 31;
const SPINS: u32 = 100;

/// How long to wait.
#[derive(Clone, Copy)]
enum Patience<'a> {
    None,
    Until(Option<&'a Deadline>),
}

impl RwLock {
    fn scope(&self) -> Scope {
        Scope::of(self.shared.load(Ordering::Relaxed) != 0)
    }

    fn is_mine_to_write(&self) -> bool {
        self.writer.load(Ordering::Relaxed) == current().id.get()
    }

    /// Gets the lock as soon as `next` says what its word becomes.
    fn lock(&self, next: impl Fn(u32) -> Result<u32, Errno>, patience: Patience<'_>) -> Result<(), Errno> {
        // Who has slept cannot know whether others sleep still.
        let mut waiters = 0;
        let mut spins = 0;
        loop {
            let seen = self.word.load(Ordering::Relaxed);
            match next(seen) {
                Ok(new) => {
                    let new = new | waiters;
                    if self.word.compare_exchange_weak(seen, new, Ordering::Acquire, Ordering::Relaxed).is_ok() {
                        return Ok(());
                    }
                    continue;
                }
                Err(Errno::EBUSY) => {}
                Err(e) => return Err(e),
            }
            let Patience::Until(deadline) = patience else { return Err(Errno::EBUSY) };
            if self.is_mine_to_write() {
                return Err(Errno::EDEADLK);
            }
            if spins < SPINS && seen & WAITERS == 0 {
                spins += 1;
                arch::thread::spin_hint();
                continue;
            }
            let marked = seen | WAITERS;
            if seen != marked && self.word.compare_exchange(seen, marked, Ordering::Relaxed, Ordering::Relaxed).is_err()
            {
                continue;
            }
            match wait::wait(&self.word, marked, deadline, self.scope()) {
                Ok(()) | Err(Errno::EINTR) => waiters = WAITERS,
                Err(e) => return Err(e),
            }
        }
    }

    fn read(&self, patience: Patience<'_>) -> Result<(), Errno> {
        self.lock(
            |word| match word & HOLDERS {
                WRITER => Err(Errno::EBUSY),
                readers if readers == WRITER - 1 => Err(Errno::EAGAIN),
                _ => Ok(word + 1),
            },
            patience,
        )
    }

    fn write(&self, patience: Patience<'_>) -> Result<(), Errno> {
        self.lock(|word| if word & HOLDERS == 0 { Ok(word | WRITER) } else { Err(Errno::EBUSY) }, patience)?;
        if self.scope() == Scope::Private {
            self.writer.store(current().id.get(), Ordering::Relaxed);
        }
        Ok(())
    }

    fn unlock(&self) {
        let scope = self.scope();
        let word = self.word.as_ptr();
        if self.word.load(Ordering::Relaxed) & HOLDERS == WRITER {
            self.writer.store(0, Ordering::Relaxed);
            // From here on another thread may free the lock: its address is all that is used.
            if self.word.swap(0, Ordering::Release) & WAITERS != 0 {
                wait::wake(word, i32::MAX, scope);
            }
            return;
        }
        loop {
            let seen = self.word.load(Ordering::Relaxed);
            let new = if seen & HOLDERS == 1 { 0 } else { seen - 1 };
            if self.word.compare_exchange_weak(seen, new, Ordering::Release, Ordering::Relaxed).is_ok() {
                // Readers do not wait for readers: only a writer can sleep now, or somebody who is awake already.
                if new == 0 && seen & WAITERS != 0 {
                    wait::wake(word, i32::MAX, scope);
                }
                return;
            }
        }
    }
}

/// Makes `*lock` a free lock; `attribute` may be null. Returns 0. POSIX.1-2024 pthread_rwlock_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_init(lock: *mut RwLock, attribute: *const [c_int; 2]) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let shared = attribute.as_ref().map_or(0, |attribute| attribute[0] as u32);
        lock.write(RwLock {
            word: AtomicU32::new(0),
            shared: AtomicU32::new(shared),
            writer: AtomicU64::new(0),
            _room: [0; 5],
        });
    }
    0
}

/// Ends the use of a lock. Returns 0, or EBUSY if somebody has it. POSIX.1-2024 pthread_rwlock_destroy.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_destroy(lock: *mut RwLock) -> c_int {
    // SAFETY: the caller's promise.
    if unsafe { (*lock).word.load(Ordering::Relaxed) } & HOLDERS != 0 { Errno::EBUSY.0 } else { 0 }
}

/// The functions that lock.
macro_rules! lock {
    ($how:ident, $name:ident, $try_name:ident, $timed:ident, $clock:ident, $posix:literal) => {
        #[doc = concat!("Locks for it, waiting. Returns 0, EAGAIN (too many readers), EDEADLK (the caller has it for ",
                                                    "writing). Never EINTR. Thread-safe. POSIX.1-2024 ", $posix, ".")]
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(lock: *mut RwLock) -> c_int {
            // SAFETY: the caller's promise.
            unsafe { (*lock).$how(Patience::Until(None)) }.error_number()
        }

        /// Locks if that is possible at once, else EBUSY.
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $try_name(lock: *mut RwLock) -> c_int {
            // SAFETY: the caller's promise.
            unsafe { (*lock).$how(Patience::None) }.error_number()
        }

        /// Locks, waiting until `*time` on `CLOCK_REALTIME`: ETIMEDOUT then, EINVAL for an invalid time if it has to wait.
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $timed(lock: *mut RwLock, time: *const timespec) -> c_int {
            // SAFETY: the caller's promise.
            unsafe { $clock(lock, CLOCK_REALTIME, time) }
        }

        /// Locks, waiting until `*time` on `CLOCK_REALTIME` or `CLOCK_MONOTONIC`; EINVAL for another clock.
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $clock(lock: *mut RwLock, clock: clockid_t, time: *const timespec) -> c_int {
            if clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC {
                return Errno::EINVAL.0;
            }
            // SAFETY: the caller's promise.
            unsafe { (*lock).$how(Patience::Until(Deadline::from_c(clock, time).as_ref())) }.error_number()
        }
    };
}

lock!(
    read,
    pthread_rwlock_rdlock,
    pthread_rwlock_tryrdlock,
    pthread_rwlock_timedrdlock,
    pthread_rwlock_clockrdlock,
    "pthread_rwlock_rdlock"
);
lock!(
    write,
    pthread_rwlock_wrlock,
    pthread_rwlock_trywrlock,
    pthread_rwlock_timedwrlock,
    pthread_rwlock_clockwrlock,
    "pthread_rwlock_wrlock"
);

/// Gives the caller's lock back, for reading or writing. Returns 0. POSIX.1-2024 pthread_rwlock_unlock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlock_unlock(lock: *mut RwLock) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*lock).unlock() };
    0
}

/// Fills `*attribute` with the default: private. Returns 0. POSIX.1-2024 pthread_rwlockattr_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlockattr_init(attribute: *mut [c_int; 2]) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attribute.write([0; 2]) };
    0
}

/// Ends the use of `*attribute`, which holds nothing. Returns 0. POSIX.1-2024 pthread_rwlockattr_destroy.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_rwlockattr_destroy(_attribute: *mut [c_int; 2]) -> c_int {
    0
}

/// Sets whether processes share the lock. Returns 0 or EINVAL. POSIX.1-2024 pthread_rwlockattr_setpshared.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlockattr_setpshared(attribute: *mut [c_int; 2], shared: c_int) -> c_int {
    if !(0..=1).contains(&shared) {
        return Errno::EINVAL.0;
    }
    // SAFETY: the caller's promise.
    unsafe { (*attribute)[0] = shared };
    0
}

/// Stores whether processes share it. Returns 0. POSIX.1-2024 pthread_rwlockattr_getpshared.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_rwlockattr_getpshared(attribute: *const [c_int; 2], shared: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { shared.write((*attribute)[0]) };
    0
}
