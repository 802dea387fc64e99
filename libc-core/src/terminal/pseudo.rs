//! Pseudo-terminals. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::attributes::Termios;
use crate::errno::{CReturn, Errno, Outcome};
use crate::fs::AT_FDCWD;
use crate::fs::open::open_at;
use crate::process::fork::fork;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use crate::types::pid_t;
use core::cell::UnsafeCell;
use core::ffi::{c_char, c_int, c_uint, c_void};
use core::ptr;

const TIOCGPTN: c_uint = 0x8004_5430;
const TIOCSPTLCK: c_uint = 0x4004_5431;
const TIOCSWINSZ: c_uint = 0x5414;
const TIOCSCTTY: c_uint = 0x540e;
const TCSETS: c_uint = 0x5402;

/// `/dev/pts/` and a number, with its null byte.
type Name = [u8; 20];

/// The number of the terminal that belongs to the master `fd`; ENOTTY.
fn number(fd: c_int) -> Result<c_int, Errno> {
    let mut number: c_int = 0;
    // SAFETY: the word is valid.
    unsafe { plain!(__NR_ioctl, fd, TIOCGPTN, &raw mut number) }?;
    Ok(number)
}

fn name(number: c_int) -> Name {
    let mut name: Name = *b"/dev/pts/\0\0\0\0\0\0\0\0\0\0\0";
    let mut digits = [0u8; 10];
    let mut rest = number.unsigned_abs();
    let mut count = 0;
    for digit in digits.iter_mut() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        count += 1;
        if rest == 0 {
            break;
        }
    }
    for (to, from) in name.iter_mut().skip(9).zip(digits.iter().take(count).rev()) {
        *to = *from;
    }
    name
}

fn unlock(fd: c_int) -> Result<usize, Errno> {
    let no: c_int = 0;
    // SAFETY: the word is valid.
    unsafe { plain!(__NR_ioctl, fd, TIOCSPTLCK, &raw const no) }
}

/// Opens a new pseudo-terminal's master, with `O_RDWR`, `O_NOCTTY`, `O_CLOEXEC`... Returns the descriptor, or -1 with
/// `errno` EAGAIN (there is no more), EMFILE... POSIX.1-2024 posix_openpt.
#[unsafe(no_mangle)]
pub extern "C" fn posix_openpt(flags: c_int) -> c_int {
    // SAFETY: a constant string.
    match unsafe { open_at(AT_FDCWD, c"/dev/ptmx".as_ptr(), flags, 0) } {
        Err(Errno::ENOSPC) => Err(Errno::EAGAIN),
        other => other,
    }
    .c_int()
}

/// Gives a terminal to the caller: the kernel has done so. Returns 0, or -1 with `errno` EBADF or EINVAL (no master).
/// POSIX.1-2024 grantpt.
#[unsafe(no_mangle)]
pub extern "C" fn grantpt(fd: c_int) -> c_int {
    match number(fd) {
        Err(Errno::ENOTTY) => Err(Errno::EINVAL),
        other => other.map(|_| ()),
    }
    .c_int()
}

/// Lets a master's terminal be opened. Returns 0, or -1 with `errno` EBADF or EINVAL (no master). POSIX.1-2024 unlockpt.
#[unsafe(no_mangle)]
pub extern "C" fn unlockpt(fd: c_int) -> c_int {
    match unlock(fd) {
        Err(Errno::ENOTTY) => Err(Errno::EINVAL),
        other => other,
    }
    .c_int()
}

/// Stores the name of a master's terminal in `size` bytes. Returns 0, or EBADF, ENOTTY or ERANGE, also in `errno`.
/// Thread-safe. POSIX.1-2024 ptsname_r.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ptsname_r(fd: c_int, to: *mut c_char, size: usize) -> c_int {
    let stored = number(fd).and_then(|number| {
        let name = name(number);
        let needed = name.iter().take_while(|&&byte| byte != 0).count() + 1;
        if to.is_null() || size < needed {
            return Err(Errno::ERANGE);
        }
        // SAFETY: the caller's promise.
        unsafe { ptr::copy_nonoverlapping(name.as_ptr(), to.cast(), needed) };
        Ok(())
    });
    if let Err(e) = stored {
        crate::errno::set_errno(e);
    }
    stored.error_number()
}

