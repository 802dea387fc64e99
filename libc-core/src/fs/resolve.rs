//! `realpath`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::{AT_FDCWD, stat};
use crate::errno::{Errno, Outcome};
use crate::malloc::public;
use crate::sys::wrapper::plain;
use core::ffi::{CStr, c_char};
use core::ptr;

const PATH_MAX: usize = 4096;
const SYMLOOP_MAX: usize = 40;

/// A path that is being made, always with a null byte behind it.
struct Path {
    bytes: [u8; PATH_MAX],
    length: usize,
}

impl Path {
    const fn new() -> Self {
        Self { bytes: [0; PATH_MAX], length: 0 }
    }

    fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Appends bytes; ENAMETOOLONG.
    fn push(&mut self, more: &[u8]) -> Result<(), Errno> {
        let end = self.length + more.len();
        if end >= PATH_MAX {
            return Err(Errno::ENAMETOOLONG);
        }
        self.bytes.get_mut(self.length..end).ok_or(Errno::ENAMETOOLONG)?.copy_from_slice(more);
        self.cut(end);
        Ok(())
    }

    fn cut(&mut self, length: usize) {
        self.length = length;
        if let Some(end) = self.bytes.get_mut(length) {
            *end = 0;
        }
    }

    /// Takes the last component away; the root stays.
    fn pop(&mut self) {
        let slash = self.as_slice().iter().rposition(|&byte| byte == b'/').unwrap_or(0);
        self.cut(slash);
    }
}

/// What is still to be resolved: the end of an array, so that a link's text can be put before it.
struct Rest {
    bytes: [u8; PATH_MAX],
    start: usize,
}

impl Rest {
    /// Puts `text` before the rest; ENAMETOOLONG.
    fn put_before(&mut self, text: &[u8]) -> Result<(), Errno> {
        let start = self.start.checked_sub(text.len()).ok_or(Errno::ENAMETOOLONG)?;
        self.bytes.get_mut(start..self.start).ok_or(Errno::ENAMETOOLONG)?.copy_from_slice(text);
        self.start = start;
        Ok(())
    }

    fn as_slice(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    /// Takes the next component, without slashes around it, and whether a slash followed.
    fn next(&mut self) -> Option<(core::ops::Range<usize>, bool)> {
        let slashes = self.as_slice().iter().take_while(|&&byte| byte == b'/').count();
        let start = self.start + slashes;
        let rest = self.bytes.get(start..)?;
        let length = rest.iter().position(|&byte| byte == b'/').unwrap_or(rest.len());
        self.start = start + length;
        (length > 0).then_some((start..start + length, self.start < PATH_MAX))
    }
}

/// Resolves `path`, which is not empty, to an absolute path without links, `.` and `..`.
fn resolve(path: &[u8], out: &mut Path) -> Result<(), Errno> {
    let mut rest = Rest { bytes: [0; PATH_MAX], start: PATH_MAX };
    rest.put_before(path)?;
    if path.first() != Some(&b'/') {
        enter_working_directory(out)?;
    }
    let mut links = 0;
    let mut link = [0u8; PATH_MAX];
    while let Some((range, slash_follows)) = rest.next() {
        let name = rest.bytes.get(range).unwrap_or_default();
        match name {
            b"." => continue,
            b".." => {
                out.pop();
                continue;
            }
            _ => {}
        }
        let before = out.length;
        out.push(b"/")?;
        out.push(name)?;
        // SAFETY: the path ends with a null byte, and the array is valid.
        match unsafe { plain!(__NR_readlinkat, AT_FDCWD, out.bytes.as_ptr(), link.as_mut_ptr(), PATH_MAX) } {
            // No link: it must be a directory if more follows.
            Err(Errno::EINVAL) if slash_follows => require_directory(out)?,
            Err(Errno::EINVAL) => {}
            Err(e) => return Err(e),
            Ok(0) => return Err(Errno::ENOENT),
            Ok(PATH_MAX) => return Err(Errno::ENAMETOOLONG),
            Ok(length) => {
                links += 1;
                if links > SYMLOOP_MAX {
                    return Err(Errno::ELOOP);
                }
                let text = link.get(..length).unwrap_or_default();
                out.cut(if text.first() == Some(&b'/') { 0 } else { before });
                rest.put_before(text)?;
            }
        }
    }
    if out.length == 0 {
        out.push(b"/")?;
    }
    Ok(())
}

fn require_directory(path: &Path) -> Result<(), Errno> {
    const S_IFMT: u32 = 0o170000;
    const S_IFDIR: u32 = 0o040000;
    // SAFETY: the path ends with a null byte.
    let attributes = unsafe { stat::attributes(AT_FDCWD, path.bytes.as_ptr().cast(), 0) }?;
    if attributes.st_mode & S_IFMT == S_IFDIR { Ok(()) } else { Err(Errno::ENOTDIR) }
}

/// Begins with the working directory; ENOENT if it has no path.
fn enter_working_directory(out: &mut Path) -> Result<(), Errno> {
    // SAFETY: the array is valid.
    let size = unsafe { plain!(__NR_getcwd, out.bytes.as_mut_ptr(), PATH_MAX) }?;
    if out.bytes.first() != Some(&b'/') {
        return Err(Errno::ENOENT);
    }
    // The root is the empty path here.
    out.cut(if size == 2 { 0 } else { size - 1 });
    Ok(())
}

/// The absolute path of a file without links, `.` and `..`: at `resolved`, which has `PATH_MAX` bytes, or else in memory
/// from `malloc`. Null with `errno` EACCES, EINVAL (null), EIO, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM or ENOTDIR.
/// Thread-safe. POSIX.1-2024 realpath.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn realpath(path: *const c_char, resolved: *mut c_char) -> *mut c_char {
    let find = || {
        if path.is_null() {
            return Err(Errno::EINVAL);
        }
        // SAFETY: the caller's promise.
        let text = unsafe { CStr::from_ptr(path) }.to_bytes();
        if text.is_empty() {
            return Err(Errno::ENOENT);
        }
        let mut out = Path::new();
        resolve(text, &mut out)?;
        let size = out.length + 1;
        let to = if resolved.is_null() { public::malloc(size).cast() } else { resolved };
        if to.is_null() {
            return Err(Errno::ENOMEM);
        }
        // SAFETY: there is room for the path and its null byte.
        unsafe { ptr::copy_nonoverlapping(out.bytes.as_ptr(), to.cast(), size) };
        Ok(to)
    };
    find().or_errno(ptr::null_mut())
}
