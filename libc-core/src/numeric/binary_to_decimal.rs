//! Binary floating-point numbers to decimal digits, exactly: a number with `k` fraction bits is a natural number
//! divided by 2^`k`, and so that natural number times 5^`k`, divided by 10^`k`.

use super::rounding::away_from_zero;
use super::unpacked::Unpacked;
use arch::Round;
use core::mem::MaybeUninit;
use core::slice;

/// Digits in a limb.
pub const LIMB_DIGITS: usize = 9;
/// 10^0 to 10^8.
static UNITS: [u32; LIMB_DIGITS] = {
    let mut units = [1; LIMB_DIGITS];
    let mut power = 1;
    while power < LIMB_DIGITS {
        units[power] = units[power - 1] * 10;
        power += 1;
    }
    units
};
/// A limb is below this.
const LIMB: u32 = 10u32.pow(LIMB_DIGITS as u32);

/// Limbs for every `long double`: 113 × log10(2) + 16494 × log10(5) digits.
pub const LIMBS: usize = 11564usize.div_ceil(LIMB_DIGITS);

/// A decimal number: the natural number in the limbs (the lowest first), times 10^-`scale`.
/// Its digits have positions: 0 is the last one of the natural number.
pub struct Decimal<'a> {
    limbs: &'a mut [MaybeUninit<u32>],
    /// Limbs in use; the topmost is not 0.
    length: usize,
    scale: isize,
}

impl<'a> Decimal<'a> {
    /// The exact value of the finite number `value`.
    pub fn new(limbs: &'a mut [MaybeUninit<u32>; LIMBS], value: &Unpacked) -> Self {
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

    /// Becomes itself times `factor` plus `addend`, both at most 2^32.
    fn multiply_add(&mut self, factor: u64, addend: u64) {
        let mut carry = addend;
        for limb in self.used_mut() {
            carry += u64::from(*limb) * factor;
            *limb = (carry % u64::from(LIMB)) as u32;
            carry /= u64::from(LIMB);
        }
        while carry != 0 {
            self.push((carry % u64::from(LIMB)) as u32);
            carry /= u64::from(LIMB);
        }
    }

    fn used(&self) -> &[u32] {
        // SAFETY: so many were written.
        unsafe { slice::from_raw_parts(self.limbs.as_ptr().cast(), self.length) }
    }

    fn used_mut(&mut self) -> &mut [u32] {
        // SAFETY: so many were written.
        unsafe { slice::from_raw_parts_mut(self.limbs.as_mut_ptr().cast(), self.length) }
    }

    /// One more limb at the top.
    fn push(&mut self, limb: u32) {
        if let Some(place) = self.limbs.get_mut(self.length) {
            place.write(limb);
            self.length += 1;
        }
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
        // What goes, by its highest digit and the others.
        let below = position as usize - 1;
        let (limb, unit) = (below / LIMB_DIGITS, UNITS[below % LIMB_DIGITS]);
        let rest = self.used().iter().take(limb).any(|&limb| limb != 0);
        let rest = rest || self.used().get(limb).is_some_and(|limb| limb % unit != 0);
        let cut = self.digit_at(position - 1);
        let odd = self.digit_at(position) & 1 != 0;
        let up = away_from_zero(direction, negative, odd, cut >= b'5', rest || !matches!(cut, b'0' | b'5'));
        // The limb of the lowest digit that stays.
        let (limb, unit) = (position as usize / LIMB_DIGITS, UNITS[position as usize % LIMB_DIGITS]);
        let used = self.used_mut();
        used.iter_mut().take(limb).for_each(|limb| *limb = 0);
        let mut carry = if up { unit } else { 0 };
        if let Some(first) = used.get_mut(limb) {
            *first -= *first % unit;
        }
        for limb in used.iter_mut().skip(limb) {
            *limb += carry;
            carry = u32::from(*limb == LIMB);
            if carry == 0 {
                break;
            }
            *limb = 0;
        }
        if carry != 0 {
            self.push(1);
        }
        while self.used().last() == Some(&0) {
            self.length -= 1;
        }
    }

    /// The digit at a position, as a character.
    pub fn digit_at(&self, position: isize) -> u8 {
        let Ok(position) = usize::try_from(position) else { return b'0' };
        let limb = self.used().get(position / LIMB_DIGITS).copied().unwrap_or(0);
        b'0' + (limb / UNITS[position % LIMB_DIGITS] % 10) as u8
    }
}
