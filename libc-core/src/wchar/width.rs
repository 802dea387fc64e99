//! How many columns a character takes on a terminal.

use super::class::{is_in, is_printable};
use super::tables::{WIDE, ZERO_WIDTH};

/// The columns of a character, 0, 1 or 2; `None` if it cannot be shown. The null character takes none.
pub fn columns(code: u32) -> Option<usize> {
    match code {
        0 => Some(0),
        0x20..0x7f => Some(1),
        _ if !is_printable(code) => None,
        _ if is_in(&ZERO_WIDTH, code) => Some(0),
        _ if is_in(&WIDE, code) => Some(2),
        _ => Some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples() {
        let expected: [(u32, Option<usize>); 14] = [
            (0, Some(0)),
            (9, None),
            (0x41, Some(1)),
            (0x7f, None),
            (0x9f, None),
            (0xe9, Some(1)),
            (0x300, Some(0)),
            (0x4e2d, Some(2)),
            (0xac00, Some(2)),
            (0xff21, Some(2)),
            (0x1f600, Some(2)),
            (0x200b, Some(0)),
            (0xd800, None),
            (u32::MAX, None),
        ];
        for (code, width) in expected {
            assert_eq!(columns(code), width, "{code:x}");
        }
    }
}
