//! Hashes by DES: the traditional ones, and BSDi's extended ones. crypt(5).

use super::des::Keys;
use super::hash::{DIGITS, Output, digit};

/// Eight bytes of a key, seven bits of each.
fn eight(key: &[u8]) -> u64 {
    (0..8).fold(0, |block, index| block << 8 | key.get(index).map_or(0, |&byte| u64::from(byte << 1)))
}

/// Appends a block as 11 digits, the highest first.
fn push(output: &mut Output, block: u64) {
    let bits = u128::from(block) << 2;
    for place in (0..11).rev() {
        output.push(&[DIGITS[(bits >> (6 * place)) as usize % 64]]);
    }
}

/// A number of four digits, the lowest first.
fn number(text: &[u8]) -> Option<u32> {
    text.iter().rev().try_fold(0, |value, &byte| Some(value << 6 | digit(byte)?))
}

/// Appends the traditional hash of the first eight bytes of `key`, by two digits of salt.
pub fn traditional(key: &[u8], setting: &[u8], output: &mut Output) -> Option<()> {
    let salt = setting.get(..2)?;
    let block = Keys::new(eight(key)).encipher(0, number(salt)?, 25);
    output.push(salt);
    push(output, block);
    Some(())
}

/// Appends the extended hash of all of `key`, by what follows the `_` in a setting: four digits for the count of
/// rounds, which is not 0, and four of salt.
pub fn extended(key: &[u8], setting: &[u8], output: &mut Output) -> Option<()> {
    let (count, salt) = setting.get(..8)?.split_at(4);
    let rounds = number(count).filter(|&rounds| rounds > 0)?;
    let mut parts = key.chunks(8);
    let mut block = eight(parts.next().unwrap_or_default());
    for part in parts {
        block = Keys::new(block).encipher(block, 0, 1) ^ eight(part);
    }
    let block = Keys::new(block).encipher(0, number(salt)?, rounds);
    output.push(b"_");
    output.push(count);
    output.push(salt);
    push(output, block);
    Some(())
}
