//! The conversions `a A e E f F g G`, correctly rounded in the current direction.
//!
//! Here is what every program with formatted output has: one exact way for all numbers, in little code. What is faster
//! for most numbers is `short_float`, which programs have that convert numbers from or to strings.

use super::directive::{Directive, Flags};
use super::output::Output;
use crate::errno::Errno;
use crate::numeric::binary_to_decimal::{Decimal, LIMBS};
use crate::numeric::integer_text::{Text, hexadecimal_digit};
use crate::numeric::rounding::away_from_zero;
use crate::numeric::short_decimal::Extent;
use crate::numeric::unpacked::{Class, Unpacked};
use arch::fenv;
use core::mem::{MaybeUninit, transmute};
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};

/// Puts out a decimal number, if it can: with a style and a sign.
pub(super) type Short = fn(&mut Output, &Style, &Unpacked, &[u8]) -> Option<Result<(), Errno>>;

/// A [`Short`], or null.
static SHORT: AtomicPtr<()> = AtomicPtr::new(ptr::null_mut());

/// Lets `short` be tried before the exact way.
#[inline]
pub(super) fn set_short(short: Short) {
    if SHORT.load(Ordering::Relaxed).is_null() {
        SHORT.store(short as *mut (), Ordering::Relaxed);
    }
}

/// How a decimal number is to look.
pub(super) struct Style<'a> {
    pub(super) directive: &'a Directive,
    pub(super) extent: Extent,
    /// Digits behind the point, or for `g`, digits.
    pub(super) precision: isize,
}

impl<'a> Style<'a> {
    pub(super) fn new(directive: &'a Directive) -> Self {
        let mut precision = directive.precision.unwrap_or(6) as isize;
        let extent = match directive.conversion | 0x20 {
            b'f' => Extent::Places(precision),
            b'e' => Extent::Digits(precision + 1),
            _ => {
                precision = precision.max(1);
                Extent::Digits(precision)
            }
        };
        Self { directive, extent, precision }
    }
}

/// Puts out a number.
#[inline(never)]
pub(super) fn float(out: &mut Output, directive: &Directive, value: &Unpacked) -> Result<(), Errno> {
    let case = directive.conversion & 0x20;
    let mut prefix = Text::new();
    let hexadecimal = directive.conversion | 0x20 == b'a';
    if hexadecimal && value.class == Class::Finite {
        prefix.push(b'X' | case);
        prefix.push(b'0');
    }
    if let Some(sign) = directive.sign(value.negative) {
        prefix.push(sign);
    }
    let prefix = prefix.get();
    if value.class != Class::Finite {
        let name = if value.class == Class::Nan { b"NAN" } else { b"INF" };
        return out.field(directive, prefix, 0, &name.map(|letter| letter | case));
    }
    if hexadecimal {
        return put_hexadecimal(out, directive, value, prefix);
    }
    let style = Style::new(directive);
    // SAFETY: only `set_short` stores there.
    let short = unsafe { transmute::<*mut (), Option<Short>>(SHORT.load(Ordering::Relaxed)) };
    if let Some(short) = short
        && let Some(result) = short(out, &style, value, prefix)
    {
        return result;
    }
    put_exactly(out, &style, value, prefix)
}

/// Writes an exponent of so many digits at least.
pub(super) fn push_exponent(text: &mut Text, letter: u8, value: isize, least_digits: usize) {
    let mut rest = value.unsigned_abs();
    let mut digits = 0;
    while rest != 0 || digits < least_digits {
        text.push(b'0' + (rest % 10) as u8);
        rest /= 10;
        digits += 1;
    }
    text.push(if value < 0 { b'-' } else { b'+' });
    text.push(letter);
}

/// What stands around the digits of a number: a digit at position `first` - 1 is the first one, the one at `units` the last
/// one before the point, and `places` are behind it.
struct Layout<'a> {
    directive: &'a Directive,
    prefix: &'a [u8],
    first: isize,
    units: isize,
    places: isize,
    exponent: &'a [u8],
}

