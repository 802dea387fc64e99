//! Temporary files and their names. No shared state but `tmpnam`'s array.

use super::file::File;
use super::open::Mode;
use crate::errno::{Errno, Outcome};
use crate::fs::AT_FDCWD;
use crate::sys::nr::{O_CREAT, O_EXCL, O_LARGEFILE, O_RDWR, O_TMPFILE};
use crate::sys::wrapper::plain;
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// How many random letters a name has.
const LETTERS: usize = 6;
/// How many names are tried.
const TRIES: usize = 100;

/// Random letters and digits.
fn letters() -> [u8; LETTERS] {
    const SET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789aA";
    let mut letters = [0u8; LETTERS];
    // SAFETY: a valid array. What a failure leaves is a name that exists, perhaps.
    let _ = unsafe { plain!(__NR_getrandom, letters.as_mut_ptr(), LETTERS, 0) };
    letters.map(|random| SET.get(usize::from(random) % SET.len()).copied().unwrap_or(b'x'))
}

/// A name in an array.
struct Name<const ROOM: usize>([u8; ROOM]);

impl<const ROOM: usize> Name<ROOM> {
    /// The parts after each other, then random letters; ENAMETOOLONG.
    fn new(parts: &[&[u8]]) -> Result<Self, Errno> {
        let mut name = [0; ROOM];
        let mut length = 0;
        for part in parts.iter().copied().chain([&letters()[..]]) {
            let end = length + part.len();
            name.get_mut(length..end).ok_or(Errno::ENAMETOOLONG)?.copy_from_slice(part);
            length = end;
        }
        if length < ROOM { Ok(Self(name)) } else { Err(Errno::ENAMETOOLONG) }
    }

    /// Whether no file has it.
    fn is_free(&self) -> bool {
        let mut link = 0u8;
        // SAFETY: a string, and room for a byte.
        let read = unsafe { plain!(__NR_readlinkat, AT_FDCWD, self.0.as_ptr(), &raw mut link, 1) };
        read == Err(Errno::ENOENT)
    }

    fn text(&self) -> &CStr {
        CStr::from_bytes_until_nul(&self.0).unwrap_or(c"")
    }
}

/// Opens a file that has no name, or none any more.
fn open_nameless() -> Result<c_int, Errno> {
    let flags = O_RDWR | O_LARGEFILE;
    // SAFETY: a string.
    let nameless = unsafe { plain!(__NR_openat, AT_FDCWD, c"/tmp".as_ptr(), flags | O_TMPFILE | O_EXCL, 0o600) };
    if let Ok(fd) = nameless {
        return Ok(fd as c_int);
    }
    // Not every file system has such files.
    let mut result = Err(Errno::EEXIST);
    for _ in 0..TRIES {
        let name = Name::<24>::new(&[b"/tmp/tmpfile_"])?;
        // SAFETY: strings.
        unsafe {
            result = plain!(__NR_openat, AT_FDCWD, name.0.as_ptr(), flags | O_CREAT | O_EXCL, 0o600);
            if result.is_ok() {
                let _ = plain!(__NR_unlinkat, AT_FDCWD, name.0.as_ptr(), 0);
            }
        }
        if result != Err(Errno::EEXIST) {
            break;
        }
    }
    result.map(|fd| fd as c_int)
}

/// Opens a temporary file in `/tmp` that has no name and is gone when it is closed, for reading and writing. Null with
/// `errno` EACCES, EMFILE, ENOMEM, ENOSPC... Thread-safe; not async-signal-safe. C23 7.23.4.3.
#[unsafe(no_mangle)]
pub extern "C" fn tmpfile() -> *const File {
    let open = || {
        let fd = open_nameless()?;
        File::from_descriptor(fd, Mode::parse(c"w+")?).inspect_err(|_| {
            let _ = super::descriptor::close(fd);
        })
    };
    open().map(ptr::from_ref).or_errno(ptr::null())
}

/// `L_tmpnam`
const L_TMPNAM: usize = 20;

struct Shared(UnsafeCell<[u8; L_TMPNAM]>);
// SAFETY: the application does not call `tmpnam` with a null pointer in two threads.
unsafe impl Sync for Shared {}
static SHARED: Shared = Shared(UnsafeCell::new([0; L_TMPNAM]));

/// Stores a name in `/tmp` that no file had a moment ago in `to`, which has `L_tmpnam` (20) bytes, or if it is null in an
/// array that the next such call uses too. Returns the name, or null. Thread-safe but for null; async-signal-safe.
/// C23 7.23.4.4. `tmpfile` and `mkstemp` leave no room for another to be faster.
///
/// # Safety
/// As said.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmpnam(to: *mut c_char) -> *mut c_char {
    for _ in 0..TRIES {
        if let Ok(name) = Name::<L_TMPNAM>::new(&[b"/tmp/tmpnam_"])
            && name.is_free()
        {
            let to = if to.is_null() { SHARED.0.get().cast() } else { to };
            // SAFETY: the caller's promise, or the array.
            unsafe { ptr::copy_nonoverlapping(name.0.as_ptr(), to.cast(), L_TMPNAM) };
            return to;
        }
    }
    ptr::null_mut()
}

/// A name that no file had a moment ago: in `directory`, or if it is null in `/tmp`, beginning with at most 5 bytes of
/// `prefix`. Returns it in memory from `malloc`; or null with `errno` ENAMETOOLONG or ENOMEM. Thread-safe; not
/// async-signal-safe. POSIX.1-2008 tempnam.
///
/// # Safety
/// Both are null or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tempnam(directory: *const c_char, prefix: *const c_char) -> *mut c_char {
    const PATH_MAX: usize = 4096;
    let bytes = |text: *const c_char, otherwise: &'static CStr| {
        // SAFETY: the caller's promise.
        if text.is_null() { otherwise } else { unsafe { CStr::from_ptr(text) } }.to_bytes()
    };
    let directory = bytes(directory, c"/tmp");
    let prefix = bytes(prefix, c"temp");
    let prefix = prefix.get(..5).unwrap_or(prefix);
    for _ in 0..TRIES {
        let name = match Name::<PATH_MAX>::new(&[directory, b"/", prefix, b"_"]) {
            Ok(name) => name,
            Err(e) => return Err(e).or_errno(ptr::null_mut()),
        };
        if name.is_free() {
            let text = name.text().to_bytes_with_nul();
            let copy = crate::malloc::public::malloc(text.len()).cast::<u8>();
            if copy.is_null() {
                return Err(Errno::ENOMEM).or_errno(ptr::null_mut());
            }
            // SAFETY: the block has that size.
            unsafe { ptr::copy_nonoverlapping(text.as_ptr(), copy, text.len()) };
            return copy.cast();
        }
    }
    Err(Errno::EEXIST).or_errno(ptr::null_mut())
}
