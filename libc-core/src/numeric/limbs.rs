//! Natural numbers of many limbs, in memory that the caller gives and that need not be initialised.

use core::mem::MaybeUninit;

/// Room for limbs.
pub type Room<const N: usize> = [MaybeUninit<u64>; N];

/// Room that holds nothing yet.
pub const fn room<const N: usize>() -> Room<N> {
    [MaybeUninit::uninit(); N]
}

/// Limbs, the lowest first. What finds no room is lost: the user of one knows how much it needs.
pub struct Limbs<'a> {
    room: &'a mut [MaybeUninit<u64>],
    length: usize,
}

impl<'a> Limbs<'a> {
    /// None yet.
    pub fn new(room: &'a mut [MaybeUninit<u64>]) -> Self {
        Self { room, length: 0 }
    }

    /// One more at the top; whether it found room.
    #[inline]
    pub fn push(&mut self, limb: u64) -> bool {
        let Some(place) = self.room.get_mut(self.length) else { return false };
        place.write(limb);
        self.length += 1;
        true
    }

    /// All of them.
    #[inline]
    pub fn as_slice(&self) -> &[u64] {
        // SAFETY: the first `length` were written.
        unsafe { core::slice::from_raw_parts(self.room.as_ptr().cast(), self.length) }
    }

    /// All of them.
    #[inline]
    pub fn as_mut_slice(&mut self) -> &mut [u64] {
        // SAFETY: the first `length` were written.
        unsafe { core::slice::from_raw_parts_mut(self.room.as_mut_ptr().cast(), self.length) }
    }

    /// Becomes itself times `factor` plus `addend`.
    pub fn multiply_add(&mut self, factor: u64, addend: u64) {
        let mut carry = addend;
        for limb in self.as_mut_slice() {
            let product = u128::from(*limb) * u128::from(factor) + u128::from(carry);
            *limb = product as u64;
            carry = (product >> 64) as u64;
        }
        if carry != 0 {
            self.push(carry);
        }
    }

    /// Becomes itself times 5^`power`.
    pub fn multiply_power_of_5(&mut self, mut power: u32) {
        while power > 0 {
            let step = power.min(27);
            self.multiply_add(5u64.pow(step), 0);
            power -= step;
        }
    }

    /// Bits up to the topmost 1; 0 for 0. The topmost limb is not 0.
    pub fn bits(&self) -> usize {
        let Some(top) = self.as_slice().last() else { return 0 };
        self.length * 64 - top.leading_zeros() as usize
    }

    /// Becomes itself times 2^`shift`; may leave zeros at the top.
    pub fn shift_left(&mut self, shift: usize) {
        let (whole, bits) = (shift / 64, shift % 64);
        let old = self.length;
        for _ in 0..=whole {
            self.push(0);
        }
        let limbs = self.as_mut_slice();
        for index in (0..limbs.len()).rev() {
            let at = |back: usize| match index.checked_sub(back) {
                Some(index) if index < old => limbs.get(index).copied().unwrap_or(0),
                _ => 0,
            };
            // Only limbs below `index` are still to be read.
            let value = at(whole) << bits | at(whole + 1) >> 1 >> (63 - bits);
            if let Some(limb) = limbs.get_mut(index) {
                *limb = value;
            }
        }
    }

    /// Removes zeros at the top.
    pub fn trim(&mut self) {
        while self.as_slice().last() == Some(&0) {
            self.length -= 1;
        }
    }

    /// The limb at `index`, 0 above the top.
    fn get(&self, index: usize) -> u64 {
        self.as_slice().get(index).copied().unwrap_or(0)
    }

    /// The 128 bits below bit `bits` of the number, and whether a 1 is below those.
    pub fn top(&self, bits: usize) -> (u128, bool) {
        // Of the limb that holds the lowest bit of these.
        let (mut value, start) = (0u128, bits as isize - 128);
        let (whole, shift) = (start.div_euclid(64), start.rem_euclid(64));
        let at = |index: isize| usize::try_from(index).map_or(0, |index| self.get(index));
        value |= u128::from(at(whole + 1)) << 64 | u128::from(at(whole));
        let lost = at(whole) & ((1 << shift) - 1);
        value >>= shift;
        if shift > 0 {
            value |= u128::from(at(whole + 2)) << (128 - shift);
        }
        let below = self.as_slice().get(..whole.max(0) as usize).unwrap_or(&[]);
        (value, lost != 0 || below.iter().any(|&limb| limb != 0))
    }

