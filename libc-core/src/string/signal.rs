//! The texts of signals: `strsignal`.

use super::nth;
use core::ffi::{CStr, c_char, c_int};

/// The text of each signal, in order.
const TEXTS: &[u8] = b"\
    \0\
    Hangup\0\
    Interrupt\0\
    Quit\0\
    Illegal instruction\0\
    Trace/breakpoint trap\0\
    Aborted\0\
    Bus error\0\
    Floating point exception\0\
    Killed\0\
    User defined signal 1\0\
    Segmentation fault\0\
    User defined signal 2\0\
    Broken pipe\0\
    Alarm clock\0\
    Terminated\0\
    Stack fault\0\
    Child exited\0\
    Continued\0\
    Stopped (signal)\0\
    Stopped\0\
    Stopped (tty input)\0\
    Stopped (tty output)\0\
    Urgent I/O condition\0\
    CPU time limit exceeded\0\
    File size limit exceeded\0\
    Virtual timer expired\0\
    Profiling timer expired\0\
    Window changed\0\
    I/O possible\0\
    Power failure\0\
    Bad system call\0\
";

/// The text of a signal, "Real-time signal" or "Unknown signal". It stays and must not be changed. Thread-safe and
/// async-signal-safe. POSIX.1-2024 strsignal.
#[unsafe(no_mangle)]
pub extern "C" fn strsignal(signal: c_int) -> *mut c_char {
    let text = match signal {
        1..32 => nth(TEXTS, signal as usize).unwrap_or(c"Unknown signal"),
        crate::signal::number::SIGRTMIN..=crate::signal::number::SIGRTMAX => c"Real-time signal",
        _ => c"Unknown signal",
    };
    CStr::as_ptr(text).cast_mut()
}
