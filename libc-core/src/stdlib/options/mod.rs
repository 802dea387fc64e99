//! Command-line options: `getopt`, `getopt_long`. The state is the application's to see (`optind` and its like), and no
//! lock guards it: options are parsed by one thread.

mod long;
mod message;
mod short;

use crate::sync::atomic::{AtomicI32, AtomicPtr, Ordering::Relaxed};
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// The argument of the option that was found last.
#[unsafe(no_mangle)]
pub static optarg: AtomicPtr<c_char> = AtomicPtr::new(ptr::null_mut());
/// The index of the next argument to look at; 0 begins anew.
#[unsafe(no_mangle)]
pub static optind: AtomicI32 = AtomicI32::new(1);
/// Whether errors are reported.
#[unsafe(no_mangle)]
pub static opterr: AtomicI32 = AtomicI32::new(1);
/// The option that caused an error.
#[unsafe(no_mangle)]
pub static optopt: AtomicI32 = AtomicI32::new(0);
/// Set to begin anew.
#[unsafe(no_mangle)]
pub static optreset: AtomicI32 = AtomicI32::new(0);

/// Where in the argument the next option stands; 0 at its beginning.
static POSITION: AtomicI32 = AtomicI32::new(0);

/// The program's arguments.
#[derive(Clone, Copy)]
struct Arguments {
    count: c_int,
    vector: *const *mut c_char,
}

impl Arguments {
    /// The argument at `index`, if there is one.
    fn get(self, index: c_int) -> Option<*mut c_char> {
        if index < 0 || index >= self.count {
            return None;
        }
        // SAFETY: the caller of getopt promised so many.
        let argument = unsafe { self.vector.offset(index as isize).read() };
        (!argument.is_null()).then_some(argument)
    }

    /// Its text.
    fn text(self, index: c_int) -> Option<&'static [u8]> {
        // SAFETY: arguments are strings, and outlive the call.
        self.get(index).map(|argument| unsafe { CStr::from_ptr(argument) }.to_bytes())
    }

    /// The program's name.
    fn program(self) -> &'static [u8] {
        self.text(0).unwrap_or_default()
    }
}

/// Begins anew if the application wants it.
fn reset_if_asked() {
    if optind.load(Relaxed) == 0 || optreset.load(Relaxed) != 0 {
        optreset.store(0, Relaxed);
        POSITION.store(0, Relaxed);
        optind.store(1, Relaxed);
    }
}

/// Whether missing arguments are told by a colon, and nothing is reported.
fn is_silent(options: &[u8]) -> bool {
    let flagless = match options {
        [b'+' | b'-', rest @ ..] => rest,
        all => all,
    };
    flagless.first() == Some(&b':')
}
