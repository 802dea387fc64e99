//! Integers to digits.

use core::mem::MaybeUninit;
use core::slice;

/// Room for every 64-bit integer in binary, and as much before it as makes a decimal one with some zeros. A power of 2.
pub const ROOM: usize = 128;

/// Text that is written from its end.
pub struct Text {
    bytes: [MaybeUninit<u8>; ROOM],
    start: usize,
}

impl Text {
    /// Empty.
    #[inline]
    pub fn new() -> Self {
        Self { bytes: [MaybeUninit::uninit(); ROOM], start: ROOM }
    }

    /// Puts `byte` before what there is; there is room.
    #[inline]
    pub fn push(&mut self, byte: u8) {
        self.start = self.start.wrapping_sub(1) % ROOM;
        self.bytes[self.start].write(byte);
    }

    /// What was written.
    #[inline]
    pub fn get(&self) -> &[u8] {
        // SAFETY: `push` wrote these.
        unsafe { slice::from_raw_parts(self.bytes.as_ptr().wrapping_add(self.start).cast(), ROOM - self.start) }
    }

    /// Writes the decimal digits of `value`, none for 0.
    #[inline]
    pub fn decimal(&mut self, mut value: u64) {
        while value >= 10 {
            self.pair((value % 100) as u32);
            value /= 100;
        }
        if value != 0 {
            self.push(b'0' + value as u8);
        }
    }

    /// Writes the lowest `count` decimal digits of `value`, or as many as it has and zeros.
    pub fn digits(&mut self, mut value: u64, count: usize) {
        let mut left = count;
        while left >= 2 {
            self.pair((value % 100) as u32);
            value /= 100;
            left -= 2;
        }
        if left != 0 {
            self.push(b'0' + (value % 10) as u8);
        }
    }

    /// Writes the two digits of `value`, which is below 100.
    #[inline]
    fn pair(&mut self, value: u32) {
        // A tenth, exact below 179.
        let tens = value * 103 >> 10;
        self.push(b'0' + (value - tens * 10) as u8);
        self.push(b'0' + tens as u8);
    }

    /// Writes the digits of `value` to base 2 to the power `bits`, none for 0.
    #[inline]
    pub fn power_of_2(&mut self, mut value: u64, bits: u32, upper: bool) {
        while value != 0 {
            self.push(hexadecimal_digit((value & ((1 << bits) - 1)) as u8, upper));
            value >>= bits;
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::new()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits() {
        let bits = (0..64).flat_map(|s| [1u64 << s, (1u64 << s) - 1, u64::MAX >> s]);
        for value in bits.chain((0..20).map(|p| 10u64.pow(p))).chain(0..2000) {
            let made = |make: &dyn Fn(&mut Text)| {
                let mut text = Text::new();
                make(&mut text);
                String::from_utf8(text.get().to_vec()).unwrap()
            };
            let expect = |s: String| if value == 0 { String::new() } else { s };
            assert_eq!(made(&|t| t.decimal(value)), expect(format!("{value}")));
            assert_eq!(made(&|t| t.power_of_2(value, 1, false)), expect(format!("{value:b}")));
            assert_eq!(made(&|t| t.power_of_2(value, 3, false)), expect(format!("{value:o}")));
            assert_eq!(made(&|t| t.power_of_2(value, 4, true)), expect(format!("{value:X}")));
        }
    }
}
