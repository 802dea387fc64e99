//! A terminal's attributes: `struct termios`. The ABI's structure has the kernel's at its beginning, and more control
//! characters and the speeds behind it, which the kernel does not have: the speed is in the control modes. All are
//! thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::{c_int, c_uint};

/// Control characters that the kernel has.
const KERNEL_CHARACTERS: usize = 19;
/// The bits of the control modes that say a speed.
const CBAUD: c_uint = 0o10017;

/// `struct termios`.
#[repr(C)]
pub struct Termios {
    /// `c_iflag`, `c_oflag`, `c_cflag`, `c_lflag`
    modes: [c_uint; 4],
    line: u8,
    characters: [u8; 32],
    speeds: [c_uint; 2],
}

impl Termios {
    /// Whole lines, signals, and what is typed is not shown.
    pub fn hide_input(&mut self) {
        const ISIG: c_uint = 0o1;
        const ICANON: c_uint = 0o2;
        const ECHO: c_uint = 0o10;
        const INLCR: c_uint = 0o100;
        const IGNCR: c_uint = 0o200;
        const ICRNL: c_uint = 0o400;
        self.modes[LOCAL] = self.modes[LOCAL] & !ECHO | ISIG | ICANON;
        self.modes[INPUT] = self.modes[INPUT] & !(INLCR | IGNCR) | ICRNL;
    }
}

/// The kernel's `struct termios`.
#[repr(C)]
#[derive(Clone, Copy, Default)]
struct KernelTermios {
    modes: [c_uint; 4],
    line: u8,
    characters: [u8; KERNEL_CHARACTERS],
}

const INPUT: usize = 0;
const OUTPUT: usize = 1;
const CONTROL: usize = 2;
const LOCAL: usize = 3;

/// Stores the terminal's attributes. Returns 0, or -1 with `errno` EBADF or ENOTTY. Async-signal-safe.
/// POSIX.1-2024 tcgetattr.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tcgetattr(fd: c_int, to: *mut Termios) -> c_int {
    let mut kernel = KernelTermios::default();
    // SAFETY: the structure is the kernel's.
    let result = unsafe { plain!(__NR_ioctl, fd, nr_ioctl::TCGETS, &raw mut kernel) };
    result
        .map(|_| {
            let mut termios = Termios { modes: kernel.modes, line: kernel.line, characters: [0; 32], speeds: [0; 2] };
            for (to, from) in termios.characters.iter_mut().zip(kernel.characters) {
                *to = from;
            }
            termios.speeds = [kernel.modes[CONTROL] & CBAUD; 2];
            // SAFETY: the caller's promise.
            unsafe { to.write(termios) };
        })
        .c_int()
}

/// Sets the terminal's attributes: at once (`TCSANOW`), after all output (`TCSADRAIN`), or then without the input that
/// was not read (`TCSAFLUSH`). Returns 0, or -1 with `errno` EBADF, EINTR, EINVAL, EIO or ENOTTY. Async-signal-safe.
/// POSIX.1-2024 tcsetattr.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tcsetattr(fd: c_int, action: c_int, from: *const Termios) -> c_int {
    let set = || {
        let request = usize::try_from(action).ok().filter(|&action| action < 3).ok_or(Errno::EINVAL)?;
        // SAFETY: the caller's promise.
        let termios = unsafe { &*from };
        let mut kernel = KernelTermios { modes: termios.modes, line: termios.line, ..KernelTermios::default() };
        kernel.characters.iter_mut().zip(termios.characters).for_each(|(to, from)| *to = from);
        // SAFETY: the structure is the kernel's; the three requests are neighbours.
        unsafe { plain!(__NR_ioctl, fd, nr_ioctl::TCSETS + request, &raw const kernel) }
    };
    set().c_int()
}

/// The output speed, a `B…` constant. Async-signal-safe. POSIX.1-2024 cfgetospeed.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfgetospeed(termios: *const Termios) -> c_uint {
    // SAFETY: the caller's promise.
    unsafe { (*termios).modes[CONTROL] & CBAUD }
}

/// The input speed, which Linux keeps as that of the output. Async-signal-safe. POSIX.1-2024 cfgetispeed.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfgetispeed(termios: *const Termios) -> c_uint {
    // SAFETY: the caller's promise.
    unsafe { cfgetospeed(termios) }
}

/// Sets the output speed. Returns 0, or -1 with `errno` EINVAL if it is no `B…` constant. Async-signal-safe.
/// POSIX.1-2024 cfsetospeed.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfsetospeed(termios: *mut Termios, speed: c_uint) -> c_int {
    let result = if speed & !CBAUD != 0 {
        Err(Errno::EINVAL)
    } else {
        // SAFETY: the caller's promise.
        let termios = unsafe { &mut *termios };
        termios.modes[CONTROL] = termios.modes[CONTROL] & !CBAUD | speed;
        termios.speeds = [speed; 2];
        Ok(())
    };
    result.c_int()
}

/// Sets the input speed, which is that of the output; 0 leaves it. Returns 0, or -1 with `errno` EINVAL.
/// Async-signal-safe. POSIX.1-2024 cfsetispeed.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfsetispeed(termios: *mut Termios, speed: c_uint) -> c_int {
    // SAFETY: the caller's promise.
    if speed == 0 { 0 } else { unsafe { cfsetospeed(termios, speed) } }
}

/// The same as [`cfsetospeed`]: there is one speed. cfsetspeed(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfsetspeed(termios: *mut Termios, speed: c_uint) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { cfsetospeed(termios, speed) }
}

/// Makes the attributes those of a line that changes nothing: 8 bits, no echo, no signals, a read returns with one
/// byte. cfmakeraw(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfmakeraw(termios: *mut Termios) {
    // SAFETY: the caller's promise.
    let termios = unsafe { &mut *termios };
    let modes = &mut termios.modes;
    modes[INPUT] &= !(nr::IGNBRK | nr::BRKINT | nr::PARMRK | nr::ISTRIP | nr::INLCR | nr::IGNCR | nr::ICRNL | nr::IXON);
    modes[OUTPUT] &= !nr::OPOST;
    modes[LOCAL] &= !(nr::ECHO | nr::ECHONL | nr::ICANON | nr::ISIG | nr::IEXTEN);
    modes[CONTROL] = modes[CONTROL] & !(nr::CSIZE | nr::PARENB) | nr::CS8;
    termios.characters[nr::VMIN as usize] = 1;
    termios.characters[nr::VTIME as usize] = 0;
}

/// Requests of `ioctl(2)`.
pub(super) mod nr_ioctl {
    /// Get the attributes.
    pub const TCGETS: usize = 0x5401;
    /// Set the attributes; behind it, after output, and without input.
    pub const TCSETS: usize = 0x5402;
}
