//! The conversions `a A e E f F g G`, correctly rounded in the current direction.

use super::directive::{Directive, Flags};
use super::output::{Output, Pieces};
use crate::errno::Errno;
use crate::numeric::binary_to_decimal::{DOUBLE_LIMBS, Decimal, LIMB_DIGITS, LONG_DOUBLE_LIMBS};
use crate::numeric::integer_text::hexadecimal_digit;
use crate::numeric::rounding::away_from_zero;
use crate::numeric::short_decimal::{Extent, short_decimal};
use crate::numeric::unpacked::{Class, Unpacked};
use arch::{LongDouble, fenv};

/// Puts out a `double`.
#[inline(never)]
pub(super) fn double(out: &mut Output, directive: &Directive, value: f64) -> Result<(), Errno> {
    float(out, directive, &Unpacked::double(value), double_exactly)
}

/// Puts out a `long double`.
#[inline(never)]
pub(super) fn long_double(out: &mut Output, directive: &Directive, value: &LongDouble) -> Result<(), Errno> {
    float(out, directive, &Unpacked::long_double(value), long_double_exactly)
}

/// What puts out a number with room for all of its digits.
type Exactly = fn(&mut Output, &Style, &Unpacked) -> Result<(), Errno>;

#[cold]
#[inline(never)]
fn double_exactly(out: &mut Output, style: &Style, value: &Unpacked) -> Result<(), Errno> {
    style.exactly(out, value, &mut [0; DOUBLE_LIMBS])
}

#[cold]
#[inline(never)]
fn long_double_exactly(out: &mut Output, style: &Style, value: &Unpacked) -> Result<(), Errno> {
    style.exactly(out, value, &mut [0; LONG_DOUBLE_LIMBS])
}

/// Sign and `0x`.
struct Prefix {
    bytes: [u8; 3],
    length: usize,
}

impl Prefix {
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }

    fn get(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or(&[])
    }
}

#[inline(never)]
fn float(out: &mut Output, directive: &Directive, value: &Unpacked, exactly: Exactly) -> Result<(), Errno> {
    let mut prefix = Prefix { bytes: [0; 3], length: 0 };
    if let Some(sign) = directive.sign(value.negative) {
        prefix.push(sign);
    }
    let upper = directive.conversion & 0x20 == 0;
    if value.class != Class::Finite {
        let text = match (value.class, upper) {
            (Class::Nan, false) => b"nan",
            (Class::Nan, true) => b"NAN",
            (_, false) => b"inf",
            (_, true) => b"INF",
        };
        let right = out.field(directive, false, prefix.get(), text.len())?;
        out.sink.write(text)?;
        return out.pad(b' ', right);
    }
    if directive.conversion | 0x20 == b'a' {
        prefix.push(b'0');
        prefix.push(b'X' | directive.conversion & 0x20);
        return hexadecimal(out, directive, value, prefix.get());
    }
    let style = Style::new(directive, prefix);
    match short_decimal(value, style.extent, fenv::get_round()) {
        Some((natural, scale)) => style.put(out, &Decimal::of_natural(&mut [0; 3], natural, scale)),
        None => exactly(out, &style, value),
    }
}

/// Room for an exponent: a letter, a sign and five digits.
const EXPONENT: usize = 7;

/// An exponent as it is written.
struct Exponent {
    text: [u8; EXPONENT],
    start: usize,
}

impl Exponent {
    fn new(letter: u8, value: isize, least_digits: usize) -> Self {
        let mut exponent = Self { text: [0; EXPONENT], start: EXPONENT };
        let mut rest = value.unsigned_abs();
        while rest != 0 || EXPONENT - exponent.start < least_digits {
            exponent.push(b'0' + (rest % 10) as u8);
            rest /= 10;
        }
        exponent.push(if value < 0 { b'-' } else { b'+' });
        exponent.push(letter);
        exponent
    }

    fn push(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(place) = self.text.get_mut(self.start) {
            *place = byte;
        }
    }

    fn get(&self) -> &[u8] {
        self.text.get(self.start..).unwrap_or(&[])
    }
}

/// The exponent of the first digit. Of a number that is 0 one digit is shown, too.
fn exponent_of(number: &Decimal) -> isize {
    if number.digits() == 0 { 0 } else { number.digits() - 1 - number.scale() }
}

/// How a finite number is to look.
struct Style<'a> {
    directive: &'a Directive,
    prefix: Prefix,
    extent: Extent,
    /// Digits behind the point, or for `g`, digits.
    precision: isize,
}

impl<'a> Style<'a> {
    fn new(directive: &'a Directive, prefix: Prefix) -> Self {
        let mut precision = directive.precision.unwrap_or(6) as isize;
        let extent = match directive.conversion | 0x20 {
            b'f' => Extent::Places(precision),
            b'e' => Extent::Digits(precision + 1),
            _ => {
                precision = precision.max(1);
                Extent::Digits(precision)
            }
        };
        Self { directive, prefix, extent, precision }
    }

