//! DES, with the perturbation by a salt that crypt adds. FIPS 46-3; Morris and Thompson, "Password Security".

/// The initial permutation moves the bits by a rule: column by column, from below, the even ones first.
fn initial(block: u64) -> u64 {
    let mut out = 0;
    for row in 0..8 {
        // The columns 2, 4, 6, 8, 1, 3, 5, 7.
        let column = if row < 4 { 2 * row + 1 } else { 2 * (row - 4) };
        for place in 0..8 {
            let from = 8 * (7 - place) + column;
            out = out << 1 | block >> (63 - from) & 1;
        }
    }
    out
}

/// The inverse of [`initial`].
fn last(block: u64) -> u64 {
    let mut out = 0;
    for row in 0..8 {
        let column = if row < 4 { 2 * row + 1 } else { 2 * (row - 4) };
        for place in 0..8 {
            let to = 8 * (7 - place) + column;
            out |= (block >> (63 - (8 * row + place)) & 1) << (63 - to);
        }
    }
    out
}

/// Permuted choice 1, of the key's bits.
const CHOICE1: [u8; 56] = [
    57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36, 63, 55,
    47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];

/// Permuted choice 2, of the halves' bits.
const CHOICE2: [u8; 48] = [
    14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52, 31, 37, 47, 55, 30,
    40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];

/// The permutation behind the substitution.
const PERMUTATION: [u8; 32] = [
    16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4,
    25,
];

/// The substitution's boxes, row by row.
const BOXES: [[u8; 64]; 8] = [
    [
        14, 4, 13, 1, 2, 15, 11, 8, 3, 10, 6, 12, 5, 9, 0, 7, 0, 15, 7, 4, 14, 2, 13, 1, 10, 6, 12, 11, 9, 5, 3, 8, 4,
        1, 14, 8, 13, 6, 2, 11, 15, 12, 9, 7, 3, 10, 5, 0, 15, 12, 8, 2, 4, 9, 1, 7, 5, 11, 3, 14, 10, 0, 6, 13,
    ],
    [
        15, 1, 8, 14, 6, 11, 3, 4, 9, 7, 2, 13, 12, 0, 5, 10, 3, 13, 4, 7, 15, 2, 8, 14, 12, 0, 1, 10, 6, 9, 11, 5, 0,
        14, 7, 11, 10, 4, 13, 1, 5, 8, 12, 6, 9, 3, 2, 15, 13, 8, 10, 1, 3, 15, 4, 2, 11, 6, 7, 12, 0, 5, 14, 9,
    ],
    [
        10, 0, 9, 14, 6, 3, 15, 5, 1, 13, 12, 7, 11, 4, 2, 8, 13, 7, 0, 9, 3, 4, 6, 10, 2, 8, 5, 14, 12, 11, 15, 1, 13,
        6, 4, 9, 8, 15, 3, 0, 11, 1, 2, 12, 5, 10, 14, 7, 1, 10, 13, 0, 6, 9, 8, 7, 4, 15, 14, 3, 11, 5, 2, 12,
    ],
    [
        7, 13, 14, 3, 0, 6, 9, 10, 1, 2, 8, 5, 11, 12, 4, 15, 13, 8, 11, 5, 6, 15, 0, 3, 4, 7, 2, 12, 1, 10, 14, 9, 10,
        6, 9, 0, 12, 11, 7, 13, 15, 1, 3, 14, 5, 2, 8, 4, 3, 15, 0, 6, 10, 1, 13, 8, 9, 4, 5, 11, 12, 7, 2, 14,
    ],
    [
        2, 12, 4, 1, 7, 10, 11, 6, 8, 5, 3, 15, 13, 0, 14, 9, 14, 11, 2, 12, 4, 7, 13, 1, 5, 0, 15, 10, 3, 9, 8, 6, 4,
        2, 1, 11, 10, 13, 7, 8, 15, 9, 12, 5, 6, 3, 0, 14, 11, 8, 12, 7, 1, 14, 2, 13, 6, 15, 0, 9, 10, 4, 5, 3,
    ],
    [
        12, 1, 10, 15, 9, 2, 6, 8, 0, 13, 3, 4, 14, 7, 5, 11, 10, 15, 4, 2, 7, 12, 9, 5, 6, 1, 13, 14, 0, 11, 3, 8, 9,
        14, 15, 5, 2, 8, 12, 3, 7, 0, 4, 10, 1, 13, 11, 6, 4, 3, 2, 12, 9, 5, 15, 10, 11, 14, 1, 7, 6, 0, 8, 13,
    ],
    [
        4, 11, 2, 14, 15, 0, 8, 13, 3, 12, 9, 7, 5, 10, 6, 1, 13, 0, 11, 7, 4, 9, 1, 10, 14, 3, 5, 12, 2, 15, 8, 6, 1,
        4, 11, 13, 12, 3, 7, 14, 10, 15, 6, 8, 0, 5, 9, 2, 6, 11, 13, 8, 1, 4, 10, 7, 9, 5, 0, 15, 14, 2, 3, 12,
    ],
    [
        13, 2, 8, 4, 6, 15, 11, 1, 10, 9, 3, 14, 5, 0, 12, 7, 1, 15, 13, 8, 10, 3, 7, 4, 12, 5, 6, 11, 0, 14, 9, 2, 7,
        11, 4, 1, 9, 12, 14, 2, 0, 6, 10, 13, 15, 3, 5, 8, 2, 1, 14, 7, 4, 10, 8, 13, 15, 12, 9, 0, 3, 5, 6, 11,
    ],
];

