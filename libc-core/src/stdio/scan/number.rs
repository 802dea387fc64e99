//! The conversions of numbers. An item is as much as may belong to a number, and fails if that is not one as a whole.

use super::directive::Directive;
use super::input::{Failure, Input};
use super::source::Unit;
use crate::numeric::binary_format::{DOUBLE, FLOAT, LONG_DOUBLE};
use crate::numeric::characters::Reader;
use crate::numeric::decimal_to_binary::{double_by_processor, encode, exact_long_double};
use crate::numeric::float_scan::{self, LONG_DOUBLE_DIGITS};
use crate::numeric::integer_scan;
use crate::numeric::limbs::{Limbs, room};
use crate::stdio::format::store;
use arch::{LongDouble, fenv};

impl<U: Unit> Input<'_, U> {
    /// `d i o u x b p`
    ///
    /// # Safety
    /// `to` is the address of the integer, if it is not suppressed.
    pub(super) unsafe fn integer(&mut self, directive: &Directive<U>, to: *mut u8) -> Result<(), Failure> {
        let base = match directive.conversion {
            b'i' => 0,
            b'd' | b'u' => 10,
            b'o' => 8,
            b'b' => 2,
            _ => 16,
        };
        let mut reader = Reader::new(self);
        let integer = integer_scan::scan(&mut reader, base);
        if reader.taken == 0 || reader.taken != integer.length {
            return Err(Failure::Matching);
        }
        let value = match directive.conversion {
            b'd' | b'i' => integer.signed().0 as u64,
            _ => integer.unsigned().0,
        };
        if !directive.suppressed {
            // SAFETY: the caller's promise.
            unsafe { store(directive.bits, to as u64, value) };
        }
        Ok(())
    }

    /// `a e f g`
    ///
    /// # Safety
    /// `to` is the address of the number, if it is not suppressed.
    #[inline(never)]
    pub(super) unsafe fn float(&mut self, directive: &Directive<U>, to: *mut u8) -> Result<(), Failure> {
        crate::stdio::format::short_float::install();
        let mut room = room::<LONG_DOUBLE_DIGITS>();
        let mut limbs = Limbs::new(&mut room);
        let mut reader = Reader::new(self);
        let number = float_scan::scan(&mut reader, &mut limbs);
        if reader.taken == 0 || reader.taken != number.length {
            return Err(Failure::Matching);
        }
        if directive.suppressed {
            return Ok(());
        }
        let limbs = limbs.as_slice();
        if directive.length == b'l'
            && let Some(double) = double_by_processor(&number, limbs)
        {
            // SAFETY: the caller's promise.
            unsafe { *to.cast::<f64>() = double };
            return Ok(());
        }
        let direction = fenv::get_round();
        let format = match directive.length {
            b'L' => &LONG_DOUBLE,
            b'l' => &DOUBLE,
            _ => &FLOAT,
        };
        // The digits may be as many as those of a `long double`.
        let encoded = encode(&number, limbs, format, exact_long_double, direction);
        #[cfg(not(test))]
        crate::stdlib::numbers::report(&encoded);
        // SAFETY: the caller's promise.
        unsafe {
            match directive.length {
                b'L' => *to.cast::<LongDouble>() = encoded.long_double(number.negative),
                b'l' => *to.cast::<f64>() = encoded.double(number.negative),
                _ => *to.cast::<f32>() = encoded.float(number.negative),
            }
        }
        Ok(())
    }
}
