//! `regcomp`, `regexec`, `regerror` and `regfree`. POSIX.1-2024 regcomp. All are thread-safe, also with one `regex_t`;
//! none is async-signal-safe.

use super::error::{Error, message};
use super::forward::Edges;
use super::matcher::{Regex, Scratch};
use super::submatch::Span;
use super::text::Source;
use crate::locale;
use crate::malloc::{Buffer, alloc, dealloc};
use crate::sync::atomic::{AtomicPtr, Ordering};
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::{ptr, slice};

const REG_NOMATCH: c_int = 1;
const REG_NOTBOL: c_int = 1;
const REG_NOTEOL: c_int = 2;

/// `regex_t`
#[repr(C)]
pub struct CRegex {
    /// The number of groups.
    re_nsub: usize,
    compiled: *mut Compiled,
    _reserved: ([*mut c_void; 4], usize, c_char),
}

/// `regmatch_t`
#[repr(C)]
pub struct CSpan {
    start: isize,
    end: isize,
}

const _: () = assert!(size_of::<CRegex>() == 64 && size_of::<CSpan>() == 16);

/// What a `regex_t` points to.
struct Compiled {
    regex: Regex,
    /// What the last call left. A call takes it, and puts it back at its end; meanwhile another call makes its own. A
    /// child of a fork amid a call finds nothing, and makes its own too.
    scratch: AtomicPtr<Scratch>,
}

/// Puts a value into memory of its own.
fn boxed<T>(value: T) -> Result<*mut T, Error> {
    let place = alloc(Layout::new::<T>()).ok_or(Error::Space)?.as_ptr().cast::<T>();
    // SAFETY: fresh memory for one.
    unsafe { place.write(value) };
    Ok(place)
}

/// Drops a value and its memory.
///
/// # Safety
/// `boxed` made it, and nothing uses it any more.
unsafe fn drop_boxed<T>(place: *mut T) {
    // SAFETY: the caller's promise.
    unsafe {
        ptr::drop_in_place(place);
        dealloc(place.cast(), Layout::new::<T>());
    }
}

/// A string as a text.
struct Text {
    start: *const c_char,
    known: usize,
    ended: bool,
}

impl Source for Text {
    fn bytes(&self) -> &[u8] {
        // SAFETY: so many bytes of the string have been seen.
        unsafe { slice::from_raw_parts(self.start.cast(), self.known) }
    }

    fn extend(&mut self) -> bool {
        if self.ended {
            return false;
        }
        let more = self.known.max(256);
        // SAFETY: the string has not ended before.
        let found = unsafe { crate::string::text::strnlen(self.start.wrapping_add(self.known), more) };
        self.known += found;
        self.ended = found < more;
        found > 0
    }
}

/// What a call has of a compiled expression.
struct Taken<'a> {
    compiled: &'a Compiled,
    scratch: *mut Scratch,
}

impl<'a> Taken<'a> {
    fn new(compiled: &'a Compiled) -> Result<Self, Error> {
        let mut scratch = compiled.scratch.swap(ptr::null_mut(), Ordering::Acquire);
        if scratch.is_null() {
            scratch = boxed(compiled.regex.scratch()?)?;
        }
        Ok(Self { compiled, scratch })
    }

    fn get(&mut self) -> &mut Scratch {
        // SAFETY: this call's own.
        unsafe { &mut *self.scratch }
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.get().trim();
        let slot = &self.compiled.scratch;
        if slot.compare_exchange(ptr::null_mut(), self.scratch, Ordering::Release, Ordering::Relaxed).is_err() {
            // SAFETY: this call's own.
            unsafe { drop_boxed(self.scratch) };
        }
    }
}

