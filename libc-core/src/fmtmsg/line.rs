//! A message's text. POSIX.1-2024 fmtmsg.

use crate::errno::Errno;
use crate::malloc::Buffer;

/// The parts of a message, in their order.
pub const PARTS: [&[u8]; 5] = [b"label", b"severity", b"text", b"action", b"tag"];

/// Which parts the variable `MSGVERB` asks for, as bits; all if it is not as it should be.
pub fn wanted(verbosity: Option<&[u8]>) -> u8 {
    const ALL: u8 = 0x1f;
    let Some(verbosity) = verbosity.filter(|text| !text.is_empty()) else { return ALL };
    let mut chosen = 0;
    for word in verbosity.split(|&byte| byte == b':') {
        match PARTS.iter().position(|part| *part == word) {
            Some(index) => chosen |= 1 << index,
            None => return ALL,
        }
    }
    chosen
}

/// The name of a severity: empty for none; `None` if there is no such.
pub fn severity(number: i32) -> Option<&'static [u8]> {
    [&b""[..], b"HALT", b"ERROR", b"WARNING", b"INFO"].get(usize::try_from(number).ok()?).copied()
}

/// Whether a label has its two fields, of at most 10 and 14 bytes.
pub fn is_label(label: &[u8]) -> bool {
    label.iter().position(|&byte| byte == b':').is_some_and(|colon| colon <= 10 && label.len() - colon - 1 <= 14)
}

/// The line of a message: label, severity, text, action and tag, as far as they are there and wanted.
pub fn compose(parts: [Option<&[u8]>; 5], wanted: u8) -> Result<Buffer<u8>, Errno> {
    let part = |index: usize| parts.get(index).copied().flatten().filter(|_| wanted >> index & 1 != 0);
    let [label, severity, text, action, tag] = [part(0), part(1), part(2), part(3), part(4)];
    let mut line = Buffer::new();
    let mut add = |part: Option<&[u8]>, before: &[u8], behind: &[u8], more: bool| -> Result<(), Errno> {
        if let Some(part) = part {
            line.extend(before)?;
            line.extend(part)?;
            line.extend(if more { behind } else { b"" })?;
        }
        Ok(())
    };
    let below = action.is_some() || tag.is_some();
    add(label, b"", b": ", severity.is_some() || text.is_some() || below)?;
    add(severity, b"", b": ", text.is_some() || below)?;
    add(text, b"", b"\n", below)?;
    add(action, b"TO FIX: ", b"  ", tag.is_some())?;
    add(tag, b"", b"", false)?;
    line.push(b'\n')?;
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let all = [Some(&b"UX:cat"[..]), Some(b"ERROR"), Some(b"no"), Some(b"do"), Some(b"UX:cat:1")];
        let line = |parts, wanted| String::from_utf8(compose(parts, wanted).unwrap().to_vec()).unwrap();
        assert_eq!(line(all, 0x1f), "UX:cat: ERROR: no\nTO FIX: do  UX:cat:1\n");
        assert_eq!(line(all, 0x7), "UX:cat: ERROR: no\n");
        assert_eq!(line(all, 0x3), "UX:cat: ERROR\n");
        assert_eq!(line(all, 0x18), "TO FIX: do  UX:cat:1\n");
        assert_eq!(line([None, None, Some(b"x"), None, None], 0x1f), "x\n");
        assert_eq!(line([None; 5], 0x1f), "\n");
    }

    #[test]
    fn parts() {
        assert_eq!((wanted(None), wanted(Some(b"")), wanted(Some(b"text:no"))), (0x1f, 0x1f, 0x1f));
        assert_eq!((wanted(Some(b"text:tag")), wanted(Some(b"label"))), (0x14, 1));
        assert!(is_label(b"UX:cat") && !is_label(b"cat") && !is_label(b"12345678901:x"));
        assert!(is_label(b"1234567890:12345678901234") && !is_label(b"a:123456789012345"));
        assert_eq!(
            (severity(0), severity(4), severity(5), severity(-1)),
            (Some(&b""[..]), Some(&b"INFO"[..]), None, None)
        );
    }
}
