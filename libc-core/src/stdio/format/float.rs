//! The conversions `a A e E f F g G`, correctly rounded in the current direction.

use super::directive::{Directive, Flags};
use super::output::Output;
use crate::errno::Errno;
use crate::numeric::binary_to_decimal::{DOUBLE_LIMBS, Decimal, LIMB_DIGITS, LONG_DOUBLE_LIMBS};
use crate::numeric::integer_text::{Text, hexadecimal_digit};
use crate::numeric::rounding::away_from_zero;
use crate::numeric::short_decimal::{Extent, POWERS_OF_10, short_decimal};
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
        return out.field(directive, prefix.get(), 0, text);
    }
    if directive.conversion | 0x20 == b'a' {
        prefix.push(b'0');
        prefix.push(b'X' | directive.conversion & 0x20);
        return hexadecimal(out, directive, value, prefix.get());
    }
    let style = Style::new(directive, prefix);
    match short_decimal(value, style.extent, fenv::get_round()) {
        Some((natural, scale)) => style.put_short(out, natural, scale),
        None => exactly(out, &style, value),
    }
}

/// Writes an exponent of so many digits at least.
fn push_exponent(text: &mut Text, letter: u8, value: isize, least_digits: usize) {
    let value_digits = value.unsigned_abs();
    text.digits(value_digits as u64, digit_count(value_digits as u64).max(least_digits));
    text.push(if value < 0 { b'-' } else { b'+' });
    text.push(letter);
}

/// How many decimal digits a number has; none for 0.
fn digit_count(value: u64) -> usize {
    // log10(2), to 8 bits: the count, or one less.
    let least = ((64 - value.leading_zeros()) * 77 >> 8) as usize;
    least + usize::from(POWERS_OF_10.get(least).is_some_and(|&power| value >= power))
}

/// The exponent of the first digit. Of a number that is 0 one digit is shown, too.
fn exponent_of(number: &Decimal) -> isize {
    if number.digits() == 0 { 0 } else { number.digits() - 1 - number.scale() }
}

/// Digits behind the point for which there is room in one piece, with all else.
const LONG_FRACTION: isize = 50;

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
        let mut written = Text::new();
        if !fixed {
            push_exponent(&mut written, b'E' | self.directive.conversion & 0x20, exponent, 2);
        }
        let body = (first - units) as usize + usize::from(point) + precision as usize + written.get().len();
        let prefix = self.prefix.get();
        let zeros = self.directive.zeros(prefix, body);
        let right = out.begin(self.directive, prefix, zeros, body.saturating_add(zeros))?;
        digits(out, number, first, units)?;
        if point {
            out.sink.write(b".")?;
        }
        digits(out, number, units, units - precision)?;
        out.sink.write(written.get())?;
        out.pad(b' ', right)
    }

    /// Puts out a number that is rounded, in one piece.
    fn put_short(&self, out: &mut Output, mut natural: u64, mut scale: isize) -> Result<(), Errno> {
        let style = self.directive.conversion | 0x20;
        let (all, all_scale) = (natural, scale);
        let mut precision = self.precision;
        let mut fixed = style == b'f';
        let exponent = if natural == 0 { 0 } else { digit_count(natural) as isize - 1 - scale };
        let mut point = self.directive.has(Flags::ALTERNATE);
        if style == b'g' {
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
            return self.put(out, &Decimal::of_natural(&mut [0; 3], all, all_scale));
        }
        let (whole, fraction) = match POWERS_OF_10.get(units as usize) {
            Some(power) => (natural / power, natural % power),
            None => (0, natural),
        };
        let mut text = Text::new();
        if !fixed {
            push_exponent(&mut text, b'E' | self.directive.conversion & 0x20, exponent, 2);
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
        let zeros = self.directive.zeros(self.prefix.get(), text.get().len());
        if zeros == 0 {
            self.prefix.get().iter().for_each(|&byte| text.push(byte));
            return out.field(self.directive, &[], 0, text.get());
        }
        out.field(self.directive, self.prefix.get(), zeros, text.get())
    }
}

/// Puts out the digits below position `high` down to position `low`.
fn digits(out: &mut Output, number: &Decimal, mut high: isize, low: isize) -> Result<(), Errno> {
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
            out.sink.write(text.get((end - high) as usize..(end - next) as usize).unwrap_or(&[]))?;
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
    let mut exponent = Text::new();
    push_exponent(&mut exponent, b'P' | directive.conversion & 0x20, value.exponent as isize, 1);
    let exponent = exponent.get();
    let zeros = precision.saturating_sub(32);
    let body = length + zeros + exponent.len();
    let fill = directive.zeros(prefix, body);
    let right = out.begin(directive, prefix, fill, body.saturating_add(fill))?;
    out.sink.write(text.get(..length).unwrap_or(&[]))?;
    out.pad(b'0', zeros)?;
    out.sink.write(exponent)?;
    out.pad(b' ', right)
}
