//! Hashes by SHA-256 and SHA-512. Drepper, "Unix crypt using SHA-256 and SHA-512", 0.6.

use super::hash::{Output, is_safe};
use sha2::digest::Output as Sum;
use sha2::{Digest, Sha256, Sha512};

/// The least and the greatest number of rounds, and that of a setting without one.
const LEAST: u32 = 1000;
const MOST: u32 = 9_999_999;
const USUAL: u32 = 5000;

/// The longest key: what it costs grows with its square.
const LONGEST_KEY: usize = 256;
const LONGEST_SALT: usize = 16;

/// One of the two functions.
pub trait Method: Digest {
    /// What settings begin with.
    const PREFIX: &'static [u8];
    /// The order in which the bytes of the sum become digits, three by three.
    const ORDER: &'static [[u8; 3]];
    /// Which bytes are left, and the digits that they become.
    const LAST: (&'static [u8], usize);
}

impl Method for Sha256 {
    const PREFIX: &'static [u8] = b"$5$";
    const ORDER: &'static [[u8; 3]] = &[
        [0, 10, 20],
        [21, 1, 11],
        [12, 22, 2],
        [3, 13, 23],
        [24, 4, 14],
        [15, 25, 5],
        [6, 16, 26],
        [27, 7, 17],
        [18, 28, 8],
        [9, 19, 29],
    ];
    const LAST: (&'static [u8], usize) = (&[31, 30], 3);
}

impl Method for Sha512 {
    const PREFIX: &'static [u8] = b"$6$";
    const ORDER: &'static [[u8; 3]] = &[
        [0, 21, 42],
        [22, 43, 1],
        [44, 2, 23],
        [3, 24, 45],
        [25, 46, 4],
        [47, 5, 26],
        [6, 27, 48],
        [28, 49, 7],
        [50, 8, 29],
        [9, 30, 51],
        [31, 52, 10],
        [53, 11, 32],
        [12, 33, 54],
        [34, 55, 13],
        [56, 14, 35],
        [15, 36, 57],
        [37, 58, 16],
        [59, 17, 38],
        [18, 39, 60],
        [40, 61, 19],
        [62, 20, 41],
    ];
    const LAST: (&'static [u8], usize) = (&[63], 2);
}

/// The rounds that a setting asks for, if it does, and its rest.
fn rounds(setting: &[u8]) -> Option<(Option<u32>, &[u8])> {
    let Some(rest) = setting.strip_prefix(b"rounds=") else { return Some((None, setting)) };
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = rest.split_at(length);
    let rest = rest.strip_prefix(b"$").filter(|_| length > 0)?;
    let value =
        digits.iter().try_fold(0u32, |value, digit| value.checked_mul(10)?.checked_add(u32::from(digit - b'0')))?;
    (value <= MOST).then_some((Some(value.max(LEAST)), rest))
}

/// Adds the first `length` bytes of endless repetitions of `sum`.
fn repeat<D: Digest>(digest: &mut D, sum: &[u8], length: usize) {
    let mut left = length;
    while left > 0 {
        let part = sum.get(..left.min(sum.len())).unwrap_or(sum);
        digest.update(part);
        left -= part.len();
    }
}

/// Appends the hash of `key` by what follows the prefix in a setting.
pub fn hash<D: Method>(key: &[u8], setting: &[u8], output: &mut Output) -> Option<()> {
    let (rounds, rest) = rounds(setting)?;
    let length = rest.iter().take(LONGEST_SALT).take_while(|&&byte| byte != b'$').count();
    let salt = rest.get(..length)?;
    if key.len() > LONGEST_KEY || !salt.iter().all(is_safe) {
        return None;
    }
    let mut digest = D::new();
    [key, salt, key].iter().for_each(|part| digest.update(part));
    let both = digest.finalize();
    let mut digest = D::new();
    digest.update(key);
    digest.update(salt);
    repeat(&mut digest, &both, key.len());
    let mut bits = key.len();
    while bits > 0 {
        digest.update(if bits & 1 != 0 { &both[..] } else { key });
        bits >>= 1;
    }
    let mut sum: Sum<D> = digest.finalize();
    // What stands for the key and the salt in the rounds: their sums, as often as they are long.
    let mut digest = D::new();
    key.iter().for_each(|_| digest.update(key));
    let key_sum = digest.finalize();
    let mut digest = D::new();
    (0..16 + usize::from(sum[0])).for_each(|_| digest.update(salt));
    let salt_sum = digest.finalize();
    let salt_part = salt_sum.get(..length)?;
    for round in 0..rounds.unwrap_or(USUAL) {
        let mut digest = D::new();
        let odd = round & 1 != 0;
        if odd {
            repeat(&mut digest, &key_sum, key.len());
        } else {
            digest.update(&sum);
        }
        if round % 3 != 0 {
            digest.update(salt_part);
        }
        if round % 7 != 0 {
            repeat(&mut digest, &key_sum, key.len());
        }
        if odd {
            digest.update(&sum);
        } else {
            repeat(&mut digest, &key_sum, key.len());
        }
        sum = digest.finalize();
    }
    output.push(D::PREFIX);
    if let Some(rounds) = rounds {
        output.push(b"rounds=");
        let mut divisor = 1_000_000;
        while divisor > 0 {
            if rounds >= divisor {
                output.push(&[b'0' + (rounds / divisor % 10) as u8]);
            }
            divisor /= 10;
        }
        output.push(b"$");
    }
    output.push(salt);
    output.push(b"$");
    let number = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(0, |value, &index| value << 8 | sum.get(usize::from(index)).map_or(0, |&byte| u32::from(byte)))
    };
    for three in D::ORDER {
        output.push_digits(number(three), 4);
    }
    output.push_digits(number(D::LAST.0), D::LAST.1);
    Some(())
}