struct Shared(UnsafeCell<Name>);
// SAFETY: POSIX lets threads overwrite the result of `ptsname`.
unsafe impl Sync for Shared {}
static SHARED: Shared = Shared(UnsafeCell::new([0; 20]));

/// The name of a master's terminal, in an array that the next call overwrites; null with `errno` EBADF or ENOTTY. Not
/// thread-safe. POSIX.1-2024 ptsname.
#[unsafe(no_mangle)]
pub extern "C" fn ptsname(fd: c_int) -> *mut c_char {
    let stored = number(fd).map(|number| {
        // SAFETY: only this function uses it.
        unsafe { SHARED.0.get().write(name(number)) };
        SHARED.0.get().cast()
    });
    stored.or_errno(ptr::null_mut())
}

/// Opens a new pseudo-terminal: its master and the terminal, whose name is stored if there is room for it (20 bytes), with
/// these attributes and size, if they are not null. Returns 0, or -1 with `errno` set. openpty(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn openpty(
    master: *mut c_int,
    terminal: *mut c_int,
    path: *mut c_char,
    attributes: *const Termios,
    size: *const c_void,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        pair(attributes, size)
            .map(|(own, theirs, name)| {
                master.write(own);
                terminal.write(theirs);
                if !path.is_null() {
                    let length = name.iter().take_while(|&&byte| byte != 0).count() + 1;
                    ptr::copy_nonoverlapping(name.as_ptr(), path.cast(), length);
                }
            })
            .c_int()
    }
}

fn close(fd: c_int) {
    // SAFETY: the descriptor is our own.
    let _ = unsafe { plain!(__NR_close, fd) };
}

/// # Safety
/// Both are null or valid.
unsafe fn pair(attributes: *const Termios, size: *const c_void) -> Result<(c_int, c_int, Name), Errno> {
    const FLAGS: u32 = nr::O_RDWR | nr::O_NOCTTY;
    // SAFETY: a constant string.
    let master = unsafe { plain!(__NR_openat, AT_FDCWD, c"/dev/ptmx".as_ptr(), FLAGS, 0) }? as c_int;
    let open = || {
        unlock(master)?;
        let name = name(number(master)?);
        // SAFETY: a string.
        let terminal = unsafe { plain!(__NR_openat, AT_FDCWD, name.as_ptr(), FLAGS, 0) }? as c_int;
        // SAFETY: the caller's promise.
        unsafe {
            if !attributes.is_null() {
                let _ = plain!(__NR_ioctl, terminal, TCSETS, attributes);
            }
            if !size.is_null() {
                let _ = plain!(__NR_ioctl, terminal, TIOCSWINSZ, size);
            }
        }
        Ok((master, terminal, name))
    };
    open().inspect_err(|_| close(master))
}

/// Makes a terminal the controlling one of a new session, and the standard streams. Returns 0, or -1 with `errno` set.
/// login_tty(3).
#[unsafe(no_mangle)]
pub extern "C" fn login_tty(fd: c_int) -> c_int {
    take_over(fd).c_int()
}

fn take_over(fd: c_int) -> Result<(), Errno> {
    // SAFETY: descriptors only.
    unsafe {
        let _ = plain!(__NR_setsid);
        plain!(__NR_ioctl, fd, TIOCSCTTY, 0)?;
        for standard in 0..3 {
            if fd != standard {
                while plain!(__NR_dup3, fd, standard, 0) == Err(Errno::EBUSY) {}
            }
        }
        if fd > 2 {
            close(fd);
        }
    }
    Ok(())
}

/// `openpty`, `fork` and in the child `login_tty`. Returns as `fork`; the child ends with 127 if it does not get the
/// terminal. forkpty(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn forkpty(
    master: *mut c_int,
    path: *mut c_char,
    attributes: *const Termios,
    size: *const c_void,
) -> pid_t {
    let (mut own, mut theirs) = (-1, -1);
    // SAFETY: the caller's promise.
    if unsafe { openpty(&mut own, &mut theirs, path, attributes, size) } < 0 {
        return -1;
    }
    let pid = fork();
    if pid == 0 {
        close(own);
        if take_over(theirs).is_err() {
            crate::process::exit::_exit(127);
        }
        return 0;
    }
    close(theirs);
    if pid < 0 {
        close(own);
    } else {
        // SAFETY: the caller's promise.
        unsafe { master.write(own) };
    }
    pid
}