    /// Puts out a number, `limbs` having room for all of its digits.
    fn exactly(&self, out: &mut Output, value: &Unpacked, limbs: &mut [u32]) -> Result<(), Errno> {
        let mut number = Decimal::new(limbs, value);
        let last = match self.extent {
            Extent::Places(places) => number.scale() - places,
            Extent::Digits(digits) => number.digits() - digits,
        };
        number.round(last, fenv::get_round(), value.negative);
        self.put(out, &number)
    }

    /// Puts out a number that is rounded.
    #[inline(never)]
    fn put(&self, out: &mut Output, number: &Decimal) -> Result<(), Errno> {
        let style = self.directive.conversion | 0x20;
        let mut precision = self.precision;
        let mut fixed = style == b'f';
        let exponent = exponent_of(number);
        let mut point = self.directive.has(Flags::ALTERNATE);
        if style == b'g' {
            fixed = exponent >= -4 && exponent < precision;
            precision -= 1;
            if fixed {
                precision -= exponent;
            }
            if !point {
                // Digits between the point and the zeros at the end.
                let significant = number.scale() - number.trailing_zeros() + if fixed { 0 } else { exponent };
                precision = precision.min(if number.digits() == 0 { 0 } else { significant.max(0) });
            }
        }
        point |= precision > 0;
        // Positions of the point and of the first digit.
        let (units, first) = if fixed {
            (number.scale(), number.digits().max(number.scale() + 1))
        } else {
            let first = number.digits().max(1);
            (first - 1, first)
        };
        let mut written = Exponent { text: [0; EXPONENT], start: EXPONENT };
        if !fixed {
            written = Exponent::new(b'E' | self.directive.conversion & 0x20, exponent, 2);
        }
        let body = (first - units) as usize + usize::from(point) + precision as usize + written.get().len();
        let right = out.field(self.directive, self.directive.has(Flags::ZERO), self.prefix.get(), body)?;
        let mut pieces = Pieces::new(out.sink);
        digits(&mut pieces, number, first, units)?;
        if point {
            pieces.write(b".")?;
        }
        digits(&mut pieces, number, units, units - precision)?;
        pieces.write(written.get())?;
        pieces.flush()?;
        out.pad(b' ', right)
    }
}

/// Puts out the digits below position `high` down to position `low`.
fn digits(out: &mut Pieces, number: &Decimal, mut high: isize, low: isize) -> Result<(), Errno> {
    while high > low {
        let top = number.digits();
        let next;
        if high > top || high <= 0 {
            next = if high > top { top.max(low) } else { low };
            out.pad(b'0', (high - next) as usize)?;
        } else {
            let index = (high as usize - 1) / LIMB_DIGITS;
            let base = (index * LIMB_DIGITS) as isize;
            next = base.max(low);
            let text = number.limb_text(index);
            let end = LIMB_DIGITS as isize + base;
            out.write(text.get((end - high) as usize..(end - next) as usize).unwrap_or(&[]))?;
        }
        high = next;
    }
    Ok(())
}

fn hexadecimal(out: &mut Output, directive: &Directive, value: &Unpacked, prefix: &[u8]) -> Result<(), Errno> {
    let mut leading = b'0' + (value.significand >> 127) as u8;
    let mut fraction = value.significand << 1;
    let mut precision = (128 - fraction.trailing_zeros()).div_ceil(4) as usize;
    if let Some(wanted) = directive.precision {
        if wanted < precision {
            // The fraction above `unit` stays.
            let kept = fraction.checked_shr(128 - 4 * wanted as u32).unwrap_or(0);
            let cut = fraction << (4 * wanted);
            let odd = (if wanted == 0 { u128::from(leading) } else { kept }) & 1 != 0;
            let rest = cut << 1 != 0;
            fraction = kept.wrapping_shl(128 - 4 * wanted as u32);
            if away_from_zero(fenv::get_round(), value.negative, odd, cut >> 127 != 0, rest) {
                let carry;
                (fraction, carry) = match wanted {
                    0 => (0, true),
                    _ => fraction.overflowing_add(1 << (128 - 4 * wanted)),
                };
                leading += u8::from(carry);
            }
        }
        precision = wanted;
    }
    let mut text = [0; 34];
    let mut length = 0;
    let mut push = |byte| {
        if let Some(place) = text.get_mut(length) {
            *place = byte;
            length += 1;
        }
    };
    push(leading);
    if precision > 0 || directive.has(Flags::ALTERNATE) {
        push(b'.');
    }
    let upper = directive.conversion == b'A';
    for _ in 0..precision.min(32) {
        push(hexadecimal_digit((fraction >> 124) as u8, upper));
        fraction <<= 4;
    }
    let exponent = Exponent::new(b'P' | directive.conversion & 0x20, value.exponent as isize, 1);
    let exponent = exponent.get();
    let zeros = precision.saturating_sub(32);
    let right = out.field(directive, directive.has(Flags::ZERO), prefix, length + zeros + exponent.len())?;
    out.sink.write(text.get(..length).unwrap_or(&[]))?;
    out.pad(b'0', zeros)?;
    out.sink.write(exponent)?;
    out.pad(b' ', right)
}
