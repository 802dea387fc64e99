//! What is particular to formatted output of bytes: `%s`, `%c` and the format's own text.

use super::arguments::Value;
use super::directive::Directive;
use super::engine::Front;
use super::number::number;
use super::output::Output;
use crate::errno::Errno;
use crate::wchar::encoding::Encoding;
use core::ffi::CStr;

/// Output of bytes.
pub struct Narrow<'a> {
    pub(super) out: Output<'a>,
    pub(super) encoding: Encoding,
}

/// The length of the string at `at`, of which no more than `most` elements are read.
///
/// # Safety
/// A 0 is there, or `most` elements.
pub(super) unsafe fn bounded_length<T: Copy + Default + PartialEq>(at: *const T, most: usize) -> usize {
    let mut length = 0;
    // SAFETY: neither the 0 nor `most` elements have been passed.
    while length < most && unsafe { *at.wrapping_add(length) } != T::default() {
        length += 1;
    }
    length
}

/// The string at `at`, no more of it than the precision allows to read.
///
/// # Safety
/// A 0 is there, or as many bytes as that; they outlive the result.
pub(super) unsafe fn bounded_string<'a>(at: *const u8, precision: Option<usize>) -> &'a [u8] {
    // SAFETY: the caller's promise; the length is the string's.
    unsafe {
        match precision {
            None => CStr::from_ptr(at.cast()).to_bytes(),
            Some(most) => core::slice::from_raw_parts(at, bounded_length(at, most)),
        }
    }
}

/// What a null pointer prints as.
pub(super) const NULL: &CStr = c"(null)";

impl Front for Narrow<'_> {
    type Unit = u8;

    fn written(&self) -> usize {
        self.out.written
    }

    fn literal(&mut self, text: &[u8]) -> Result<(), Errno> {
        self.out.literal(text)
    }

    unsafe fn number(&mut self, directive: &Directive, value: Value) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        unsafe { number(&mut self.out, directive, value) }
    }

    unsafe fn string(&mut self, directive: &Directive, mut at: *const u8) -> Result<(), Errno> {
        if at.is_null() {
            at = NULL.as_ptr().cast();
        }
        // SAFETY: the caller's promise.
        self.out.field(directive, &[], 0, unsafe { bounded_string(at, directive.precision) })
    }

    unsafe fn wide_string(&mut self, directive: &Directive, at: *const u32) -> Result<(), Errno> {
        if at.is_null() {
            // SAFETY: the null pointer has its own text.
            return unsafe { self.string(directive, core::ptr::null()) };
        }
        let most = directive.precision.unwrap_or(usize::MAX);
        let mut bytes = [0; 4];
        let mut length = 0;
        let mut characters = 0;
        while length < most {
            // SAFETY: the caller's promise; the 0 has not been passed.
            let wide = unsafe { *at.wrapping_add(characters) };
            if wide == 0 {
                break;
            }
            let more = self.encoding.encode(wide, &mut bytes)?;
            if more > most - length {
                break;
            }
            length += more;
            characters += 1;
        }
        let right = self.out.begin(directive, &[], 0, length)?;
        for index in 0..characters {
            // SAFETY: these were read before.
            let length = self.encoding.encode(unsafe { *at.wrapping_add(index) }, &mut bytes)?;
            self.out.sink.write(bytes.get(..length).unwrap_or(&[]))?;
        }
        self.out.pad(b' ', right)
    }

    fn character(&mut self, directive: &Directive, byte: u8) -> Result<(), Errno> {
        self.out.field(directive, &[], 0, &[byte])
    }

    fn wide_character(&mut self, directive: &Directive, wide: u32) -> Result<(), Errno> {
        let mut bytes = [0; 4];
        let length = self.encoding.encode(wide, &mut bytes)?;
        self.out.field(directive, &[], 0, bytes.get(..length).unwrap_or(&[]))
    }
}
