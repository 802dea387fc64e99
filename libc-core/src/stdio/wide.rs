//! Wide characters: `<wchar.h>`'s input and output. Inside a stream they are bytes; the encoding is the one of the
//! locale at the stream's first wide operation. Each takes the stream for its own length and is thread-safe; those
//! named `_unlocked` are not, unless the caller owns the stream. None is async-signal-safe. The names that begin with
//! `_` are of the ABI that other headers use.

use super::file::{File, flag};
use super::format::locale;
use super::standard::{stdin, stdout};
use crate::errno::{CReturn, Errno, Outcome, set_errno};
use crate::types::{wchar_t, wint_t};
use crate::wchar::encoding::Encoding;
use core::ffi::c_int;
use core::ptr;

/// What the functions return at the end or on an error.
pub const WEOF: wint_t = wint_t::MAX;

impl File {
    /// Makes the stream one for wide characters, if it is for neither yet; the encoding.
    pub(super) fn widen(&self) -> Encoding {
        if self.orientation.get() == 0 {
            self.orientation.set(1);
        }
        if let Some(encoding) = self.encoding.get() {
            return encoding;
        }
        let encoding = locale::encoding();
        self.encoding.set(Some(encoding));
        encoding
    }

    /// Puts a wide character out. EILSEQ if the encoding does not have it. Inside.
    pub fn put_wide(&self, wide: u32) -> Result<(), Errno> {
        let encoding = self.widen();
        if wide < 0x80 {
            return self.put_byte(wide as u8);
        }
        let mut bytes = [0; 4];
        let length = encoding.encode(wide, &mut bytes).map_err(|e| self.failed(e))?;
        self.put(bytes.get(..length).unwrap_or(&[])).map_err(|(_, e)| e)
    }

    /// Puts wide characters out; a line-buffered stream is flushed once, at the end. Inside.
    pub fn put_wides(&self, wides: &[u32]) -> Result<(), Errno> {
        let encoding = self.widen();
        let mut newline = false;
        let mut bytes = [0; 64];
        let mut count = 0;
        for &wide in wides {
            let mut character = [0; 4];
            let length = encoding.encode(wide, &mut character).map_err(|e| self.failed(e));
            if length.is_err() || count + 4 > bytes.len() {
                self.append(bytes.get(..count).unwrap_or(&[])).map_err(|(_, e)| e)?;
                count = 0;
            }
            for &byte in character.iter().take(length?) {
                if let Some(slot) = bytes.get_mut(count) {
                    *slot = byte;
                }
                count += 1;
            }
            newline |= wide == u32::from(b'\n');
        }
        self.append(bytes.get(..count).unwrap_or(&[])).map_err(|(_, e)| e)?;
        if newline && self.has(flag::LINES) { self.flush_output() } else { Ok(()) }
    }

    /// The next wide character; `None` at the end. EILSEQ where the bytes are none; those that cannot begin another one are
    /// gone. Inside.
    pub fn take_wide(&self) -> Result<Option<u32>, Errno> {
        let encoding = self.widen();
        let Some(first) = self.take_byte()? else { return Ok(None) };
        if first < 0x80 {
            return Ok(Some(u32::from(first)));
        }
        let mut bytes = [first, 0, 0, 0];
        let size = match first {
            _ if encoding == Encoding::Bytes => 1,
            0xc2..0xe0 => 2,
            0xe0..0xf0 => 3,
            0xf0..0xf5 => 4,
            _ => return Err(self.failed(Errno::EILSEQ)),
        };
        for slot in bytes.iter_mut().take(size).skip(1) {
            match self.take_byte()? {
                Some(byte) if byte & 0xc0 == 0x80 => *slot = byte,
                other => {
                    if let Some(byte) = other {
                        self.push_back(byte);
                    }
                    return Err(self.failed(Errno::EILSEQ));
                }
            }
        }
        match encoding.decode(|index| bytes.get(index).copied().unwrap_or(0)) {
            Ok((wide, _)) => Ok(Some(wide)),
            Err(e) => Err(self.failed(e)),
        }
    }

