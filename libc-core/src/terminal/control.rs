//! The line of a terminal, its size and its session. ioctl_tty(2). All are thread-safe and async-signal-safe.

use crate::errno::CReturn;
use crate::sys::wrapper::{plain, syscalls};
use crate::types::pid_t;
use core::ffi::{c_int, c_ushort};

const TCSBRK: usize = 0x5409;
const TCXONC: usize = 0x540a;
const TCFLSH: usize = 0x540b;
const TIOCGWINSZ: usize = 0x5413;
const TIOCSWINSZ: usize = 0x5414;
const TIOCGSID: usize = 0x5429;
const TIOCGPGRP: usize = 0x540f;
const TIOCSPGRP: usize = 0x5410;

/// `struct winsize`: rows, columns, and the size in pixels.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct WindowSize {
    sizes: [c_ushort; 4],
}

syscalls! {
    /// Waits until all output has been sent. Returns 0, or -1 with `errno` EBADF, EINTR, EIO or ENOTTY. Async-signal-safe;
    /// a cancellation point. POSIX.1-2024 tcdrain.
    point fn tcdrain(fd: c_int) -> c_int = __NR_ioctl(fd, TCSBRK, 1);
    /// Suspends or restarts output (`TCOOFF`, `TCOON`) or input (`TCIOFF`, `TCION`). Returns 0, or -1 with `errno` EBADF,
    /// EINVAL, EIO or ENOTTY. Async-signal-safe. POSIX.1-2024 tcflow.
    plain fn tcflow(fd: c_int, action: c_int) -> c_int = __NR_ioctl(fd, TCXONC, action);
    /// Drops what was received and not read (`TCIFLUSH`), written and not sent (`TCOFLUSH`), or both (`TCIOFLUSH`).
    /// Returns 0, or -1 with `errno` EBADF, EINVAL, EIO or ENOTTY. Async-signal-safe. POSIX.1-2024 tcflush.
    plain fn tcflush(fd: c_int, queue: c_int) -> c_int = __NR_ioctl(fd, TCFLSH, queue);
    /// Stores the size of the terminal's window. Returns 0, or -1 with `errno` EBADF or ENOTTY. POSIX.1-2024 tcgetwinsize.
    plain fn tcgetwinsize(fd: c_int, size: *mut WindowSize) -> c_int = __NR_ioctl(fd, TIOCGWINSZ, size);
    /// Sets the size of the terminal's window. Returns 0, or -1 with `errno` EBADF or ENOTTY. POSIX.1-2024 tcsetwinsize.
    plain fn tcsetwinsize(fd: c_int, size: *const WindowSize) -> c_int = __NR_ioctl(fd, TIOCSWINSZ, size);
}

/// Sends a break: zero bits for a quarter to half a second, whatever the duration asked for. Returns 0, or -1 with `errno`
/// EBADF, EIO or ENOTTY. Async-signal-safe. POSIX.1-2024 tcsendbreak.
#[unsafe(no_mangle)]
pub extern "C" fn tcsendbreak(fd: c_int, _duration: c_int) -> c_int {
    // SAFETY: no memory is involved.
    unsafe { plain!(__NR_ioctl, fd, TCSBRK, 0) }.c_int()
}

/// Whether a descriptor is a terminal: 1; or 0 with `errno` EBADF or ENOTTY. Async-signal-safe. POSIX.1-2024 isatty.
#[unsafe(no_mangle)]
pub extern "C" fn isatty(fd: c_int) -> c_int {
    let mut size = WindowSize::default();
    // SAFETY: the structure is the kernel's.
    c_int::from(unsafe { tcgetwinsize(fd, &mut size) } == 0)
}

/// Reads a process group that the terminal names, by `request`.
fn group(fd: c_int, request: usize) -> pid_t {
    let mut group: pid_t = 0;
    // SAFETY: the kernel stores a process ID.
    unsafe { plain!(__NR_ioctl, fd, request, &raw mut group) }.map(|_| group).c_int()
}

/// The process ID of the leader of the terminal's session, or -1 with `errno` EBADF or ENOTTY. POSIX.1-2024 tcgetsid.
#[unsafe(no_mangle)]
pub extern "C" fn tcgetsid(fd: c_int) -> pid_t {
    group(fd, TIOCGSID)
}

/// The terminal's foreground process group, or -1 with `errno` EBADF or ENOTTY. Async-signal-safe.
/// POSIX.1-2024 tcgetpgrp.
#[unsafe(no_mangle)]
pub extern "C" fn tcgetpgrp(fd: c_int) -> pid_t {
    group(fd, TIOCGPGRP)
}

/// Makes a process group the terminal's foreground one. Returns 0, or -1 with `errno` EBADF, EINVAL, ENOTTY or EPERM.
/// Async-signal-safe. POSIX.1-2024 tcsetpgrp.
#[unsafe(no_mangle)]
pub extern "C" fn tcsetpgrp(fd: c_int, group: pid_t) -> c_int {
    // SAFETY: the kernel reads a process ID.
    unsafe { plain!(__NR_ioctl, fd, TIOCSPGRP, &raw const group) }.c_int()
}
