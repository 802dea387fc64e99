//! The standard streams: each in a module of its own, linked into the programs that name it.

use super::file::{BUFFER, File, PUSHBACK, flag};
use core::cell::UnsafeCell;

/// A stream's buffer.
struct Buffer<const SIZE: usize>(UnsafeCell<[u8; SIZE]>);

// SAFETY: the stream's owner uses it.
unsafe impl<const SIZE: usize> Sync for Buffer<SIZE> {}

impl<const SIZE: usize> Buffer<SIZE> {
    const fn new() -> Self {
        Self(UnsafeCell::new([0; SIZE]))
    }

    /// The buffer behind the room for pushing back.
    const fn start(&self) -> *mut u8 {
        // SAFETY: every buffer is larger than that.
        unsafe { self.0.get().cast::<u8>().add(PUSHBACK) }
    }
}

static INPUT_BUFFER: Buffer<{ PUSHBACK + BUFFER }> = Buffer::new();
static OUTPUT_BUFFER: Buffer<{ PUSHBACK + BUFFER }> = Buffer::new();
static ERROR_BUFFER: Buffer<{ PUSHBACK + 8 }> = Buffer::new();

static INPUT: File = File::new(flag::NO_WRITE, 0, INPUT_BUFFER.start(), BUFFER);
static OUTPUT: File = File::new(flag::NO_READ | flag::PROBE, 1, OUTPUT_BUFFER.start(), BUFFER);
static ERROR: File = File::new(flag::NO_READ, 2, ERROR_BUFFER.start(), 0);

/// Standard input, descriptor 0.
#[unsafe(no_mangle)]
pub static stdin: &File = &INPUT;

/// Standard output, descriptor 1; line buffered if it is a terminal.
#[unsafe(no_mangle)]
pub static stdout: &File = &OUTPUT;

/// Standard error, descriptor 2; unbuffered.
#[unsafe(no_mangle)]
pub static stderr: &File = &ERROR;