    /// Pushes a wide character back. False if there is no room, the encoding does not have it, or the stream cannot read.
    /// Inside.
    pub fn push_back_wide(&self, wide: u32) -> bool {
        let encoding = self.widen();
        let mut bytes = [0; 4];
        let Ok(length) = encoding.encode(wide, &mut bytes) else { return false };
        let before = self.read_at.get();
        for (index, &byte) in bytes.iter().take(length).rev().enumerate() {
            if !self.push_back(byte) {
                if index > 0 {
                    self.read_at.set(before);
                }
                return false;
            }
        }
        true
    }
}

fn put(file: &File, wide: wchar_t) -> wint_t {
    file.put_wide(wide as u32).map(|()| wide as wint_t).or_errno(WEOF)
}

fn get(file: &File) -> wint_t {
    match file.take_wide() {
        Ok(Some(wide)) => wide,
        Ok(None) => WEOF,
        Err(e) => Err(e).or_errno(WEOF),
    }
}

/// Writes a wide character in the encoding of the stream. Returns it, or WEOF with `errno` EILSEQ or what writing meets,
/// and the error indicator. Thread-safe; not async-signal-safe. C23 7.31.3.3.
#[unsafe(no_mangle)]
pub extern "C" fn fputwc(wide: wchar_t, file: &File) -> wint_t {
    put(&file.lock(), wide)
}

/// The same as [`fputwc`]. C23 7.31.3.8.
#[unsafe(no_mangle)]
pub extern "C" fn putwc(wide: wchar_t, file: &File) -> wint_t {
    put(&file.lock(), wide)
}

/// [`fputwc`] to `stdout`. C23 7.31.3.9.
#[unsafe(no_mangle)]
pub extern "C" fn putwchar(wide: wchar_t) -> wint_t {
    put(&stdout.lock(), wide)
}

/// [`fputwc`] to a stream that the calling thread owns. unlocked_stdio(3).
#[unsafe(no_mangle)]
pub extern "C" fn fputwc_unlocked(wide: wchar_t, file: &File) -> wint_t {
    put(&file.enter(), wide)
}

/// The same as [`fputwc_unlocked`].
#[unsafe(no_mangle)]
pub extern "C" fn putwc_unlocked(wide: wchar_t, file: &File) -> wint_t {
    put(&file.enter(), wide)
}

/// [`fputwc_unlocked`] to `stdout`.
#[unsafe(no_mangle)]
pub extern "C" fn putwchar_unlocked(wide: wchar_t) -> wint_t {
    put(&stdout.enter(), wide)
}

/// Reads a wide character; WEOF at the end, with the end-of-file indicator, or with `errno` EILSEQ or what reading meets,
/// and the error indicator. Thread-safe; not async-signal-safe. C23 7.31.3.1.
#[unsafe(no_mangle)]
pub extern "C" fn fgetwc(file: &File) -> wint_t {
    get(&file.lock())
}

/// The same as [`fgetwc`]. C23 7.31.3.6.
#[unsafe(no_mangle)]
pub extern "C" fn getwc(file: &File) -> wint_t {
    get(&file.lock())
}

/// [`fgetwc`] from `stdin`. C23 7.31.3.7.
#[unsafe(no_mangle)]
pub extern "C" fn getwchar() -> wint_t {
    get(&stdin.lock())
}

/// [`fgetwc`] from a stream that the calling thread owns. unlocked_stdio(3).
#[unsafe(no_mangle)]
pub extern "C" fn fgetwc_unlocked(file: &File) -> wint_t {
    get(&file.enter())
}

/// The same as [`fgetwc_unlocked`].
#[unsafe(no_mangle)]
pub extern "C" fn getwc_unlocked(file: &File) -> wint_t {
    get(&file.enter())
}

/// [`fgetwc_unlocked`] from `stdin`.
#[unsafe(no_mangle)]
pub extern "C" fn getwchar_unlocked() -> wint_t {
    get(&stdin.enter())
}

