//! `FILE`: what it consists of. Who reaches it, and how fork finds it, is told in the module above.

use super::guard::Guard;
use super::repair::GoneMemory;
use crate::errno::Errno;
use crate::sync::atomic::AtomicBool;
use crate::types::{off_t, pid_t};
use crate::wchar::encoding::Encoding;
use core::cell::Cell;
use core::ffi::{c_int, c_void};
use core::ptr;

/// Bits of [`File::flags`].
pub mod flag {
    /// Not open for reading.
    pub const NO_READ: u32 = 1;
    /// Not open for writing.
    pub const NO_WRITE: u32 = 2;
    /// Output goes to the end of the file.
    pub const APPEND: u32 = 4;
    /// The end-of-file indicator.
    pub const END: u32 = 8;
    /// The error indicator.
    pub const ERROR: u32 = 16;
    /// Output is written out with each newline.
    pub const LINES: u32 = 32;
    /// Whether it is a terminal, and so line buffered, is to be found out at the first output.
    pub const PROBE: u32 = 64;
    /// It may call foreign code, which may make the first thread: guard it always.
    pub const FOREIGN: u32 = 256;
    /// Closed for good; only those that look after all streams may still find it.
    pub const CLOSED: u32 = 512;
    /// The thread that is inside was cancelled while it waited for input: it ends when it leaves.
    pub const CANCELLED: u32 = 8192;
    /// To be taken out of the list when no walk stands there; the list's lock guards it.
    pub const GONE: u32 = 4096;
    /// The application says that it does the locking itself (`__fsetlocking`).
    pub const BY_CALLER: u32 = 1024;
    /// Its input was read by the process that this one was forked from.
    pub const INHERITED: u32 = 2048;
}

/// Bytes before a buffer into which `ungetc` can push.
pub const PUSHBACK: usize = 8;

/// The size of a buffer that the library allocates.
pub const BUFFER: usize = 4096;

/// What a stream is connected to, if it is no descriptor. All are called inside the stream; what can block, or is
/// foreign code, they do parked.
pub struct Operations {
    /// Reads at most so many bytes (not 0) to there; 0 at the end.
    pub read: fn(&File, *mut u8, usize) -> Result<usize, Errno>,
    /// Writes the first bytes, then the second ones; how many of them in all, never 0. The first ones are in the buffer.
    pub write: fn(&File, &[u8], &[u8]) -> Result<usize, Errno>,
    /// As `lseek`.
    pub seek: fn(&File, off_t, c_int) -> Result<off_t, Errno>,
    /// Ends it.
    pub close: fn(&File) -> Result<(), Errno>,
    /// In a forked child: whether it works on memory of the threads that are gone.
    pub refers: fn(&File, GoneMemory) -> bool,
}

/// A stream. The first four fields are known to the macros of `<stdio.h>`.
#[repr(C)]
pub struct File {
    /// The next byte of input.
    pub(super) read_at: Cell<*mut u8>,
    /// Behind the last one. Null: the stream is not reading.
    pub(super) read_end: Cell<*mut u8>,
    /// Where the next byte of output goes.
    pub(super) write_at: Cell<*mut u8>,
    /// Up to where it may go without a further look: not at all if each byte, or each newline, wants one.
    pub(super) write_end: Cell<*mut u8>,
    /// The first byte of output that is not written out. Null: the stream is not writing.
    pub(super) write_start: Cell<*mut u8>,
    /// Where the present owner's output begins, while the stream is owned.
    pub(super) mark: Cell<*mut u8>,
    /// The buffer. `PUSHBACK` bytes before it, and one byte of it, are there even if its size is 0.
    pub(super) buffer: Cell<*mut u8>,
    /// Its size: 0 for an unbuffered stream.
    pub(super) size: Cell<usize>,
    /// How large the buffer can be: its memory's size.
    pub(super) capacity: Cell<usize>,
    /// Bits of [`flag`].
    pub(super) flags: Cell<u32>,
    /// The descriptor; -1 if there is none.
    pub(super) descriptor: Cell<c_int>,
    /// Null: a descriptor.
    pub(super) operations: Cell<Option<&'static Operations>>,
    /// What the operations work on.
    pub(super) target: Cell<*mut c_void>,
    /// Who is in it.
    pub(super) guard: Guard,
    /// Whether it is in the list of open files.
    pub(super) listed: AtomicBool,
    /// How many walks through the list stand here; the list's lock guards this and the links.
    pub(super) walkers: Cell<u32>,
    pub(super) previous: Cell<*const File>,
    pub(super) next: Cell<*const File>,
    /// The child process that `popen` made for it; 0 if there is none.
    pub(super) process: Cell<pid_t>,
    /// Sets the file's position back to where the reader is. Null until there was input: so a program that only writes does
    /// not have that code. The same goes for `release`.
    pub(super) give_back: Cell<Option<fn(&File) -> Result<(), Errno>>>,
    /// Gives the stream's memory back, if it was allocated.
    pub(super) release: Cell<Option<unsafe fn(&File)>>,
    /// The kernel's ID of the thread that last read input.
    pub(super) reader: Cell<c_int>,
    /// Below 0: of bytes; above 0: of wide characters.
    pub(super) orientation: Cell<i8>,
    /// The encoding of wide characters, once the stream is for them.
    pub(super) encoding: Cell<Option<Encoding>>,
    /// The line that `fgetln` returned, and its room.
    pub(super) line: Cell<*mut u8>,
    pub(super) line_room: Cell<usize>,
}

