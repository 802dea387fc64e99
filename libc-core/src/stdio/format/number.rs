//! All conversions of numbers.

use super::arguments::Value;
use super::directive::{Directive, Kind};
use super::float::{double, long_double};
use super::integer::integer;
use super::output::Output;
use crate::errno::Errno;

/// Puts out a number.
///
/// # Safety
/// `value` is of the kind that the directive takes.
pub(super) unsafe fn number(out: &mut Output, directive: &Directive, value: Value) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        match directive.kind() {
            Kind::Double => double(out, directive, value.double),
            Kind::LongDouble => long_double(out, directive, &value.long_double),
            _ => integer(out, directive, value.word),
        }
    }
}