/// Pushes a wide character back: it is the next one to be read. Returns it, or WEOF if it is WEOF, the encoding does not
/// have it, there is no room (there is for two), or the stream cannot be read. Clears the end-of-file indicator.
/// Thread-safe; not async-signal-safe. C23 7.31.3.10.
#[unsafe(no_mangle)]
pub extern "C" fn ungetwc(wide: wint_t, file: &File) -> wint_t {
    if wide != WEOF && file.lock().push_back_wide(wide) { wide } else { WEOF }
}

/// Reads a line with its newline; an error or the end ends it, and is told if nothing came before it.
unsafe fn gets(file: &File, to: *mut wchar_t, size: c_int) -> *mut wchar_t {
    let Ok(size @ 1..) = usize::try_from(size) else {
        set_errno(Errno::EINVAL);
        return ptr::null_mut();
    };
    let mut length = 0;
    while length < size - 1 {
        match file.take_wide() {
            Ok(Some(wide)) => {
                // SAFETY: the caller has room for `size`.
                unsafe { to.add(length).write(wide as wchar_t) };
                length += 1;
                if wide == u32::from(b'\n') {
                    break;
                }
            }
            Ok(None) if length == 0 => return ptr::null_mut(),
            Ok(None) => break,
            Err(e) => return Err(e).or_errno(ptr::null_mut()),
        }
    }
    // SAFETY: one element was kept.
    unsafe { to.add(length).write(0) };
    to
}

/// Reads a line with its newline, but no more than `size - 1` wide characters, and adds a 0. Returns `to`; or null at the
/// end, or with `errno` set and the error indicator. Thread-safe; not async-signal-safe. C23 7.31.3.2.
///
/// # Safety
/// The array has `size` elements.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetws(to: *mut wchar_t, size: c_int, file: &File) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { gets(&file.lock(), to, size) }
}

/// [`fgetws`] from a stream that the calling thread owns. unlocked_stdio(3).
///
/// # Safety
/// As [`fgetws`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetws_unlocked(to: *mut wchar_t, size: c_int, file: &File) -> *mut wchar_t {
    // SAFETY: the caller's promise.
    unsafe { gets(&file.enter(), to, size) }
}

/// The characters of a wide string.
///
/// # Safety
/// It is one, and outlives this.
unsafe fn characters<'a>(text: *const wchar_t) -> &'a [u32] {
    let mut length = 0;
    // SAFETY: the caller's promise; a 0 ends it.
    unsafe {
        while text.add(length).read() != 0 {
            length += 1;
        }
        core::slice::from_raw_parts(text.cast(), length)
    }
}

/// Writes a wide string. Returns 0, or -1 with `errno` EILSEQ or what writing meets, and the error indicator.
/// Thread-safe; not async-signal-safe. C23 7.31.3.4.
///
/// # Safety
/// `text` is a wide string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fputws(text: *const wchar_t, file: &File) -> c_int {
    // SAFETY: the caller's promise.
    file.lock().put_wides(unsafe { characters(text) }).c_int()
}

/// [`fputws`] to a stream that the calling thread owns. unlocked_stdio(3).
///
/// # Safety
/// As [`fputws`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fputws_unlocked(text: *const wchar_t, file: &File) -> c_int {
    // SAFETY: the caller's promise.
    file.enter().put_wides(unsafe { characters(text) }).c_int()
}

/// Makes the stream one for wide characters (`mode` above 0) or for bytes (below 0), if it is for neither yet. Returns what
/// it is then, above or below 0, or 0. Thread-safe; not async-signal-safe. C23 7.31.3.5.
#[unsafe(no_mangle)]
pub extern "C" fn fwide(file: &File, mode: c_int) -> c_int {
    let inside = file.lock();
    if mode > 0 {
        inside.widen();
    } else if mode < 0 && inside.orientation.get() == 0 {
        inside.orientation.set(-1);
    }
    c_int::from(inside.orientation.get())
}
