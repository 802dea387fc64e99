//! The conversions `e f g` of numbers that need few digits, which are most: faster than the exact way of `float`. A
//! program has this if it formats to strings, or reads numbers; it is installed when that is first done.

use super::directive::Flags;
use super::float::{Style, push_exponent, set_short};
use super::output::Output;
use crate::errno::Errno;
use crate::numeric::integer_text::Text;
use crate::numeric::short_decimal::{Extent, POWERS_OF_10, short_decimal};
use crate::numeric::unpacked::Unpacked;
use arch::fenv;

/// Makes formatted output try this first.
#[inline]
pub fn install() {
    set_short(put);
}

/// How many decimal digits a number has; none for 0.
fn digit_count(value: u64) -> usize {
    // log10(2), to 8 bits: the count, or one less.
    let least = ((64 - value.leading_zeros()) * 77 >> 8) as usize;
    least + usize::from(POWERS_OF_10.get(least).is_some_and(|&power| value >= power))
}

/// Digits behind the point for which there is room in one piece, with all else.
const LONG_FRACTION: isize = 50;

/// Puts out a decimal number in one piece, if its digits are few.
pub(super) fn put(out: &mut Output, style: &Style, value: &Unpacked, prefix: &[u8]) -> Option<Result<(), Errno>> {
    let (mut natural, mut scale) = short_decimal(value, style.extent, fenv::get_round())?;
    let directive = style.directive;
    let mut precision = style.precision;
    let mut fixed = matches!(style.extent, Extent::Places(_));
    let exponent = if natural == 0 { 0 } else { digit_count(natural) as isize - 1 - scale };
    let mut point = directive.has(Flags::ALTERNATE);
    if directive.conversion | 0x20 == b'g' {
        fixed = exponent >= -4 && exponent < precision;
        precision -= 1;
        if fixed {
            precision -= exponent;
        }
        if !point {
            // Without zeros at the end of the fraction.
            let end = if fixed { 0 } else { -exponent };
            while natural % 10 == 0 && scale > end {
                natural /= 10;
                scale -= 1;
            }
            precision = precision.min(scale - end);
        }
    }
    point |= precision > 0;
    // The position of the last digit before the point: so many digits are behind it.
    let mut units = scale + if fixed { 0 } else { exponent };
    let low = units - precision;
    if low > 0 {
        // Zeros: rounding made one more digit.
        natural /= POWERS_OF_10.get(low as usize).copied().unwrap_or(1);
        units -= low;
    }
    let trailing = -low.min(0);
    if units < 0 || units + trailing > LONG_FRACTION {
        return None;
    }
    let (whole, fraction) = match POWERS_OF_10.get(units as usize) {
        Some(power) => (natural / power, natural % power),
        None => (0, natural),
    };
    let mut text = Text::new();
    if !fixed {
        push_exponent(&mut text, b'E' | directive.conversion & 0x20, exponent, 2);
    }
    (0..trailing).for_each(|_| text.push(b'0'));
    text.digits(fraction, units as usize);
    if point {
        text.push(b'.');
    }
    text.decimal(whole);
    if whole == 0 {
        text.push(b'0');
    }
    let zeros = directive.zeros(prefix, text.get().len());
    if zeros == 0 {
        prefix.iter().rev().for_each(|&byte| text.push(byte));
        return Some(out.field(directive, &[], 0, text.get()));
    }
    Some(out.field(directive, prefix, zeros, text.get()))
}
