//! The conversions `d i o u x X b B p`.

use super::directive::{Directive, Flags};
use super::output::Output;
use crate::errno::Errno;
use crate::numeric::integer_text::{ROOM, decimal, power_of_2};

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
    let mut prefix = [0; 2];
    let mut prefix_length = 0;
    let mut text = [0; ROOM];
    let mut precision = directive.precision.unwrap_or(1);
    let start = match directive.conversion {
        b'd' | b'i' => {
            let signed = (word << unused) as i64 >> unused;
            value = signed.unsigned_abs();
            if let Some(sign) = directive.sign(signed < 0) {
                prefix[0] = sign;
                prefix_length = 1;
            }
            decimal(value, &mut text)
        }
        b'u' => decimal(value, &mut text),
        conversion => {
            let bits = match conversion | 0x20 {
                b'b' => 1,
                b'o' => 3,
                _ => 4,
            };
            let start = power_of_2(value, bits, conversion == b'X', &mut text);
            if directive.has(Flags::ALTERNATE) || conversion == b'p' {
                if bits == 3 {
                    precision = precision.max(ROOM - start + 1);
                } else if value != 0 {
                    prefix = [b'0', if conversion == b'p' { b'x' } else { conversion }];
                    prefix_length = 2;
                }
            }
            start
        }
    };
    let digits = text.get(start..).unwrap_or(&[]);
    let zeros = precision.saturating_sub(digits.len());
    if zeros == 0 && directive.width == 0 && prefix_length <= start {
        // The usual case, in one piece.
        let whole = start - prefix_length;
        for (to, &byte) in text.iter_mut().skip(whole).zip(prefix.iter().take(prefix_length)) {
            *to = byte;
        }
        return out.literal(text.get(whole..).unwrap_or(&[]));
    }
    let prefix = prefix.get(..prefix_length).unwrap_or(&[]);
    let fill = directive.has(Flags::ZERO) && directive.precision.is_none();
    let body = digits.len().saturating_add(zeros);
    let right = out.field(directive, fill, prefix, body)?;
    out.pad(b'0', zeros)?;
    out.sink.write(digits)?;
    out.pad(b' ', right)
}
