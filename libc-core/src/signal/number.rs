//! Signal numbers. The library keeps the first three real-time signals to itself. All are thread-safe and
//! async-signal-safe.

use core::ffi::c_int;

/// The number of signals, and one.
pub const NSIG: c_int = 65;
/// A timer of `SIGEV_THREAD` expired.
pub const SIGTIMER: c_int = 32;
/// A thread is to be cancelled.
pub const SIGCANCEL: c_int = 33;
/// A thread is to run a system call that concerns the whole process.
pub const SIGSYNCCALL: c_int = 34;
/// The kernel's signal set of those three.
pub const INTERNAL: u64 = bit(SIGTIMER) | bit(SIGCANCEL) | bit(SIGSYNCCALL);
/// The first signal that applications may use as they like.
pub const SIGRTMIN: c_int = 35;
/// The last signal.
pub const SIGRTMAX: c_int = 64;

/// The bit of `signal`, which is valid, in the kernel's signal set.
pub const fn bit(signal: c_int) -> u64 {
    1 << (signal - 1)
}

/// Whether an application may use `signal`.
pub const fn is_application(signal: c_int) -> bool {
    signal > 0 && signal < NSIG && bit(signal) & INTERNAL == 0
}

/// The value of `SIGRTMIN`. POSIX.1-2024 `<signal.h>`.
#[unsafe(no_mangle)]
pub extern "C" fn __libc_current_sigrtmin() -> c_int {
    SIGRTMIN
}

/// The value of `SIGRTMAX`. POSIX.1-2024 `<signal.h>`.
#[unsafe(no_mangle)]
pub extern "C" fn __libc_current_sigrtmax() -> c_int {
    SIGRTMAX
}
