//! Files and directories under names of their own: `mkstemp` and its family. Unless a function says otherwise, it is
//! thread-safe and not async-signal-safe.

use super::{AT_FDCWD, open::open_at};
use crate::errno::{CReturn, Errno, Outcome};
use crate::stdlib::random::secure::arc4random;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// How many names are tried.
const TRIES: usize = 100;
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Replaces the six `X` before the suffix by random letters until `make` succeeds or fails for another reason than that
/// the file exists. EINVAL if there are no six `X`. After a failure they are as they were.
///
/// # Safety
/// `template` is a string that can be written.
unsafe fn attempt<T>(
    template: *mut c_char,
    suffix: c_int,
    mut make: impl FnMut(*const c_char) -> Result<T, Errno>,
) -> Result<T, Errno> {
    // SAFETY: the caller's promise.
    let length = unsafe { CStr::from_ptr(template) }.count_bytes();
    let suffix = usize::try_from(suffix).map_err(|_| Errno::EINVAL)?;
    let end = length.checked_sub(suffix).ok_or(Errno::EINVAL)?;
    let start = end.checked_sub(6).ok_or(Errno::EINVAL)?;
    // SAFETY: the six bytes are in the string.
    let letters = unsafe { &mut *template.add(start).cast::<[u8; 6]>() };
    if letters != b"XXXXXX" {
        return Err(Errno::EINVAL);
    }
    for _ in 0..TRIES {
        let mut random = u64::from(arc4random()) << 32 | u64::from(arc4random());
        for letter in letters.iter_mut() {
            *letter = LETTERS.get((random % LETTERS.len() as u64) as usize).copied().unwrap_or(b'x');
            random /= LETTERS.len() as u64;
        }
        match make(template) {
            Err(Errno::EEXIST) => {}
            Err(e) => {
                *letters = *b"XXXXXX";
                return Err(e);
            }
            made => return made,
        }
    }
    *letters = *b"XXXXXX";
    Err(Errno::EEXIST)
}

/// Makes and opens a new file, for its owner only, whose name is `template` with its last six characters, `XXXXXX`,
/// replaced. Returns the descriptor, or -1 with `errno` EINVAL (no such characters), EEXIST, EACCES, EMFILE... A
/// cancellation point. Thread-safe. POSIX.1-2024 mkstemp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkstemp(template: *mut c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mkostemps(template, 0, 0) }
}

/// [`mkstemp`] with `O_APPEND`, `O_CLOEXEC` or `O_SYNC` too. POSIX.1-2024 mkostemp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkostemp(template: *mut c_char, flags: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mkostemps(template, 0, flags) }
}

/// [`mkstemp`] with so many characters behind the `XXXXXX`. mkstemps(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkstemps(template: *mut c_char, suffix: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mkostemps(template, suffix, 0) }
}

/// [`mkstemps`] with flags as [`mkostemp`]. mkostemps(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkostemps(template: *mut c_char, suffix: c_int, flags: c_int) -> c_int {
    let flags = flags & !(nr::O_ACCMODE as c_int) | (nr::O_RDWR | nr::O_CREAT | nr::O_EXCL) as c_int;
    // SAFETY: the caller's promise.
    unsafe { attempt(template, suffix, |path| open_at(AT_FDCWD, path, flags, 0o600)) }.c_int()
}

/// Makes a new directory, for its owner only, under a name as [`mkstemp`] makes it. Returns `template`, or null with
/// `errno` EINVAL, EEXIST, EACCES... Thread-safe. POSIX.1-2024 mkdtemp.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdtemp(template: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let made = unsafe { attempt(template, 0, |path| plain!(__NR_mkdirat, AT_FDCWD, path, 0o700)) };
    made.map(|_| template).or_errno(ptr::null_mut())
}

/// Makes a name as [`mkstemp`] does that no file has at the moment. Returns `template`, which is empty with `errno` set
/// (EINVAL, EEXIST...) if there is none. Thread-safe. mktemp(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mktemp(template: *mut c_char) -> *mut c_char {
    let free = |path: *const c_char| {
        // SAFETY: a string.
        match unsafe { super::stat::attributes(AT_FDCWD, path, super::AT_SYMLINK_NOFOLLOW) } {
            Ok(_) => Err(Errno::EEXIST),
            Err(Errno::ENOENT) => Ok(()),
            Err(e) => Err(e),
        }
    };
    // SAFETY: the caller's promise; every string has room for its null byte.
    unsafe {
        if !attempt(template, 0, free).map(|()| true).or_errno(false) {
            template.write(0);
        }
    }
    template
}