/// Compiles the regular expression `pattern`, whose characters are the locale's, into `*regex`. `flags`: `REG_EXTENDED`,
/// `REG_ICASE` (without regard to case), `REG_NOSUB` (matching only tells whether), `REG_NEWLINE` (`.` and complements do
/// not match a newline, `^` and `$` match at them). Returns 0, or `REG_*` for what is wrong with the pattern; `REG_ESPACE` is
/// for lack of memory too, and for repetitions that multiply to more than some 65000 characters.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn regcomp(regex: *mut CRegex, pattern: *const c_char, flags: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let (regex, pattern) = unsafe { (&mut *regex, CStr::from_ptr(pattern).to_bytes()) };
    regex.re_nsub = 0;
    regex.compiled = ptr::null_mut();
    let compiled = Regex::new(pattern, flags as u32, locale::encoding()).and_then(|compiled| {
        regex.re_nsub = compiled.groups();
        boxed(Compiled { regex: compiled, scratch: AtomicPtr::new(ptr::null_mut()) })
    });
    match compiled {
        Ok(compiled) => {
            regex.compiled = compiled;
            0
        }
        Err(e) => e as c_int,
    }
}

/// Matches `text`: 0 with the first `count` of the match and its groups in `spans` (-1 where there is none), or
/// `REG_NOMATCH`, or `REG_ESPACE`. `flags`: `REG_NOTBOL` and `REG_NOTEOL`, the text's ends are not those of a line.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn regexec(
    regex: *const CRegex,
    text: *const c_char,
    count: usize,
    spans: *mut CSpan,
    flags: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let compiled = unsafe { &*(*regex).compiled };
    let count = if compiled.regex.is_silent() { 0 } else { count };
    // SAFETY: the caller's promise.
    let result = unsafe { find(compiled, text, count, spans, flags) };
    match result {
        Ok(true) => 0,
        Ok(false) => REG_NOMATCH,
        Err(e) => e as c_int,
    }
}

/// # Safety
/// As [`regexec`].
unsafe fn find(
    compiled: &Compiled,
    text: *const c_char,
    count: usize,
    spans: *mut CSpan,
    flags: c_int,
) -> Result<bool, Error> {
    const FEW: usize = 10;
    let mut few: [Span; FEW] = [None; FEW];
    let mut many = Buffer::new();
    let wanted = count.min(compiled.regex.groups() + 1);
    let found = match few.get_mut(..wanted) {
        Some(few) => few,
        None => {
            many.fill(wanted, None)?;
            &mut *many
        }
    };
    let edges = Edges { start: flags & REG_NOTBOL == 0, end: flags & REG_NOTEOL == 0 };
    let mut source = Text { start: text, known: 0, ended: false };
    let mut taken = Taken::new(compiled)?;
    if !compiled.regex.find(taken.get(), &mut source, edges, found)? {
        return Ok(false);
    }
    for index in 0..count {
        let span = match found.get(index) {
            Some(&Some((start, end))) => CSpan { start: start as isize, end: end as isize },
            _ => CSpan { start: -1, end: -1 },
        };
        // SAFETY: the caller has room for `count`.
        unsafe { spans.add(index).write(span) };
    }
    Ok(true)
}

/// Writes the text for an error of the functions above into `buffer`, as much as `size` bytes can hold with a 0 behind
/// it. Returns the bytes that all of it takes. Async-signal-safe.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn regerror(number: c_int, _: *const CRegex, buffer: *mut c_char, size: usize) -> usize {
    let text = message(number);
    if let Some(room) = size.checked_sub(1) {
        let length = text.len().min(room);
        // SAFETY: the caller's promise.
        unsafe {
            ptr::copy_nonoverlapping(text.as_ptr(), buffer.cast(), length);
            buffer.add(length).write(0);
        }
    }
    text.len() + 1
}

/// Frees what [`regcomp`] made.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn regfree(regex: *mut CRegex) {
    // SAFETY: the caller's promise.
    unsafe {
        let compiled = (*regex).compiled;
        (*regex).compiled = ptr::null_mut();
        if compiled.is_null() {
            return;
        }
        let scratch = (*compiled).scratch.load(Ordering::Acquire);
        if !scratch.is_null() {
            drop_boxed(scratch);
        }
        drop_boxed(compiled);
    }
}
