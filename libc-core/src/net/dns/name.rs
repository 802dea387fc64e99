//! Domain names: as messages have them, and as text. Source: RFC 1035 3.1, 4.1.4 and 5.1.

/// The longest name in a message, in bytes, its last one, the root's, included.
pub const LONGEST: usize = 255;
/// `NS_MAXDNAME`: room for the longest text, each byte escaped, with a null byte.
pub const TEXT: usize = 1025;
const LONGEST_LABEL: usize = 63;
/// A name has at most 127 labels, and no use for more pointers.
const MOST_POINTERS: usize = 127;

/// A name as it stands in a message, uncompressed: labels behind their lengths, the last one empty.
#[derive(Clone)]
pub struct Name {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Name {
    const fn empty() -> Self {
        Self { bytes: [0; LONGEST], length: 0 }
    }

    /// Its bytes.
    pub fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        *self.bytes.get_mut(self.length)? = byte;
        self.length += 1;
        Some(())
    }

    fn push_label(&mut self, label: &[u8]) -> Option<()> {
        if label.len() > LONGEST_LABEL {
            return None;
        }
        self.push(label.len() as u8)?;
        label.iter().try_for_each(|&byte| self.push(byte))
    }

    /// The name at `at` in a message, and where it ends. `None` if there is none: it leaves the message, is too long,
    /// has a label of an unknown kind, or its pointers lead round in a circle.
    pub fn unpack(message: &[u8], at: usize) -> Option<(Self, usize)> {
        let mut name = Self::empty();
        let mut end = None;
        let mut at = at;
        let mut pointers = 0;
        loop {
            let length = *message.get(at)?;
            match length >> 6 {
                0 => {
                    let next = at + 1 + usize::from(length);
                    name.push_label(message.get(at + 1..next)?)?;
                    at = next;
                    if length == 0 {
                        return Some((name, end.unwrap_or(at)));
                    }
                }
                3 => {
                    let low = *message.get(at + 1)?;
                    end.get_or_insert(at + 2);
                    pointers += 1;
                    if pointers > MOST_POINTERS {
                        return None;
                    }
                    at = usize::from(length & 0x3f) << 8 | usize::from(low);
                }
                _ => return None,
            }
        }
    }

    /// The name that a text stands for, with its escapes: `\.` and `\046` are a dot inside of a label. A dot at the end
    /// changes nothing; no text, or a dot alone, is the root.
    pub fn parse(text: &[u8]) -> Option<Self> {
        if text == b"." {
            return Self::from_labels(&[]);
        }
        let mut name = Self::empty();
        let mut label = Label::new();
        let mut rest = text;
        while let Some((&byte, more)) = rest.split_first() {
            rest = more;
            match byte {
                b'.' => {
                    name.push_label(label.take()?)?;
                    label = Label::new();
                }
                b'\\' => {
                    let (value, more) = escaped(rest)?;
                    rest = more;
                    label.push(value)?;
                }
                _ => label.push(byte)?,
            }
        }
        if label.length > 0 {
            name.push_label(label.take()?)?;
        }
        name.push(0)?;
        Some(name)
    }

    /// The name that a host's name stands for: without escapes.
    pub fn from_labels(text: &[u8]) -> Option<Self> {
        let mut name = Self::empty();
        let text = text.strip_suffix(b".").unwrap_or(text);
        if !text.is_empty() {
            for label in text.split(|&byte| byte == b'.') {
                if label.is_empty() {
                    return None;
                }
                name.push_label(label)?;
            }
        }
        name.push(0)?;
        Some(name)
    }

    /// The labels, without the root's.
    pub fn labels(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = self.as_slice();
        core::iter::from_fn(move || {
            let (&length, more) = rest.split_first().filter(|(length, _)| **length != 0)?;
            let (label, more) = more.split_at_checked(length.into())?;
            rest = more;
            Some(label)
        })
    }

    /// Whether it is the same name: letters' case does not matter.
    pub fn is(&self, other: &Self) -> bool {
        // Lengths are no letters.
        self.as_slice().eq_ignore_ascii_case(other.as_slice())
    }

    /// Writes its text, with escapes and without a dot at the end; nothing for the root. How many bytes that are, if
    /// there is room.
    pub fn write(&self, to: &mut [u8]) -> Option<usize> {
        let mut at = 0;
        let mut put = |byte| {
            *to.get_mut(at)? = byte;
            at += 1;
            Some(())
        };
        for (index, label) in self.labels().enumerate() {
            if index > 0 {
                put(b'.')?;
            }
            for &byte in label {
                match byte {
                    b'"' | b'.' | b';' | b'\\' | b'(' | b')' | b'@' | b'$' => {
                        put(b'\\')?;
                        put(byte)?;
                    }
                    0x21..=0x7e => put(byte)?,
                    _ => {
                        for byte in [b'\\', b'0' + byte / 100, b'0' + byte / 10 % 10, b'0' + byte % 10] {
                            put(byte)?;
                        }
                    }
                }
            }
        }
        Some(at)
    }

    /// Writes it as a host's name, if it can be one: letters, digits, and `-`, `_`, `/` in labels.
    pub fn write_host(&self, to: &mut [u8]) -> Option<usize> {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
        self.labels().all(|label| label.iter().all(plain)).then_some(())?;
        self.write(to).filter(|&length| length > 0)
    }
}

/// A label in the making.
struct Label {
    bytes: [u8; LONGEST_LABEL],
    length: usize,
}

impl Label {
    fn new() -> Self {
        Self { bytes: [0; LONGEST_LABEL], length: 0 }
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        *self.bytes.get_mut(self.length)? = byte;
        self.length += 1;
        Some(())
    }

    fn take(&self) -> Option<&[u8]> {
        self.bytes.get(..self.length).filter(|label| !label.is_empty())
    }
}

/// The byte that stands behind a backslash, and the rest.
fn escaped(text: &[u8]) -> Option<(u8, &[u8])> {
    let (&first, rest) = text.split_first()?;
    if !first.is_ascii_digit() {
        return Some((first, rest));
    }
    let (digits, rest) = text.split_at_checked(3)?;
    let value = digits.iter().try_fold(0u32, |value, &digit| Some(value * 10 + char::from(digit).to_digit(10)?))?;
    Some((u8::try_from(value).ok()?, rest))
}

/// Where the name at `at` ends, without a look at what its pointer points to.
pub fn skip(message: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    loop {
        let length = *message.get(at)?;
        at += 1;
        match length >> 6 {
            0 if length == 0 => return Some(at),
            0 => at += usize::from(length),
            3 if at < message.len() => return Some(at + 1),
            _ => return None,
        }
    }
}
