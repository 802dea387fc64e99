//! Output of bytes by formats that are known to need little: integers and strings of bytes. What else a format can ask for
//! is no part of a program then.

use super::arguments::Value;
use super::directive::Directive;
use super::engine::Front;
use super::integer::integer;
use super::narrow::{NULL, bounded_string};
use super::output::Output;
use crate::errno::Errno;

/// Output of bytes.
pub struct Plain<'a> {
    pub(super) out: Output<'a>,
}

impl Front for Plain<'_> {
    type Unit = u8;
    const PLAIN: bool = true;

    fn written(&self) -> usize {
        self.out.written
    }

    fn literal(&mut self, text: &[u8]) -> Result<(), Errno> {
        self.out.literal(text)
    }

    unsafe fn number(&mut self, directive: &Directive, value: Value) -> Result<(), Errno> {
        // SAFETY: the formats have no other numbers.
        integer(&mut self.out, directive, unsafe { value.word })
    }

    unsafe fn string(&mut self, directive: &Directive, mut at: *const u8) -> Result<(), Errno> {
        if at.is_null() {
            at = NULL.as_ptr().cast();
        }
        // SAFETY: the caller's promise.
        self.out.field(directive, &[], 0, unsafe { bounded_string(at, directive.precision) })
    }

    unsafe fn wide_string(&mut self, _: &Directive, _: *const u32) -> Result<(), Errno> {
        Err(Errno::EINVAL)
    }

    fn character(&mut self, directive: &Directive, byte: u8) -> Result<(), Errno> {
        self.out.field(directive, &[], 0, &[byte])
    }

    fn wide_character(&mut self, _: &Directive, _: u32) -> Result<(), Errno> {
        Err(Errno::EINVAL)
    }
}
