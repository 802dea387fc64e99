//! Binary floating-point numbers to a few decimal digits: by 128 bits of the product with a power of 10, if those
//! decide.

use super::approximation::{Approximation, Cut, POWERS, scale, scale_exactly};
use super::rounding::away_from_zero;
use super::unpacked::Unpacked;
use arch::Round;

/// The most digits that are made so.
const DIGITS: isize = 18;

/// The powers of 10 that 64 bits hold.
pub static POWERS_OF_10: [u64; 20] = {
    let mut powers = [1; 20];
    let mut power = 1;
    while power < powers.len() {
        powers[power] = powers[power - 1] * 10;
        power += 1;
    }
    powers
};

/// How far a number is to be written.
#[derive(Clone, Copy)]
pub enum Extent {
    /// So many digits behind the point.
    Places(isize),
    /// So many digits from the first one on that is not 0.
    Digits(isize),
}

/// The finite number `value` as a natural number times 10^-`scale`, correctly rounded: the number and `scale`. It has one
/// digit more than asked for, a 0, if rounding carried into that. `None` if that needs more digits or bits than there are
/// here.
pub fn short_decimal(value: &Unpacked, extent: Extent, direction: Round) -> Option<(u64, isize)> {
    let natural = (value.significand >> 64) as u64;
    if value.significand as u64 != 0 || natural == 0 {
        return None;
    }
    // log10(2), to 18 bits. The first digit stands for 10 to this power, or to one more.
    let first = ((value.exponent * 78_913) >> 18) as isize;
    let (power, bound) = match extent {
        Extent::Places(places) if first + 2 + places <= DIGITS => (places, u64::MAX),
        Extent::Digits(digits @ 1..=DIGITS) => (digits - 1 - first, POWERS_OF_10[digits as usize]),
        _ => return None,
    };
    let rounded = |power: isize| {
        let power = i32::try_from(power).ok().filter(|power| POWERS.contains(power))?;
        let round = |product: Approximation| {
            // The bit of weight 1 is this much below bit 127.
            let above = product.exponent + value.exponent - 63;
            let Cut { kept, half, rest } = product.cut((127 - above).try_into().ok()?)?;
            let up = away_from_zero(direction, value.negative, kept & 1 != 0, half, rest);
            Some((kept as u64, kept as u64 + u64::from(up)))
        };
        round(scale(natural, power)).or_else(|| round(scale_exactly(natural, power)?))
    };
    let (cut, whole) = rounded(power)?;
    if cut < bound {
        return Some((whole, power));
    }
    Some((rounded(power - 1)?.1, power - 1))
}
