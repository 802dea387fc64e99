//! Binary floating-point numbers to decimal digits, exactly: a number with `k` fraction bits is a natural number
//! divided by 2^`k`, and so that natural number times 5^`k`, divided by 10^`k`.

use super::integer_text::two_digits;
use super::rounding::away_from_zero;
use super::unpacked::Unpacked;
use arch::Round;

/// Digits in a limb.
pub const LIMB_DIGITS: usize = 9;
/// A limb is below this.
const LIMB: u32 = 10u32.pow(LIMB_DIGITS as u32);

/// Limbs for every `double`: the longest is 2^-1022 less 2^-1074, 53 × log10(2) + 1074 × log10(5) digits.
pub const DOUBLE_LIMBS: usize = 768usize.div_ceil(LIMB_DIGITS);
/// Limbs for every `long double`: 113 × log10(2) + 16494 × log10(5) digits.
pub const LONG_DOUBLE_LIMBS: usize = 11564usize.div_ceil(LIMB_DIGITS);

/// A decimal number: the natural number in the limbs (the lowest first), times 10^-`scale`.
/// Its digits have positions: 0 is the last one of the natural number.
pub struct Decimal<'a> {
    limbs: &'a mut [u32],
    /// Limbs in use; the topmost is not 0.
    length: usize,
    scale: isize,
}

impl<'a> Decimal<'a> {
    /// The exact value of the finite number `value`. `limbs` has as many as its format needs.
    pub fn new(limbs: &'a mut [u32], value: &Unpacked) -> Self {
        let mut decimal = Decimal { limbs, length: 0, scale: 0 };
        if value.significand != 0 {
            let zeros = value.significand.trailing_zeros();
            let integer = value.significand >> zeros;
            // The value is `integer` times 2 to this power.
            let mut power = value.exponent - 127 + zeros as i32;
            for shift in [96, 64, 32, 0] {
                decimal.multiply_add(1 << 32, u64::from((integer >> shift) as u32));
            }
            decimal.scale = isize::try_from(-power).unwrap_or(0).max(0);
            let (factor, step) = if power < 0 { (5u64, 13) } else { (2, 32) };
            power = power.abs();
            while power > 0 {
                let taken = power.min(step);
                decimal.multiply_add(factor.pow(taken as u32), 0);
                power -= taken;
            }
        }
        decimal
    }

    /// A natural number, times 10^-`scale`. `limbs` has three or more.
    pub fn of_natural(limbs: &'a mut [u32], natural: u64, scale: isize) -> Self {
        let mut length = 0;
        let mut rest = natural;
        for limb in &mut *limbs {
            if rest == 0 {
                break;
            }
            *limb = (rest % u64::from(LIMB)) as u32;
            rest /= u64::from(LIMB);
            length += 1;
        }
        Decimal { limbs, length, scale }
    }

    /// Becomes itself times `factor` plus `addend`, both at most 2^32.
    fn multiply_add(&mut self, factor: u64, addend: u64) {
        let mut carry = addend;
        for limb in self.limbs.iter_mut().take(self.length) {
            carry += u64::from(*limb) * factor;
            *limb = (carry % u64::from(LIMB)) as u32;
            carry /= u64::from(LIMB);
        }
        while carry != 0 {
            let Some(limb) = self.limbs.get_mut(self.length) else { return };
            *limb = (carry % u64::from(LIMB)) as u32;
            carry /= u64::from(LIMB);
            self.length += 1;
        }
    }

    fn used(&self) -> &[u32] {
        self.limbs.get(..self.length).unwrap_or(&[])
    }

    /// The position of the decimal point: above this many digits of the fraction.
    pub fn scale(&self) -> isize {
        self.scale
    }

    /// How many digits the natural number has; 0 for 0.
    pub fn digits(&self) -> isize {
        let Some(&top) = self.used().last() else { return 0 };
        let mut count = self.length * LIMB_DIGITS;
        let mut least = LIMB / 10;
        while top < least {
            least /= 10;
            count -= 1;
        }
        count as isize
    }

    /// How many zeros the natural number ends in; 0 for 0.
    pub fn trailing_zeros(&self) -> isize {
        let mut count = 0;
        for &limb in self.used() {
            if limb == 0 {
                count += LIMB_DIGITS as isize;
                continue;
            }
            let mut rest = limb;
            while rest % 10 == 0 {
                rest /= 10;
                count += 1;
            }
            return count;
        }
        0
    }

    /// Rounds so that only zeros stand below `position`.
    pub fn round(&mut self, position: isize, direction: Round, negative: bool) {
        if position <= 0 || self.length == 0 {
            return;
        }
        if position > self.digits() {
            // Less than half a unit.
            self.length = 0;
            if away_from_zero(direction, negative, false, false, true) {
                self.multiply_add(0, 1);
                self.scale -= position;
            }
            return;
        }
        // The digits to go are whole limbs and at least one digit of the limb above.
        let whole = (position as usize - 1) / LIMB_DIGITS;
        let unit = 10u32.pow(((position as usize - 1) % LIMB_DIGITS) as u32 + 1);
        let above = self.used().get(whole + 1).copied().unwrap_or(0);
        let (below, rest) = self.limbs.split_at_mut(whole);
        let mut sticky = false;
        for limb in below {
            sticky |= *limb != 0;
            *limb = 0;
        }
        let Some(limb) = rest.first_mut() else { return };
        let cut = *limb % unit;
        *limb -= cut;
        let odd = (if unit == LIMB { above } else { *limb / unit }) & 1 != 0;
        let up = away_from_zero(direction, negative, odd, cut >= unit / 2, sticky || cut != 0 && cut != unit / 2);
        let mut carry = if up { unit } else { 0 };
        for limb in rest.iter_mut().take(self.length - whole) {
            *limb += carry;
            carry = u32::from(*limb == LIMB);
            if carry == 0 {
                break;
            }
            *limb = 0;
        }
        if carry != 0
            && let Some(limb) = self.limbs.get_mut(self.length)
        {
            *limb = 1;
            self.length += 1;
        }
        while self.used().last() == Some(&0) {
            self.length -= 1;
        }
    }

    /// The digits at positions `index` × 9 + 8 to `index` × 9.
    pub fn limb_text(&self, index: usize) -> [u8; LIMB_DIGITS] {
        let mut limb = self.used().get(index).copied().unwrap_or(0);
        let mut text = [0; LIMB_DIGITS];
        for pair in text.rchunks_mut(2) {
            match pair {
                [digit] => *digit = b'0' + limb as u8,
                pair => two_digits(limb % 100, pair),
            }
            limb /= 100;
        }
        text
    }
}
