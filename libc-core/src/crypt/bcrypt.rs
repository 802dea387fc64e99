//! Hashes by bcrypt. Provos and Mazières, "A Future-Adaptable Password Scheme"; the variants are those of crypt_blowfish:
//! `$2b$` and `$2y$` are right, `$2x$` takes bytes from 0x80 on for negative numbers as an old mistake did, and `$2a$` is
//! right too, but gives another hash for a key that would have the same one by that mistake.

use super::hash::Output;
use blowfish::Blowfish;

const DIGITS: &[u8; 64] = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// A setting: the prefix, the cost, and the salt of 16 bytes.
const SETTING: usize = 7 + 22;
/// The words of the key that Blowfish uses.
const WORDS: usize = 18;
const TEXT: &[u8; 24] = b"OrpheanBeholderScryDoubt";

fn digit(byte: u8) -> Option<u32> {
    DIGITS.iter().position(|&digit| digit == byte).map(|value| value as u32)
}

/// The bytes that digits stand for, the upper bits first.
fn decode<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let (mut buffer, mut bits) = (0u32, 0);
    let mut slots = bytes.iter_mut();
    for &byte in text {
        buffer = buffer << 6 | digit(byte)?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            if let Some(slot) = slots.next() {
                *slot = (buffer >> bits) as u8;
            }
        }
    }
    Some(bytes)
}

fn push(output: &mut Output, bytes: &[u8]) {
    for three in bytes.chunks(3) {
        let value = (0..3).fold(0, |value, index| value << 8 | three.get(index).map_or(0, |&byte| u32::from(byte)));
        for place in 0..=three.len() {
            output.push(&[DIGITS[(value >> (18 - 6 * place)) as usize % 64]]);
        }
    }
}

/// A key as the 72 bytes that Blowfish uses of its endless repetitions, each with a 0 behind it. For the first of the
/// expansions it may differ.
fn words(key: &[u8], variant: u8) -> [[u8; WORDS * 4]; 2] {
    let mut bytes = key.iter().copied().chain([0]).cycle();
    let mut words = [0; WORDS * 4];
    let (mut difference, mut sign) = (0, 0);
    for word in words.chunks_exact_mut(4) {
        let (mut right, mut wrong) = (0u32, 0u32);
        for index in 0..4 {
            let byte = bytes.next().unwrap_or(0);
            right = right << 8 | u32::from(byte);
            wrong = wrong << 8 | byte as i8 as u32;
            if index > 0 {
                sign |= wrong & 0x80;
            }
        }
        difference |= right ^ wrong;
        word.copy_from_slice(&if variant == b'x' { wrong } else { right }.to_be_bytes());
    }
    let mut first = words;
    if variant == b'a' && difference == 0 && sign != 0 {
        first[1] ^= 1;
    }
    [first, words]
}

/// Appends the hash of `key` by a setting.
pub fn hash(key: &[u8], setting: &[u8], output: &mut Output) -> Option<()> {
    let setting = setting.get(..SETTING)?;
    let [
        b'$',
        b'2',
        variant @ (b'a' | b'b' | b'x' | b'y'),
        b'$',
        tens @ b'0'..=b'3',
        ones @ b'0'..=b'9',
        b'$',
        salt @ ..,
    ] = setting
    else {
        return None;
    };
    let cost = (tens - b'0') * 10 + (ones - b'0');
    if !(4..=31).contains(&cost) {
        return None;
    }
    let salt_bytes: [u8; 16] = decode(salt)?;
    let [first, key] = words(key, *variant);
    let mut state = Blowfish::bc_init_state();
    state.salted_expand_key(&salt_bytes, &first);
    for _ in 0..1u32 << cost {
        state.bc_expand_key(&key);
        state.bc_expand_key(&salt_bytes);
    }
    let mut sum = [0; 24];
    for (from, to) in TEXT.chunks_exact(8).zip(sum.chunks_exact_mut(8)) {
        let half = |part: Option<&[u8]>| part.and_then(|part| part.try_into().ok()).map_or(0, u32::from_be_bytes);
        let mut block = [half(from.get(..4)), half(from.get(4..))];
        for _ in 0..64 {
            block = state.bc_encrypt(block);
        }
        for (slot, byte) in to.iter_mut().zip(block.iter().flat_map(|word| word.to_be_bytes())) {
            *slot = byte;
        }
    }
    // The last digit of the salt has two bits only.
    let (last, setting) = setting.split_last()?;
    output.push(setting);
    output.push(&[DIGITS[(digit(*last)? & 0x30) as usize]]);
    push(output, sum.get(..23)?);
    Some(())
}
