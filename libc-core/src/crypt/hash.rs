//! Which method a setting names, and what all have in common.

use super::{bcrypt, des_hash, md5_hash, sha_hash};
use sha2::{Sha256, Sha512};

/// The digits of numbers to the base 64, in all methods but bcrypt.
pub const DIGITS: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The longest hash, with its setting, is one of SHA-512: 123 bytes.
pub const LONGEST: usize = 128;

/// A hash while it is written.
pub struct Output {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Output {
    /// Nothing.
    pub const fn new() -> Self {
        Self { bytes: [0; LONGEST], length: 0 }
    }

    /// What has been written.
    pub fn get(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Appends bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if let Some(slot) = self.bytes.get_mut(self.length) {
                *slot = byte;
                self.length += 1;
            }
        }
    }

    /// Appends the lowest `count` digits of a number, the lowest first.
    pub fn push_digits(&mut self, mut value: u32, count: usize) {
        for _ in 0..count {
            self.push(&[DIGITS[value as usize % 64]]);
            value >>= 6;
        }
    }
}

/// The value of a digit.
pub fn digit(byte: u8) -> Option<u32> {
    DIGITS.iter().position(|&digit| digit == byte).map(|value| value as u32)
}

/// Whether a byte can be in a salt that goes into a line of `/etc/shadow`.
pub fn is_safe(byte: &u8) -> bool {
    !matches!(byte, 0 | b':' | b'\n')
}

/// The hash of `key` that `setting` asks for; `None` if it asks for none that there is.
pub fn hash(key: &[u8], setting: &[u8]) -> Option<Output> {
    let mut output = Output::new();
    match setting {
        [b'$', b'1', b'$', rest @ ..] => md5_hash::hash(key, rest, &mut output)?,
        [b'$', b'2', ..] => bcrypt::hash(key, setting, &mut output)?,
        [b'$', b'5', b'$', rest @ ..] => sha_hash::hash::<Sha256>(key, rest, &mut output)?,
        [b'$', b'6', b'$', rest @ ..] => sha_hash::hash::<Sha512>(key, rest, &mut output)?,
        [b'_', rest @ ..] => des_hash::extended(key, rest, &mut output)?,
        _ => des_hash::traditional(key, setting, &mut output)?,
    }
    Some(output)
}

/// What is no hash, and differs from the setting.
pub fn failure(setting: &[u8]) -> &'static [u8] {
    if setting.starts_with(b"*0") { b"*1" } else { b"*0" }
}