// SAFETY: one thread at a time is inside, by ownership or (the unlocked functions) by the application's promise. The
// list's lock guards the links.
unsafe impl Sync for File {}

impl File {
    /// A stream on `descriptor`, not in use yet.
    pub const fn new(flags: u32, descriptor: c_int, buffer: *mut u8, size: usize) -> Self {
        Self {
            read_at: Cell::new(ptr::null_mut()),
            read_end: Cell::new(ptr::null_mut()),
            write_at: Cell::new(ptr::null_mut()),
            write_end: Cell::new(ptr::null_mut()),
            write_start: Cell::new(ptr::null_mut()),
            mark: Cell::new(ptr::null_mut()),
            buffer: Cell::new(buffer),
            size: Cell::new(size),
            capacity: Cell::new(size),
            flags: Cell::new(flags),
            descriptor: Cell::new(descriptor),
            operations: Cell::new(None),
            target: Cell::new(ptr::null_mut()),
            guard: Guard::new(),
            listed: AtomicBool::new(false),
            walkers: Cell::new(0),
            previous: Cell::new(ptr::null()),
            next: Cell::new(ptr::null()),
            process: Cell::new(0),
            give_back: Cell::new(None),
            release: Cell::new(None),
            reader: Cell::new(0),
            orientation: Cell::new(0),
            encoding: Cell::new(None),
            line: Cell::new(ptr::null_mut()),
            line_room: Cell::new(0),
        }
    }

    /// Whether any of these flags is set.
    #[inline]
    pub fn has(&self, flags: u32) -> bool {
        self.flags.get() & flags != 0
    }

    /// Sets flags.
    #[inline]
    pub fn set(&self, flags: u32) {
        self.flags.set(self.flags.get() | flags);
    }

    /// Clears flags.
    #[inline]
    pub fn clear(&self, flags: u32) {
        self.flags.set(self.flags.get() & !flags);
    }

    /// Sets the error indicator; the error goes on.
    #[cold]
    pub(super) fn failed(&self, e: Errno) -> Errno {
        self.set(flag::ERROR);
        e
    }

    /// How many bytes of input were read ahead.
    #[inline]
    pub(super) fn unread(&self) -> usize {
        self.read_end.get() as usize - self.read_at.get() as usize
    }

    /// How many bytes of output are not written out.
    #[inline]
    pub(super) fn unwritten(&self) -> usize {
        self.write_at.get() as usize - self.write_start.get() as usize
    }

    /// Whether the stream is writing.
    #[inline]
    pub(super) fn is_writing(&self) -> bool {
        !self.write_start.get().is_null()
    }

    /// Whether the stream is reading.
    #[inline]
    pub(super) fn is_reading(&self) -> bool {
        !self.read_end.get().is_null()
    }

    /// Forgets the input that was read ahead; the stream is not reading.
    pub(super) fn drop_input(&self) {
        self.read_at.set(ptr::null_mut());
        self.read_end.set(ptr::null_mut());
    }

    /// Forgets the output that is not written out; the stream is not writing.
    pub(super) fn drop_output(&self) {
        self.write_start.set(ptr::null_mut());
        self.write_at.set(ptr::null_mut());
        self.write_end.set(ptr::null_mut());
        self.mark.set(ptr::null_mut());
    }
}
