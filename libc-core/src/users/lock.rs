//! The lock that programs take which change the files of users: a lock of fcntl(2) on `/etc/.pwd.lock`. Unless a
//! function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::fs::open::open_internally;
use crate::sync::atomic::{AtomicI32, Ordering};
use crate::sys::nr;
use crate::sys::wrapper::plain;
use crate::types::timespec;
use core::ffi::{CStr, c_int};

const PATH: &CStr = c"/etc/.pwd.lock";

/// How often, and how long in between, it is tried: 15 seconds in all.
const ATTEMPTS: u32 = 150;
static PAUSE: timespec = timespec { tv_sec: 0, tv_nsec: 100_000_000 };

/// The descriptor that has the lock; else one of the others.
static HOLDER: AtomicI32 = AtomicI32::new(FREE);
const FREE: c_int = -1;
/// Somebody is about to take it.
const TAKING: c_int = -2;

fn close(fd: c_int) -> Result<(), Errno> {
    // SAFETY: the descriptor is our own.
    unsafe { plain!(__NR_close, fd) }.map(drop)
}

fn take() -> Result<c_int, Errno> {
    const FLAGS: u32 = nr::O_WRONLY | nr::O_CREAT | nr::O_NOFOLLOW;
    // SAFETY: a string.
    let fd = unsafe { open_internally(PATH.as_ptr(), FLAGS as c_int, 0o600) }?;
    for attempt in 1.. {
        let lock = nr::flock { l_type: nr::F_WRLCK as _, l_whence: 0, l_start: 0, l_len: 0, l_pid: 0 };
        // SAFETY: the structure is valid.
        match unsafe { plain!(__NR_fcntl, fd, nr::F_SETLK, &raw const lock) } {
            Ok(_) => return Ok(fd),
            Err(Errno::EAGAIN | Errno::EACCES) if attempt < ATTEMPTS => {
                // SAFETY: the structure is valid; a signal only makes the pause shorter.
                let _ = unsafe { plain!(__NR_nanosleep, &raw const PAUSE, 0) };
            }
            Err(e) => {
                let _ = close(fd);
                return Err(e);
            }
        }
    }
    Err(Errno::EAGAIN)
}

/// Takes the lock of the files of users, waiting 15 seconds at most. Returns 0, or -1 with `errno` EAGAIN (another process
/// keeps it), EDEADLK (this one has it), EACCES, EROFS... Thread-safe. lckpwdf(3).
#[unsafe(no_mangle)]
pub extern "C" fn lckpwdf() -> c_int {
    let lock = || {
        HOLDER.compare_exchange(FREE, TAKING, Ordering::Acquire, Ordering::Relaxed).map_err(|_| Errno::EDEADLK)?;
        let taken = take();
        HOLDER.store(taken.unwrap_or(FREE), Ordering::Release);
        taken.map(drop)
    };
    lock().c_int()
}

/// Gives the lock back. Returns 0, or -1 with `errno` ENOLCK (this process does not have it). Thread-safe. lckpwdf(3).
#[unsafe(no_mangle)]
pub extern "C" fn ulckpwdf() -> c_int {
    let unlock = || {
        let fd = HOLDER.load(Ordering::Acquire);
        if fd < 0 || HOLDER.compare_exchange(fd, FREE, Ordering::AcqRel, Ordering::Relaxed).is_err() {
            return Err(Errno::ENOLCK);
        }
        close(fd)
    };
    unlock().c_int()
}
