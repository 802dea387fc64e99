//! Positive real numbers, to 128 bits and a bound of what is missing.

/// A number *x*: `significand` <= *x* / 2^(`exponent` - 127) < `significand` + 1 + `slack`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Approximation {
    /// With bit 127 set.
    pub significand: u128,
    /// The power of 2 that bit 127 stands for.
    pub exponent: i32,
    /// Whether *x* is more than what the significand says.
    pub sticky: bool,
    /// How many units of the significand may be missing.
    pub slack: u128,
}

/// What a number comes to when its last bits are cut.
pub struct Cut {
    /// The bits that are left.
    pub kept: u128,
    /// Whether the rest is half a unit of their last place or more.
    pub half: bool,
    /// Whether the rest is neither nothing nor exactly half a unit.
    pub rest: bool,
}

impl Approximation {
    /// Cuts the lowest `lost` bits of the significand, at least one. `None` if what is missing of it may matter.
    #[inline]
    pub fn cut(&self, lost: u32) -> Option<Cut> {
        if self.slack != 0 {
            let below = u128::MAX >> (129 - lost.min(129));
            if self.significand & below > below.checked_sub(self.slack)? {
                return None;
            }
        }
        let (kept, cut) = match lost {
            ..128 => (self.significand >> lost, self.significand << (128 - lost)),
            128 => (0, self.significand),
            // Less than half a unit.
            _ => (0, 1),
        };
        Some(Cut { kept, half: cut >> 127 != 0, rest: cut << 1 != 0 || self.sticky })
    }
}

/// The powers of 10 that [`scale`] knows.
pub const POWERS: core::ops::Range<i32> = -364..364;

/// Exponents of 5 from one entry of the table to the next: the most for which 5^(`STEP` - 1) fits a limb.
const STEP: i32 = 28;

/// 5^0 to 5^27.
static SMALL_POWERS_OF_5: [u64; STEP as usize] = {
    let mut powers = [1; STEP as usize];
    let mut power = 1;
    while power < powers.len() {
        powers[power] = powers[power - 1] * 5;
        power += 1;
    }
    powers
};

/// 5^-364 to 5^336 in steps of 28, the highest 128 bits. Those of exponents 0 and 28 are exact.
static POWERS_OF_5: [u128; 26] = [
    0xe1afa13a_fbd14d6d_82189c09_a3a1ec21,
    0xe3e27a44_4d8d98b7_fd1b1b23_08169b25,
    0xe61acf03_3d1a45df_6fb92487_298e33bd,
    0xe858ad24_8f5c22c9_d1b3400f_8f9cff68,
    0xea9c2277_23ee8bcb_465e15a9_79c1cadc,
    0xece53cec_4a314ebd_a4f8bf56_35246428,
    0xef340a98_172aace4_86fb8971_16c87c34,
    0xf18899b1_bc3f8ca1_dc44e6c3_cb279ac1,
    0xf3e2f893_dec3f126_5a89dba3_c3efccfa,
    0xf64335bc_f065d37d_4d4617b5_ff4a16d5,
    0xf8a95fcf_88747d94_75a44c63_97ce912a,
    0xfb158592_be068d2e_eed6e2f0_f0d56712,
    0xfd87b5f2_8300ca0d_8bca9d6e_188853fc,
    0x80000000_00000000_00000000_00000000,
    0x813f3978_f8940984_40000000_00000000,
    0x82818f12_81ed449f_bff8f10e_7a8921a4,
    0x83c7088e_1aab65db_792667c6_da79e0fa,
    0x850fadc0_9923329e_03e2cf6b_c604ddb0,
    0x865b8692_5b9bc5c2_0b8a2392_ba45a9b2,
    0x87aa9aff_79042286_90fb44d2_f05d0842,
    0x88fcf317_f22241e2_441fece3_bdf81f03,
    0x8a5296ff_e33cc92f_82bd6b70_d99aaa6f,
    0x8bab8eef_b6409c1a_1ad089b6_c2f7548e,
    0x8d07e334_55637eb2_db0b487b_6423e1e8,
    0x8e679c2f_5e44ff8f_570f09ea_a7ea7648,
    0x8fcac257_558ee4e6_213a4f0a_a5e8a7b1,
];

/// The power of 2 in 5^`power`, for the powers of [`POWERS`].
fn power_of_2_in(power: i32) -> i32 {
    // log2(5), to 16 bits.
    (power * 152_170) >> 16
}