impl Layout<'_> {
    /// Puts out a number whose digits, at all positions, `digit_at` gives.
    #[inline(never)]
    fn put(&self, out: &mut Output, digit_at: &dyn Fn(isize) -> u8) -> Result<(), Errno> {
        let point = self.places > 0 || self.directive.has(Flags::ALTERNATE);
        let digits = (self.first - self.units + self.places) as usize;
        let body = digits + usize::from(point) + self.exponent.len();
        let zeros = self.directive.zeros(self.prefix, body);
        let right = out.begin(self.directive, self.prefix, zeros, body.saturating_add(zeros))?;
        let mut piece = [0; 32];
        let mut length = 0;
        let mut position = self.first;
        loop {
            if digits == 0 {
                break;
            }
            if length >= piece.len() - 1 || position == self.units - self.places {
                out.sink.write(&piece[..length])?;
                length = 0;
                if position == self.units - self.places {
                    break;
                }
            }
            position -= 1;
            piece[length] = digit_at(position);
            length += 1;
            if position == self.units && point {
                piece[length] = b'.';
                length += 1;
            }
        }
        out.sink.write(self.exponent)?;
        out.pad(b' ', right)
    }
}

/// Puts out a decimal number by all of its digits.
#[cold]
#[inline(never)]
fn put_exactly(out: &mut Output, style: &Style, value: &Unpacked, prefix: &[u8]) -> Result<(), Errno> {
    let mut limbs = [MaybeUninit::uninit(); LIMBS];
    let mut number = Decimal::new(&mut limbs, value);
    let last = match style.extent {
        Extent::Places(places) => number.scale() - places,
        Extent::Digits(digits) => number.digits() - digits,
    };
    number.round(last, fenv::get_round(), value.negative);
    let directive = style.directive;
    let mut places = style.precision;
    // Of a number that is 0 one digit is shown, too.
    let digits = number.digits();
    let exponent = if digits == 0 { 0 } else { digits - 1 - number.scale() };
    let mut fixed = matches!(style.extent, Extent::Places(_));
    if directive.conversion | 0x20 == b'g' {
        fixed = exponent >= -4 && exponent < places;
        places -= 1;
        if fixed {
            places -= exponent;
        }
        if !directive.has(Flags::ALTERNATE) {
            // Digits between the point and the zeros at the end.
            let mut end = 0;
            while end < digits && number.digit_at(end) == b'0' {
                end += 1;
            }
            let significant = number.scale() - end + if fixed { 0 } else { exponent };
            places = places.min(if digits == 0 { 0 } else { significant.max(0) });
        }
    }
    let mut written = Text::new();
    let (mut units, mut first) = (number.scale(), digits.max(number.scale() + 1));
    if !fixed {
        first = digits.max(1);
        units = first - 1;
        push_exponent(&mut written, b'E' | directive.conversion & 0x20, exponent, 2);
    }
    let layout = Layout { directive, prefix, first, units, places, exponent: written.get() };
    layout.put(out, &|position| number.digit_at(position))
}

/// Hexadecimal digits behind the point that hold every format's fraction.
const HEXADECIMAL: usize = 28;

#[inline(never)]
fn put_hexadecimal(out: &mut Output, directive: &Directive, value: &Unpacked, prefix: &[u8]) -> Result<(), Errno> {
    let fraction = value.significand << 1;
    let needed = (128 - fraction.trailing_zeros()).div_ceil(4) as usize;
    let places = directive.precision.unwrap_or(needed);
    let kept_places = places.min(HEXADECIMAL);
    let lost = 127 - 4 * kept_places;
    let cut = value.significand << (128 - lost);
    let mut kept = value.significand >> lost;
    let (half, rest) = (cut >> 127 != 0, cut << 1 != 0);
    kept += u128::from(away_from_zero(fenv::get_round(), value.negative, kept & 1 != 0, half, rest));
    let mut written = Text::new();
    push_exponent(&mut written, b'P' | directive.conversion & 0x20, value.exponent as isize, 1);
    let units = kept_places as isize;
    let exponent = written.get();
    let layout = Layout { directive, prefix, first: units + 1, units, places: places as isize, exponent };
    let halves = [kept as u64, (kept >> 64) as u64];
    layout.put(out, &|position| {
        let half = halves.get((position / 16) as usize).filter(|_| position >= 0).copied().unwrap_or(0);
        hexadecimal_digit((half >> ((position & 15) * 4)) as u8 & 15, directive.conversion == b'A')
    })
}
