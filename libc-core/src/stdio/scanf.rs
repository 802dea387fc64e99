//! Formatted input from streams.
//!
//! Each returns how many items it assigned, or EOF if the stream ended, or an error came, before the first conversion
//! was completed. `errno`: EINVAL for a malformed format, EILSEQ for what is no character, ENOMEM, and what reading meets.
//! Thread-safe; not async-signal-safe. C23 7.23.6.2, 7.31.2.

use super::file::File;
use super::format::locale;
use super::scan::{Source, Window, scan};
use super::sscanf::result;
use super::standard::stdin;
use crate::errno::Errno;
use crate::sync::section;
use crate::types::wchar_t;
use crate::wchar::encoding::Encoding;
use arch::VaList;
use core::ffi::{c_char, c_int};

/// A stream's bytes, read inside it.
struct Bytes<'a>(&'a File);

impl Source<u8> for Bytes<'_> {
    fn window(&mut self) -> Result<Window<u8>, Errno> {
        let ahead = self.0.ahead()?.as_ptr_range();
        Ok(Window { start: ahead.start, end: ahead.end, zero_ends: false })
    }

    fn take(&mut self, count: usize) {
        self.0.advance(count);
    }

    fn put_back(&mut self, unit: u8) {
        self.0.push_back(unit);
    }

    fn outside(&mut self, foreign: &mut dyn FnMut()) {
        section::parked(foreign);
    }
}

/// A stream's wide characters, read inside it.
struct Wides<'a> {
    file: &'a File,
    encoding: Encoding,
    /// Those that are ahead, and how many bytes each of them has.
    ahead: [u32; 16],
    lengths: [u8; 16],
}

impl Source<u32> for Wides<'_> {
    fn window(&mut self) -> Result<Window<u32>, Errno> {
        let bytes = self.file.ahead()?;
        let mut at = 0;
        let mut count = 0;
        for (wide, length) in self.ahead.iter_mut().zip(&mut self.lengths) {
            // A 0 in the place of what is not ahead makes a character that is not complete no character.
            match self.encoding.decode(|index| bytes.get(at + index).copied().unwrap_or(0)) {
                Ok((character, size)) if at + size <= bytes.len() => {
                    (*wide, *length) = (character, size as u8);
                    at += size;
                    count += 1;
                }
                _ => break,
            }
        }
        if count == 0 && !bytes.is_empty() {
            // One of which the rest is to be read still, or none at all.
            let before = self.file.take_wide()?.unwrap_or(0);
            let mut bytes = [0; 4];
            let size = self.encoding.encode(before, &mut bytes)?;
            self.file.push_back_wide(before);
            (self.ahead[0], self.lengths[0]) = (before, size as u8);
            count = 1;
        }
        let start = self.ahead.as_ptr();
        Ok(Window { start, end: start.wrapping_add(count), zero_ends: false })
    }

    fn take(&mut self, count: usize) {
        let bytes = self.lengths.iter().take(count).map(|&length| usize::from(length)).sum();
        self.file.advance(bytes);
    }

    fn put_back(&mut self, unit: u32) {
        self.file.push_back_wide(unit);
    }

    fn outside(&mut self, foreign: &mut dyn FnMut()) {
        section::parked(foreign);
    }
}

/// Reads from a stream.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vfscanf(file: &File, format: *const c_char, arguments: &mut VaList) -> c_int {
    let file = file.lock();
    // SAFETY: the caller's promise.
    result(unsafe { scan(&mut Bytes(&file), format.cast(), arguments, locale::encoding()) })
}

/// Reads from `stdin`.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vscanf(format: *const c_char, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vfscanf(stdin, format, arguments) }
}

/// Reads wide characters from a stream.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vfwscanf(file: &File, format: *const wchar_t, arguments: &mut VaList) -> c_int {
    let file = file.lock();
    let encoding = file.widen();
    let mut wides = Wides { file: &file, encoding, ahead: [0; 16], lengths: [0; 16] };
    // SAFETY: the caller's promise.
    result(unsafe { scan::<u32>(&mut wides, format.cast(), arguments, encoding) })
}

/// Reads wide characters from `stdin`.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vwscanf(format: *const wchar_t, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vfwscanf(stdin, format, arguments) }
}

/// A function with the arguments as such, and the name that glibc's headers give it; so for its `v` twin.
macro_rules! names {
    ($($plain:ident($fixed:tt) $v:ident $isoc99:ident;)*) => {$(
        arch::variadic! {
            #[doc = concat!("`", stringify!($v), "` with the arguments as such.")]
            pub fn $plain($fixed) => $v
        }
        arch::variadic! {
            #[doc = concat!("The name that glibc's headers give `", stringify!($plain), "`.")]
            pub fn $isoc99($fixed) => $v
        }
    )*};
}

names! {
    fscanf(2) vfscanf __isoc99_fscanf;
    scanf(1) vscanf __isoc99_scanf;
    fwscanf(2) vfwscanf __isoc99_fwscanf;
    wscanf(1) vwscanf __isoc99_wscanf;
}

/// The name that glibc's headers give [`vfscanf`].
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __isoc99_vfscanf(file: &File, format: *const c_char, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vfscanf(file, format, arguments) }
}

/// The name that glibc's headers give [`vscanf`].
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __isoc99_vscanf(format: *const c_char, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vscanf(format, arguments) }
}

/// The name that glibc's headers give [`vfwscanf`].
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __isoc99_vfwscanf(file: &File, format: *const wchar_t, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vfwscanf(file, format, arguments) }
}

/// The name that glibc's headers give [`vwscanf`].
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __isoc99_vwscanf(format: *const wchar_t, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vwscanf(format, arguments) }
}