/// The product, its upper and its lower half.
fn multiply(a: u128, b: u128) -> (u128, u128) {
    let (a1, a0, b1, b0) = (a >> 64, a & u128::from(u64::MAX), b >> 64, b & u128::from(u64::MAX));
    let low = a0 * b0;
    let middle = a1 * b0 + (low >> 64);
    let other = a0 * b1 + (middle & u128::from(u64::MAX));
    (a1 * b1 + (middle >> 64) + (other >> 64), other << 64 | low & u128::from(u64::MAX))
}

/// `natural` x 10^`power`; `natural` is not 0, and `power` is one of [`POWERS`].
#[inline]
pub fn scale(natural: u64, power: i32) -> Approximation {
    let (coarse, fine) = (power.div_euclid(STEP), power.rem_euclid(STEP));
    let part = u128::from(natural) * u128::from(SMALL_POWERS_OF_5.get(fine as usize).copied().unwrap_or(0));
    let zeros = part.leading_zeros();
    let part = part << zeros;
    // What bit 127 stands for.
    let exponent = 127 - zeros as i32 + power;
    if coarse == 0 {
        return Approximation { significand: part, exponent, sticky: false, slack: 0 };
    }
    let factor = POWERS_OF_5.get((coarse + 13) as usize).copied().unwrap_or(0);
    let (mut high, mut low) = multiply(part, factor);
    // The product is in [2^254, 2^256); bit 255 stands for one more than the exponents' sum.
    let mut exponent = exponent + power_of_2_in(coarse * STEP) + 1;
    if high >> 127 == 0 {
        high = high << 1 | low >> 127;
        low <<= 1;
        exponent -= 1;
    }
    // The factor lacks less than one unit, and so the upper half, before it was doubled.
    let exact = coarse == 1;
    Approximation { significand: high, exponent, sticky: !exact || low != 0, slack: if exact { 0 } else { 2 } }
}

/// [`scale`] for what comes out without a rest: then the approximation is exact. `None` for everything else.
#[cold]
pub fn scale_exactly(natural: u64, power: i32) -> Option<Approximation> {
    let divisor = *SMALL_POWERS_OF_5.get(usize::try_from(-power).ok()?)?;
    let zeros = natural.trailing_zeros();
    let odd = natural >> zeros;
    if !odd.is_multiple_of(divisor) {
        return None;
    }
    let quotient = odd / divisor;
    let exponent = 63 - quotient.leading_zeros() as i32 + zeros as i32 + power;
    let significand = u128::from(quotient) << 64 << quotient.leading_zeros();
    Some(Approximation { significand, exponent, sticky: false, slack: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::limbs::{Limbs, room};

    #[test]
    fn bounds_hold() {
        let mut state = 1u64;
        for power in POWERS {
            for case in 0..20 {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let natural = match case {
                    0 => 1,
                    1 => u64::MAX,
                    _ => state >> (state & 63),
                }
                .max(1);
                let (mut room, mut other) = (room::<40>(), room::<40>());
                let (mut exact, mut divisor) = (Limbs::new(&mut room), Limbs::new(&mut other));
                exact.push(natural);
                divisor.push(1);
                let mut exponent = power;
                let (value, rest);
                if power >= 0 {
                    exact.multiply_power_of_5(power as u32);
                    (value, rest) = exact.top(exact.bits());
                    exponent += exact.bits() as i32 - 1;
                } else {
                    divisor.multiply_power_of_5(-power as u32);
                    let lift = divisor.as_slice().last().unwrap().leading_zeros() as usize;
                    divisor.shift_left(lift);
                    divisor.trim();
                    let count = divisor.as_slice().len();
                    let shift = (count + 3) * 64 - 1 - exact.bits();
                    exact.shift_left(shift);
                    exact.trim();
                    while exact.as_slice().len() < count + 3 {
                        exact.push(0);
                    }
                    let quotient = exact.divide(divisor.as_slice());
                    let mut third = super::super::limbs::room::<4>();
                    let mut third = Limbs::new(&mut third);
                    quotient.iter().for_each(|&limb| assert!(third.push(limb)));
                    third.trim();
                    let lost;
                    (value, lost) = third.top(third.bits());
                    rest = lost || exact.as_slice().iter().any(|&limb| limb != 0);
                    exponent += lift as i32 - shift as i32 + third.bits() as i32 - 1;
                }
                let ours = scale(natural, power);
                assert_eq!(ours.exponent, exponent, "{natural}e{power}");
                if let Some(exactly) = scale_exactly(natural, power) {
                    assert!(!rest);
                    assert_eq!((exactly.significand, exactly.exponent), (value, exponent), "{natural}e{power}");
                }
                let missing = value - ours.significand;
                assert!(missing <= ours.slack, "{natural}e{power}: {missing}");
                assert_eq!(ours.sticky, rest || missing > 0, "{natural}e{power}");
            }
        }
    }
}
