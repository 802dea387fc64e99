//! All conversions of numbers.

use super::arguments::Value;
use super::directive::{Directive, Kind};
use super::float::float;
use super::integer::integer;
use super::output::Output;
use crate::errno::Errno;
use crate::numeric::unpacked::Unpacked;

/// Puts out a number.
///
/// # Safety
/// `value` is of the kind that the directive takes.
pub(super) unsafe fn number(out: &mut Output, directive: &Directive, value: Value) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        match directive.kind() {
            Kind::Double => float(out, directive, &Unpacked::double(value.double)),
            Kind::LongDouble => float(out, directive, &Unpacked::long_double(&value.long_double)),
            _ => integer(out, directive, value.word),
        }
    }
}
