//! Text to the parts of a floating-point number: the grammar of `strtod` (C23 7.24.1.5).

use super::approximation::Approximation;
use super::characters::{Characters, Reader, digit};
use super::limbs::Limbs;

/// Decimal digits in a limb.
pub const LIMB_DIGITS: u32 = 19;
/// Limbs for the digits of every `double` and every number halfway between two: 767 of them.
pub const DOUBLE_DIGITS: usize = 41;
/// Limbs for the digits of every `long double` and every number halfway between two: 11564 of them.
pub const LONG_DOUBLE_DIGITS: usize = 609;

/// A written exponent stays below this, which is more than a text's digits can make up for.
const EXPONENT_BOUND: i64 = 1 << 50;
/// Exponents of 2 from here on are those of no format.
const FAR: i64 = 1 << 20;

/// The value of a number, its sign apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// Not a number.
    Nan,
    /// Infinity.
    Infinite,
    /// 0.
    Zero,
    /// In binary, its first 124 bits at least.
    Hexadecimal(Approximation),
    /// In decimal.
    Decimal(Decimal),
}

/// A decimal number that is not 0. Its digits are in limbs, the highest first and 19 in each, and then in `last`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decimal {
    /// The digits behind the limbs.
    pub last: u64,
    /// How many those are, 1 to 19.
    pub last_digits: u32,
    /// Whether there is a digit other than 0 behind them.
    pub lost: bool,
    /// The power of 10 that the last of them stands for.
    pub exponent: i64,
}

/// A number that was read.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// Has a minus sign.
    pub negative: bool,
    /// What it is.
    pub value: Value,
    /// The characters up to its end; 0 if there is none.
    pub length: usize,
}

/// Reads a number, behind any white space, with `limbs` for its digits behind the 19th. Takes as much as may belong to
/// one, which may be more than its length.
pub fn scan<C: Characters>(reader: &mut Reader<C>, limbs: &mut Limbs) -> Number {
    let negative = reader.sign();
    let mut number = Number { negative, value: Value::Zero, length: 0 };
    match reader.peek() {
        0x30 => {
            reader.advance();
            number.length = reader.taken;
            if reader.accept_letter(b'x') {
                hexadecimal(reader, &mut number);
            } else {
                decimal(reader, limbs, &mut number);
            }
        }
        0x31..=0x39 | 0x2e => decimal(reader, limbs, &mut number),
        code if code | 0x20 == 0x69 => infinity(reader, &mut number),
        code if code | 0x20 == 0x6e => nan(reader, &mut number),
        _ => {}
    }
    // A sign alone means nothing.
    number.negative &= number.length != 0;
    number
}

/// Takes letters as long as they are those of `word`; whether all were.
fn word<C: Characters>(reader: &mut Reader<C>, word: &[u8]) -> bool {
    word.iter().all(|&letter| reader.accept_letter(letter))
}

#[inline(never)]
fn infinity<C: Characters>(reader: &mut Reader<C>, number: &mut Number) {
    if word(reader, b"inf") {
        number.value = Value::Infinite;
        number.length = reader.taken;
        if word(reader, b"inity") {
            number.length = reader.taken;
        }
    }
}

#[inline(never)]
fn nan<C: Characters>(reader: &mut Reader<C>, number: &mut Number) {
    if word(reader, b"nan") {
        number.value = Value::Nan;
        number.length = reader.taken;
        if reader.peek() == 0x28 {
            reader.advance();
            while digit(reader.peek()) < 36 || reader.peek() == 0x5f {
                reader.advance();
            }
            if reader.peek() == 0x29 {
                reader.advance();
                number.length = reader.taken;
            }
        }
    }
}

/// Reads an exponent that begins with `letter`, if there is one.
fn exponent<C: Characters>(reader: &mut Reader<C>, letter: u8, number: &mut Number) -> i64 {
    if !reader.accept_letter(letter) {
        return 0;
    }
    let negative = reader.sign();
    let mut exponent = 0i64;
    loop {
        let digit = reader.peek().wrapping_sub(0x30);
        if digit > 9 {
            return if negative { -exponent } else { exponent };
        }
        reader.advance();
        number.length = reader.taken;
        exponent = (exponent * 10 + i64::from(digit)).min(EXPONENT_BOUND);
    }
}

/// The decimal digits as they come in.
struct Digits<'a, 'b> {
    /// The full limbs, the highest first.
    limbs: &'a mut Limbs<'b>,
    last: u64,
    /// How many digits `last` has.
    count: u32,
    lost: bool,
    /// How many digits found no room.
    dropped: i64,
}

impl Digits<'_, '_> {
    #[inline]
    fn push(&mut self, digit: u32) {
        if self.count == LIMB_DIGITS {
            if !self.limbs.push(self.last) {
                self.lost |= digit != 0;
                self.dropped += 1;
                return;
            }
            (self.last, self.count) = (0, 0);
        }
        self.last = self.last * 10 + u64::from(digit);
        // Zeros before the first digit do not count.
        self.count += u32::from(self.last != 0 || !self.limbs.as_slice().is_empty());
    }
}

fn decimal<C: Characters>(reader: &mut Reader<C>, limbs: &mut Limbs, number: &mut Number) {
    let mut digits = Digits { limbs, last: 0, count: 0, lost: false, dropped: 0 };
    // Digits up to the point, and those behind it.
    let start = reader.taken;
    let mut behind = 0i64;
    while let digit @ 0..=9 = reader.peek().wrapping_sub(0x30) {
        reader.advance();
        digits.push(digit);
    }
    let mut any = number.length != 0 || reader.taken != start;
    if reader.peek() == 0x2e {
        reader.advance();
        let point = reader.taken;
        while let digit @ 0..=9 = reader.peek().wrapping_sub(0x30) {
            reader.advance();
            digits.push(digit);
        }
        behind = (reader.taken - point) as i64;
        any |= behind != 0;
    }
    if !any {
        return;
    }
    number.length = reader.taken;
    let exponent = exponent(reader, b'e', number) - behind + digits.dropped;
    if digits.last != 0 || !digits.limbs.as_slice().is_empty() {
        number.value =
            Value::Decimal(Decimal { last: digits.last, last_digits: digits.count, lost: digits.lost, exponent });
    }
}

fn hexadecimal<C: Characters>(reader: &mut Reader<C>, number: &mut Number) {
    let (mut significand, mut sticky) = (0u128, false);
    // The power of 2 that the significand's last bit stands for.
    let mut power = 0i64;
    let (mut point, mut any) = (false, false);
    loop {
        let code = reader.peek();
        let digit = digit(code);
        if code == 0x2e && !point {
            point = true;
        } else if digit < 16 {
            any = true;
            if significand >> 124 == 0 {
                significand = significand << 4 | u128::from(digit);
            } else {
                sticky |= digit != 0;
                power += 4;
            }
            power -= if point { 4 } else { 0 };
        } else {
            break;
        }
        reader.advance();
    }
    if !any {
        return;
    }
    number.length = reader.taken;
    power += exponent(reader, b'p', number);
    if significand != 0 {
        let zeros = significand.leading_zeros();
        let exponent = (power + 127 - i64::from(zeros)).clamp(-FAR, FAR) as i32;
        number.value =
            Value::Hexadecimal(Approximation { significand: significand << zeros, exponent, sticky, slack: 0 });
    }
}