    /// Subtracts `factor` times `other` at limb `at`, to whose top a limb is added; whether that was too much, the
    /// result being negative then.
    fn subtract(&mut self, at: usize, other: &[u64], factor: u64) -> bool {
        let mut borrow = 0u64;
        let rest = self.as_mut_slice().get_mut(at..).unwrap_or(&mut []);
        for (limb, &other) in rest.iter_mut().zip(other.iter().chain(&[0])) {
            let product = u128::from(other) * u128::from(factor) + u128::from(borrow);
            let (difference, less) = limb.overflowing_sub(product as u64);
            *limb = difference;
            borrow = (product >> 64) as u64 + u64::from(less);
        }
        borrow != 0
    }

    /// Adds `other` at limb `at`, to whose top a limb is added; whether that became 0 or more from below.
    fn add(&mut self, at: usize, other: &[u64]) -> bool {
        let mut carry = false;
        let rest = self.as_mut_slice().get_mut(at..).unwrap_or(&mut []);
        for (limb, &other) in rest.iter_mut().zip(other.iter().chain(&[0])) {
            let (sum, first) = limb.overflowing_add(other);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            *limb = sum;
            carry = first | second;
        }
        carry
    }

    /// Divides by `divisor`, whose topmost bit is set and which has three limbs less than this number; the topmost
    /// bit of this one is 0. The quotient, and this number becomes the remainder. Knuth, algorithm D (TAOCP 4.3.1).
    pub fn divide(&mut self, divisor: &[u64]) -> [u64; 3] {
        let mut quotient = [0; 3];
        let count = divisor.len();
        let Some(&top) = divisor.last() else { return quotient };
        for (at, digit) in quotient.iter_mut().enumerate().rev() {
            let above = u128::from(self.get(at + count)) << 64 | u128::from(self.get(at + count - 1));
            // At most two more than the digit.
            *digit = u64::try_from(above / u128::from(top)).unwrap_or(u64::MAX);
            if self.subtract(at, divisor, *digit) {
                *digit -= 1;
                while !self.add(at, divisor) {
                    *digit -= 1;
                }
            }
        }
        quotient
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_and_tops() {
        for shift in [0, 1, 63, 64, 65, 127, 128, 200] {
            let mut room = room::<8>();
            let mut limbs = Limbs::new(&mut room);
            limbs.push(0x0123_4567_89ab_cdef);
            limbs.push(0xfedc);
            limbs.shift_left(shift);
            limbs.trim();
            let value = 0xfedc_0123_4567_89ab_cdefu128;
            assert_eq!(limbs.bits(), 80 + shift);
            assert_eq!(limbs.top(80 + shift), (value << 48, false));
            assert_eq!(limbs.top(128 + shift), (value, false));
            assert_eq!(limbs.top(130 + shift), (value >> 2, true));
        }
    }

    #[test]
    fn divides() {
        for (high, low, divisor) in
            [(5u128, 7u128, 1u64 << 63), (u128::MAX >> 1, u128::MAX, u64::MAX), (1 << 126, 0, (1 << 63) + 1)]
        {
            let mut room = room::<5>();
            let mut number = Limbs::new(&mut room);
            for limb in [low as u64, (low >> 64) as u64, high as u64, (high >> 64) as u64] {
                number.push(limb);
            }
            let quotient = number.divide(&[divisor]);
            // Multiplied back.
            let mut back = super::room::<5>();
            let mut back = Limbs::new(&mut back);
            for limb in quotient {
                back.push(limb);
            }
            back.multiply_add(divisor, number.get(0));
            assert_eq!((back.top(128).0, back.top(256).0), (low, high));
            assert!(number.get(0) < divisor);
        }
    }
}
