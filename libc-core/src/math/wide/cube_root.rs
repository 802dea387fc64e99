//! The cube root.

use super::Wide;

/// The cube root of a number that is not zero, and whether it is exact.
pub fn cube_root(x: Wide) -> (Wide, bool) {
    let (exponent, part) = (x.exponent.div_euclid(3), x.exponent.rem_euclid(3));
    // In [1, 8).
    let radicand = Wide { negative: false, exponent: part, significand: x.significand };
    let estimate = libm::cbrt((x.significand >> 64) as f64 / (1u64 << 63) as f64 * (1 << part) as f64);
    let mut root = Wide::new(false, 127 - 52, (estimate * (1u64 << 52) as f64) as u128);
    let third = Wide::ONE / Wide::integer(3);
    // Newton's method: 53 bits, 106, all.
    for _ in 0..2 {
        let square = root * root;
        root = root - (root * square - radicand) / square * third;
    }
    // The root of 128 bits has at most 43.
    let (integer, _) = (root.scale(44) + Wide::power_of_2(-1)).integer_part().unwrap_or((0, false));
    let nearest = Wide::new(false, 127 - 44, integer.into());
    let cube = nearest * nearest * nearest;
    let exact = cube == radicand && nearest.significand.trailing_zeros() >= 128 - 43;
    let root = if exact { nearest } else { root };
    (root.scale(exponent).with_sign(x.negative), exact)
}
