//! Abnormal ends: `abort`, and a smashed stack.

use crate::signal::mask::Blocked;
use crate::sys::{call1, call2, call3, call4, nr};
use crate::thread::current;

const SIGABRT: usize = 6;

/// Ends the process abnormally by SIGABRT; a handler may run first, but even if it returns, or the signal is
/// blocked or ignored, the process ends. Async-signal-safe and thread-safe. C23 7.24.4.1, POSIX.1-2024 abort.
#[unsafe(no_mangle)]
pub extern "C" fn abort() -> ! {
    unblock_abort();
    raise_abort();
    // It was ignored, or its handler came back: now with the default action, and no other thread may change that.
    let _blocked = Blocked::all();
    let default = [0usize; 4];
    // SAFETY: a `struct sigaction` of zeros asks for the default action.
    let _ = unsafe { call4(nr::__NR_rt_sigaction, SIGABRT, default.as_ptr() as usize, 0, 8) };
    raise_abort();
    unblock_abort();
    loop {
        // Not reached, unless the process is init, which ignores signals.
        // SAFETY: ends the process.
        let _ = unsafe { call1(nr::__NR_exit_group, 127) };
    }
}

fn raise_abort() {
    // SAFETY: a signal to the calling thread.
    let _ = unsafe { call2(nr::__NR_tkill, current().tid.as_ptr().read() as usize, SIGABRT) };
}

fn unblock_abort() {
    const SIG_UNBLOCK: usize = 1;
    let set: u64 = 1 << (SIGABRT - 1);
    // SAFETY: the set is a valid kernel signal set.
    let _ = unsafe { call4(nr::__NR_rt_sigprocmask, SIG_UNBLOCK, &raw const set as usize, 0, 8) };
}

/// Where code compiled with `-fstack-protector` goes when a function finds its canary overwritten: says so
/// and stops at once, trusting nothing of the process. Thread-safe and async-signal-safe. GNU gcc manual,
/// `-fstack-protector`.
#[unsafe(no_mangle)]
pub extern "C" fn __stack_chk_fail() -> ! {
    let text = b"*** stack smashing detected ***\n";
    // SAFETY: writes a valid slice.
    let _ = unsafe { call3(nr::__NR_write, 2, text.as_ptr() as usize, text.len()) };
    abort()
}
