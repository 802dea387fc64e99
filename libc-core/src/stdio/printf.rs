//! Formatted output to streams: straight into the buffer; for an unbuffered stream through a small one on the stack.
//! Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::file::{File, flag};
use super::format::{Sink, format};
use super::standard::stdout;
use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::plain;
use arch::VaList;
use core::ffi::{c_char, c_int};
use core::mem::MaybeUninit;

/// A stream as a sink: inside, and flushed at the end if it is line buffered and a newline came.
struct Buffered<'a> {
    file: &'a File,
    newline: bool,
}

impl Sink for Buffered<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        if self.file.has(flag::LINES) {
            self.newline |= bytes.iter().rev().any(|&byte| byte == b'\n');
        }
        self.file.append(bytes).map_err(|(_, e)| e)
    }
}

/// A sink that gathers bytes on the stack. They are no part of a stream's state: a forked child knows nothing of them.
pub(super) struct Gathered<'a> {
    write: &'a mut dyn FnMut(&[u8]) -> Result<(), Errno>,
    bytes: [MaybeUninit<u8>; 256],
    count: usize,
}

impl<'a> Gathered<'a> {
    /// An empty one, which hands over to `write`.
    pub(super) fn new(write: &'a mut dyn FnMut(&[u8]) -> Result<(), Errno>) -> Self {
        Self { write, bytes: [MaybeUninit::uninit(); 256], count: 0 }
    }

    /// Hands over what it has.
    pub(super) fn flush(&mut self) -> Result<(), Errno> {
        let count = core::mem::take(&mut self.count);
        // SAFETY: so many were stored.
        let bytes = unsafe { core::slice::from_raw_parts(self.bytes.as_ptr().cast(), count) };
        if count == 0 { Ok(()) } else { (self.write)(bytes) }
    }
}

impl Sink for Gathered<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        if bytes.len() > self.bytes.len() - self.count {
            self.flush()?;
        }
        if bytes.len() > self.bytes.len() {
            return (self.write)(bytes);
        }
        for (to, &byte) in self.bytes.iter_mut().skip(self.count).zip(bytes) {
            to.write(byte);
        }
        self.count += bytes.len();
        Ok(())
    }
}

/// Makes the stream write, and lets `work`, inside it, put bytes into it.
pub(super) fn with_sink(
    file: &File,
    work: &mut dyn FnMut(&mut dyn Sink) -> Result<usize, Errno>,
) -> Result<usize, Errno> {
    let file = &*file.lock();
    if !file.is_writing() {
        file.start_output()?;
    }
    if file.size.get() == 0 {
        let mut write = |bytes: &[u8]| file.append(bytes).map_err(|(_, e)| e);
        let mut sink = Gathered::new(&mut write);
        let result = work(&mut sink);
        sink.flush()?;
        return result;
    }
    let mut sink = Buffered { file, newline: false };
    let result = work(&mut sink);
    if sink.newline {
        file.flush_output()?;
    }
    result
}

/// Writes formatted output. Returns the number of bytes, or a negative number with `errno` EINVAL (malformed format),
/// EILSEQ, EOVERFLOW, or what writing meets. Thread-safe; not async-signal-safe. C23 7.23.6.8.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vfprintf(file: &File, format_string: *const c_char, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    with_sink(file, &mut |sink| unsafe { format(sink, format_string, arguments) }).c_int()
}

/// [`vfprintf`] to `stdout`. C23 7.23.6.10.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vprintf(format_string: *const c_char, arguments: &mut VaList) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { vfprintf(stdout, format_string, arguments) }
}

/// [`vfprintf`] to a descriptor. EBADF besides. POSIX.1-2024 vdprintf.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vdprintf(fd: c_int, format_string: *const c_char, arguments: &mut VaList) -> c_int {
    let mut write = |bytes: &[u8]| write_all(fd, bytes);
    let mut sink = Gathered::new(&mut write);
    // SAFETY: the caller's promise.
    let result = unsafe { format(&mut sink, format_string, arguments) };
    sink.flush().and(result).c_int()
}

/// Writes all of `bytes`.
fn write_all(fd: c_int, mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        // SAFETY: a valid slice.
        let written = unsafe { plain!(__NR_write, fd, bytes.as_ptr(), bytes.len()) }?;
        bytes = bytes.get(written..).unwrap_or(&[]);
    }
    Ok(())
}

arch::variadic! {
    /// [`vfprintf`] with the arguments as such. C23 7.23.6.1.
    pub fn fprintf(2) => vfprintf
}

arch::variadic! {
    /// [`vprintf`] with the arguments as such. C23 7.23.6.3.
    pub fn printf(1) => vprintf
}

arch::variadic! {
    /// [`vdprintf`] with the arguments as such. POSIX.1-2024 dprintf.
    pub fn dprintf(2) => vdprintf
}
