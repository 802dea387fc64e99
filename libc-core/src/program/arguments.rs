//! The program's arguments.

use core::ffi::{CStr, c_char, c_int};
use core::iter::FusedIterator;

/// The arguments, the program's name first.
#[derive(Clone)]
pub struct Arguments {
    next: *const *const c_char,
    left: usize,
}

/// The arguments that `main` was called with, the program's name first.
///
/// # Safety
/// They are `main`'s own, and nothing changes them.
pub unsafe fn arguments(argc: c_int, argv: *const *const c_char) -> Arguments {
    Arguments { next: argv, left: argc.max(0) as usize }
}

impl Iterator for Arguments {
    type Item = &'static CStr;

    fn next(&mut self) -> Option<&'static CStr> {
        self.left = self.left.checked_sub(1)?;
        // SAFETY: `argv` has as many strings as `arguments` was told, and they last as long as the process.
        unsafe {
            let argument = CStr::from_ptr(*self.next);
            self.next = self.next.add(1);
            Some(argument)
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Arguments {}
impl FusedIterator for Arguments {}