/// How far the halves of the key turn before each round.
const TURNS: [u32; 16] = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

/// For each box and its six bits: what it gives, permuted.
static SUBSTITUTION: [[u32; 64]; 8] = substitution();

const fn substitution() -> [[u32; 64]; 8] {
    let mut table = [[0; 64]; 8];
    let mut index = 0;
    while index < 8 {
        let mut input = 0;
        while input < 64 {
            // The outer bits choose the row.
            let row = input >> 4 & 2 | input & 1;
            let value = (BOXES[index][row << 4 | input >> 1 & 15] as u32) << (28 - 4 * index);
            let mut bit = 0;
            while bit < 32 {
                table[index][input] |= (value >> (32 - PERMUTATION[bit] as u32) & 1) << (31 - bit);
                bit += 1;
            }
            input += 1;
        }
        index += 1;
    }
    table
}

/// The keys of the rounds, each as two halves of 24 bits.
#[derive(Clone, Copy)]
pub struct Keys([[u32; 2]; 16]);

impl Keys {
    /// For a key of 64 bits, of which each eighth is not used.
    pub fn new(key: u64) -> Self {
        let chosen = CHOICE1.iter().fold(0u64, |out, &bit| out << 1 | key >> (64 - u32::from(bit)) & 1);
        let half = |value: u64| value as u32 & 0x0fff_ffff;
        let (mut left, mut right) = (half(chosen >> 28), half(chosen));
        let mut keys = [[0; 2]; 16];
        for (turn, slot) in TURNS.iter().zip(&mut keys) {
            left = (left << turn | left >> (28 - turn)) & 0x0fff_ffff;
            right = (right << turn | right >> (28 - turn)) & 0x0fff_ffff;
            let both = u64::from(left) << 28 | u64::from(right);
            let key = CHOICE2.iter().fold(0u64, |out, &bit| out << 1 | both >> (56 - u32::from(bit)) & 1);
            *slot = [(key >> 24) as u32, key as u32 & 0xff_ffff];
        }
        Self(keys)
    }

    /// For deciphering.
    pub fn reversed(mut self) -> Self {
        self.0.reverse();
        self
    }

    /// Enciphers a block `count` times. `salt`: for each of its lower 24 bits that is set, that bit of the expansion, from
    /// its beginning, changes places with the one 24 behind.
    pub fn encipher(&self, block: u64, salt: u32, count: u32) -> u64 {
        let swap = salt.reverse_bits() >> 8;
        let block = initial(block);
        let (mut left, mut right) = ((block >> 32) as u32, block as u32);
        for _ in 0..count {
            for key in &self.0 {
                let new = left ^ round(right, key, swap);
                (left, right) = (right, new);
            }
            // The last round does not change sides.
            (left, right) = (right, left);
        }
        last(u64::from(left) << 32 | u64::from(right))
    }
}

/// What a round adds.
#[inline]
fn round(half: u32, key: &[u32; 2], swap: u32) -> u32 {
    let six = |index: u32| half.rotate_left((4 * index).wrapping_sub(1) & 31) >> 26;
    let mut high = six(0) << 18 | six(1) << 12 | six(2) << 6 | six(3);
    let mut low = six(4) << 18 | six(5) << 12 | six(6) << 6 | six(7);
    let differing = (high ^ low) & swap;
    high ^= differing ^ key[0];
    low ^= differing ^ key[1];
    let of = |index: usize, bits: u32| SUBSTITUTION[index][(bits & 63) as usize];
    of(0, high >> 18)
        ^ of(1, high >> 12)
        ^ of(2, high >> 6)
        ^ of(3, high)
        ^ of(4, low >> 18)
        ^ of(5, low >> 12)
        ^ of(6, low >> 6)
        ^ of(7, low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_answers() {
        for (key, plain, cipher) in [
            (0x1334_5779_9bbc_dff1, 0x0123_4567_89ab_cdef, 0x85e8_1354_0f0a_b405),
            (0x0101_0101_0101_0101, 0x8000_0000_0000_0000, 0x95f8_a5e5_dd31_d900),
            (0x8001_0101_0101_0101, 0, 0x95a8_d728_13da_a94d),
            (0x7ca1_1045_4a1a_6e57, 0x01a1_d6d0_3977_6742, 0x690f_5b0d_9a26_939b),
        ] {
            let keys = Keys::new(key);
            assert_eq!(keys.encipher(plain, 0, 1), cipher);
            assert_eq!(keys.reversed().encipher(cipher, 0, 1), plain);
        }
    }

    #[test]
    fn permutations() {
        for block in [0x0123_4567_89ab_cdef, 1, 1 << 63, 0xdead_beef_0bad_f00d] {
            assert_eq!(last(initial(block)), block);
        }
        // Bit 58 comes first, bit 7 last.
        assert_eq!(initial(1 << (64 - 58)), 1 << 63);
        assert_eq!(initial(1 << (64 - 7)), 1);
    }
}
