//! Spin locks: a word that is 0, or not. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::Errno;
use crate::sync::atomic::{AtomicU32, Ordering};
use core::ffi::c_int;

/// # Safety
/// `lock` is valid.
unsafe fn word<'a>(lock: *mut c_int) -> &'a AtomicU32 {
    // SAFETY: the caller's promise.
    unsafe { AtomicU32::from_ptr(lock.cast()) }
}

/// Makes `*lock` a free spin lock, which processes may share anyhow. Returns 0. POSIX.1-2024 pthread_spin_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_spin_init(lock: *mut c_int, _shared: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lock.write(0) };
    0
}

/// Ends the use of a spin lock. Returns 0. POSIX.1-2024 pthread_spin_destroy.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_spin_destroy(_lock: *mut c_int) -> c_int {
    0
}

/// Locks, looking at the word again and again. Returns 0. POSIX.1-2024 pthread_spin_lock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_spin_lock(lock: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    let word = unsafe { word(lock) };
    while word.swap(1, Ordering::Acquire) != 0 {
        while word.load(Ordering::Relaxed) != 0 {
            arch::thread::spin_hint();
        }
    }
    0
}

/// Locks if it is free, else EBUSY. POSIX.1-2024 pthread_spin_trylock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_spin_trylock(lock: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    if unsafe { word(lock) }.swap(1, Ordering::Acquire) != 0 { Errno::EBUSY.0 } else { 0 }
}

/// Unlocks. Returns 0. POSIX.1-2024 pthread_spin_unlock.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_spin_unlock(lock: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { word(lock) }.store(0, Ordering::Release);
    0
}
