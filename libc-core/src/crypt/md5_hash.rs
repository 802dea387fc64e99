//! Hashes by MD5, with 1000 rounds, as FreeBSD had them first. crypt(5).

use super::hash::{Output, is_safe};
use md5::{Digest, Md5};

const LONGEST_SALT: usize = 8;
/// The longest key, as musl has it.
const LONGEST_KEY: usize = 30000;

/// Appends the hash of `key` by what follows the prefix in a setting.
pub fn hash(key: &[u8], setting: &[u8], output: &mut Output) -> Option<()> {
    let length = setting.iter().take(LONGEST_SALT).take_while(|&&byte| byte != b'$').count();
    let salt = setting.get(..length)?;
    if key.len() > LONGEST_KEY || !salt.iter().all(is_safe) {
        return None;
    }
    let mut digest = Md5::new();
    [key, salt, key].iter().for_each(|part| digest.update(part));
    let both = digest.finalize();
    let mut digest = Md5::new();
    [key, b"$1$", salt].iter().for_each(|part| digest.update(part));
    let mut left = key.len();
    while left > 0 {
        let part = both.get(..left.min(16)).unwrap_or(&both);
        digest.update(part);
        left -= part.len();
    }
    let mut bits = key.len();
    while bits > 0 {
        digest.update(if bits & 1 != 0 { &[0][..] } else { key.get(..1).unwrap_or_default() });
        bits >>= 1;
    }
    let mut sum = digest.finalize();
    for round in 0..1000 {
        let mut digest = Md5::new();
        let odd = round & 1 != 0;
        digest.update(if odd { key } else { &sum });
        if round % 3 != 0 {
            digest.update(salt);
        }
        if round % 7 != 0 {
            digest.update(key);
        }
        digest.update(if odd { &sum[..] } else { key });
        sum = digest.finalize();
    }
    output.push(b"$1$");
    output.push(salt);
    output.push(b"$");
    for [one, two, three] in [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5]] {
        let number = u32::from(sum[one]) << 16 | u32::from(sum[two]) << 8 | u32::from(sum[three]);
        output.push_digits(number, 4);
    }
    output.push_digits(u32::from(sum[11]), 2);
    Some(())
}
