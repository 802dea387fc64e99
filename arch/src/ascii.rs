//! Runs of ASCII between bytes and 32-bit characters. The CPU's part is a block of 16.

use crate::current::ascii::{BLOCK, is_run, narrow_block, widen_block};

/// How many bytes at `from`, of which at most `most` count, are ASCII and not 0.
///
/// # Safety
/// `from` has `most` bytes, or one that ends the run before.
pub unsafe fn run(from: *const u8, most: usize) -> usize {
    let mut length = 0;
    while length < most {
        let at = from.wrapping_add(length);
        // SAFETY: the run has not ended before: there is a byte, and so the aligned block around it.
        unsafe {
            if at.addr() % BLOCK == 0 && most - length >= BLOCK && is_run(at) {
                length += BLOCK;
                continue;
            }
            if (*at).wrapping_sub(1) >= 0x7f {
                break;
            }
        }
        length += 1;
    }
    length
}

/// Widens the bytes at `from` to `to`, as long as they are ASCII and not 0, and at most `most`. How many they are.
///
/// # Safety
/// As [`run`]; `to` has room for `most`.
pub unsafe fn widen(from: *const u8, to: *mut u32, most: usize) -> usize {
    let mut length = 0;
    while length < most {
        let (at, out) = (from.wrapping_add(length), to.wrapping_add(length));
        // SAFETY: as in `run`; the room is the caller's promise.
        unsafe {
            if at.addr() % BLOCK == 0 && most - length >= BLOCK && widen_block(at, out) {
                length += BLOCK;
                continue;
            }
            let byte = *at;
            if byte.wrapping_sub(1) >= 0x7f {
                break;
            }
            *out = u32::from(byte);
        }
        length += 1;
    }
    length
}

/// Narrows the characters at `from` to `to`, as long as they are ASCII and not 0, and at most `most`. How many they are.
///
/// # Safety
/// `from` has `most` characters, or one that ends the run before; `to` has room for `most`.
pub unsafe fn narrow(from: *const u32, to: *mut u8, most: usize) -> usize {
    let mut length = 0;
    while length < most {
        let (at, out) = (from.wrapping_add(length), to.wrapping_add(length));
        // SAFETY: as in `run`; the room is the caller's promise.
        unsafe {
            if at.addr() % (4 * BLOCK) == 0 && most - length >= BLOCK && narrow_block(at, out) {
                length += BLOCK;
                continue;
            }
            let wide = *at;
            if wide.wrapping_sub(1) >= 0x7f {
                break;
            }
            *out = wide as u8;
        }
        length += 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(align(64))]
    struct Aligned<T>(T);

    #[test]
    fn every_start_length_and_end() {
        for end in [0u32, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0x1_0041, 0x8000_0000, u32::MAX] {
            for start in 0..20 {
                for length in 0..70 {
                    let mut wide = Aligned([0x41u32; 128]);
                    wide.0[start + length] = end;
                    let mut bytes = [0; 128];
                    // SAFETY: the arrays are large enough.
                    let count = unsafe { narrow(wide.0[start..].as_ptr(), bytes.as_mut_ptr(), 100) };
                    assert_eq!(count, length);
                    assert!(bytes[..length].iter().all(|&byte| byte == 0x41));
                    let Ok(end) = u8::try_from(end) else { continue };
                    let mut bytes = Aligned([0x7fu8; 128]);
                    bytes.0[start + length] = end;
                    let mut wide = [0; 128];
                    // SAFETY: the arrays are large enough.
                    unsafe {
                        assert_eq!(widen(bytes.0[start..].as_ptr(), wide.as_mut_ptr(), 100), length);
                        assert_eq!(run(bytes.0[start..].as_ptr(), 100), length);
                        assert_eq!(run(bytes.0[start..].as_ptr(), length / 2), length / 2);
                    }
                    assert!(wide[..length].iter().all(|&wide| wide == 0x7f) && wide[length] == 0);
                }
            }
        }
    }
}
