//! The conversions `d i o u x X b B p`.

use super::directive::{Directive, Flags};
use super::output::Output;
use crate::errno::Errno;
use crate::numeric::integer_text::{ROOM, Text};

impl Directive {
    /// The sign that stands before a number; nothing if it is empty.
    pub(super) fn sign(&self, negative: bool) -> Option<u8> {
        if negative {
            Some(b'-')
        } else if self.has(Flags::PLUS) {
            Some(b'+')
        } else if self.has(Flags::SPACE) {
            Some(b' ')
        } else {
            None
        }
    }
}

/// Puts out the integer in the low bits of `word`.
pub(super) fn integer(out: &mut Output, directive: &Directive, word: u64) -> Result<(), Errno> {
    let unused = 64 - u32::from(directive.bits);
    let mut value = word << unused >> unused;
    let mut sign = None;
    let mut text = Text::new();
    let bits = match directive.conversion {
        b'o' => 3,
        b'b' | b'B' => 1,
        b'x' | b'X' | b'p' => 4,
        conversion => {
            if conversion != b'u' {
                let signed = (word << unused) as i64 >> unused;
                value = signed.unsigned_abs();
                sign = directive.sign(signed < 0);
            }
            0
        }
    };
    if bits == 0 {
        text.decimal(value);
    } else {
        text.power_of_2(value, bits, directive.conversion == b'X');
    }
    let mut prefix = None;
    let mut digits = directive.precision.unwrap_or(1);
    if directive.has(Flags::ALTERNATE) || directive.conversion == b'p' {
        match directive.conversion {
            b'o' => digits = digits.max(text.get().len() + 1),
            b'p' => prefix = Some(b'x'),
            letter @ (b'x' | b'X' | b'b' | b'B') => prefix = Some(letter),
            _ => {}
        }
        prefix = prefix.filter(|_| value != 0);
    }
    if directive.has(Flags::ZERO) && !directive.has(Flags::LEFT) && directive.precision.is_none() {
        let before = usize::from(sign.is_some()) + if prefix.is_some() { 2 } else { 0 };
        digits = digits.max(directive.width.saturating_sub(before));
    }
    let zeros = digits.saturating_sub(text.get().len());
    if zeros <= ZEROS {
        // The usual case, in one piece.
        (0..zeros).for_each(|_| text.push(b'0'));
        push_prefix(&mut text, sign, prefix);
        return out.field(directive, &[], 0, text.get());
    }
    let mut before = Text::new();
    push_prefix(&mut before, sign, prefix);
    out.field(directive, before.get(), zeros, text.get())
}

/// Zeros that find room in front of the digits.
const ZEROS: usize = ROOM - 64 - 3;

#[inline(never)]
fn push_prefix(text: &mut Text, sign: Option<u8>, prefix: Option<u8>) {
    if let Some(letter) = prefix {
        text.push(letter);
        text.push(b'0');
    }
    if let Some(sign) = sign {
        text.push(sign);
    }
}
