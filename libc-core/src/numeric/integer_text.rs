//! Integers to digits.

/// Room for every 64-bit integer in binary.
pub const ROOM: usize = 64;

/// Writes the decimal digits of `value` at the end of `text`, none for 0; where they begin.
pub fn decimal(mut value: u64, text: &mut [u8; ROOM]) -> usize {
    let mut start = ROOM;
    for pair in text.rchunks_exact_mut(2) {
        if value == 0 {
            break;
        }
        two_digits((value % 100) as u32, pair);
        value /= 100;
        start -= 2;
    }
    // The first pair may begin with a 0.
    start + usize::from(text.get(start) == Some(&b'0'))
}

/// Writes the digits of `value` to base 2 to the power `bits` at the end of `text`, none for 0; where they begin.
pub fn power_of_2(mut value: u64, bits: u32, upper: bool, text: &mut [u8; ROOM]) -> usize {
    let mut start = ROOM;
    for digit in text.iter_mut().rev() {
        if value == 0 {
            break;
        }
        *digit = hexadecimal_digit((value & ((1 << bits) - 1)) as u8, upper);
        value >>= bits;
        start -= 1;
    }
    start
}

/// The digit of `value`, which is below 16.
#[inline]
pub fn hexadecimal_digit(value: u8, upper: bool) -> u8 {
    match value {
        0..10 => b'0' + value,
        _ if upper => b'A' - 10 + value,
        _ => b'a' - 10 + value,
    }
}

/// Writes the two digits of `value`, which is below 100.
#[inline]
pub fn two_digits(value: u32, pair: &mut [u8]) {
    // A tenth, exact below 179.
    let tens = value * 103 >> 10;
    if let [high, low] = pair {
        *high = b'0' + tens as u8;
        *low = b'0' + (value - tens * 10) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits() {
        let mut text = [0; ROOM];
        for value in (0..64)
            .flat_map(|s| [1u64 << s, (1u64 << s) - 1, u64::MAX >> s])
            .chain((0..20).map(|p| 10u64.pow(p)))
            .chain(0..2000)
        {
            let expect = |s: String| if value == 0 { String::new() } else { s };
            let start = decimal(value, &mut text);
            assert_eq!(text[start..], *expect(format!("{value}")).as_bytes());
            let start = power_of_2(value, 1, false, &mut text);
            assert_eq!(text[start..], *expect(format!("{value:b}")).as_bytes());
            let start = power_of_2(value, 3, false, &mut text);
            assert_eq!(text[start..], *expect(format!("{value:o}")).as_bytes());
            let start = power_of_2(value, 4, true, &mut text);
            assert_eq!(text[start..], *expect(format!("{value:X}")).as_bytes());
        }
    }
}
