//! The square root.

use super::Wide;
use super::arithmetic::multiply_halves;

/// The square root of a number that is not negative, the first 128 bits of it, and whether there is more.
/// Source: Zimmermann, "Karatsuba Square Root", INRIA RR-3805 (1999).
pub fn square_root(x: Wide) -> (Wide, bool) {
    if x.is_zero() {
        return (x, false);
    }
    // The radicand is `significand` × 2^128 (or half of that), its root has 128 bits.
    let even = x.exponent & 1 == 0;
    let (high, low) = if even { (x.significand >> 1, x.significand << 127) } else { (x.significand, 0) };
    let first = high.isqrt();
    let rest = high - first * first;
    // The next 64 bits: (rest × 2^64 + the next digit) / (2 × first); `rest` is at most 2 × `first`, 65 bits.
    let digit = low >> 64;
    let numerator = rest << 63 | digit >> 1;
    let second = (numerator / first).min(u64::MAX.into());
    let mut root = first << 64 | second;
    // The estimate may be too large by a little.
    loop {
        let (square_high, square_low) = multiply_halves(root, root);
        if (square_high, square_low) <= (high, low) {
            let exponent = x.exponent >> 1;
            return (Wide { negative: false, exponent, significand: root }, (square_high, square_low) != (high, low));
        }
        root -= 1;
    }
}
