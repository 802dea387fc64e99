//! The encodings and their names.

use super::single::{ASCII, ISO_8859_1, Single};
use super::{chinese, japanese, korean, tables, unicode};

/// An encoding of text.
#[derive(Clone, Copy)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16.
    Utf16(Order),
    /// UTF-32, which is UCS-4, and a `wchar_t`.
    Utf32(Order),
    /// UTF-16 without surrogates.
    Ucs2(Order),
    /// A byte for each character.
    Single(&'static Single),
    /// JIS X 0201, 0208 and 0212 as extended Unix code.
    EucJp,
    /// JIS X 0201 and 0208 as shifted codes.
    ShiftJis,
    /// Microsoft's code page 932, a superset of Shift_JIS.
    Cp932,
    /// RFC 1468, with the half-width katakana.
    Iso2022Jp,
    /// GB 2312 as extended Unix code.
    Gb2312,
    /// GBK.
    Gbk,
    /// GB 18030.
    Gb18030,
    /// Big5 with ETEN's extensions.
    Big5,
    /// Big5 with Hong Kong's supplementary character set.
    Big5Hkscs,
    /// KS X 1001 as extended Unix code.
    EucKr,
    /// Microsoft's code page 949, a superset of EUC-KR.
    Cp949,
}

/// The order of the bytes in a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The highest first.
    Big,
    /// The lowest first.
    Little,
    /// As a mark at the beginning says, else the highest first. It is written without one.
    Marked,
}

/// What stands at the beginning of the input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decoded {
    /// A character of so many bytes.
    Character(u32, usize),
    /// Two characters that so many bytes stand for.
    Two([u32; 2], usize),
    /// Bytes that say how to go on.
    Shift(usize),
    /// The beginning of a character.
    Incomplete,
    /// No character.
    Invalid,
}

/// Why a character was not written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unencoded {
    /// It has no code.
    Unknown,
    /// There is not enough room.
    NoRoom,
}

/// Writes the bytes, all or none; how many they are.
pub fn put(output: &mut [u8], bytes: &[u8]) -> Result<usize, Unencoded> {
    output.get_mut(..bytes.len()).ok_or(Unencoded::NoRoom)?.copy_from_slice(bytes);
    Ok(bytes.len())
}

impl Encoding {
    /// Whether each byte below 0x80 is that character of US-ASCII, in whatever state.
    pub fn has_ascii(self) -> bool {
        match self {
            Self::Utf16(_) | Self::Utf32(_) | Self::Ucs2(_) | Self::Iso2022Jp => false,
            Self::Single(set) => set.has_ascii(),
            _ => true,
        }
    }

    /// Whether the meaning of bytes depends on what came before.
    pub fn has_state(self) -> bool {
        matches!(
            self,
            Self::Iso2022Jp | Self::Utf16(Order::Marked) | Self::Utf32(Order::Marked) | Self::Ucs2(Order::Marked)
        )
    }

    /// The least bytes that a character has.
    pub fn unit(self) -> usize {
        match self {
            Self::Utf16(_) | Self::Ucs2(_) => 2,
            Self::Utf32(_) => 4,
            _ => 1,
        }
    }

    /// What the input, which is not empty, begins with. The state is 0 at first.
    pub fn decode(self, state: &mut u8, input: &[u8]) -> Decoded {
        match self {
            Self::Utf8 => unicode::decode_utf8(input),
            Self::Utf16(order) => unicode::decode_utf16(order, state, input),
            Self::Ucs2(order) => unicode::decode_ucs2(order, state, input),
            Self::Utf32(order) => unicode::decode_utf32(order, state, input),
            Self::Iso2022Jp => japanese::decode_iso_2022_jp(state, input),
            Self::Single(set) => match input.first().and_then(|&byte| set.decode(byte)) {
                Some(character) => Decoded::Character(character, 1),
                None => Decoded::Invalid,
            },
            // In all others a byte below 0x80 stands for itself, and others begin a character of at least two.
            _ => match *input {
                [byte @ 0..0x80, ..] => Decoded::Character(byte.into(), 1),
                [lead, ref rest @ ..] => self.decode_multibyte(lead, rest),
                [] => Decoded::Incomplete,
            },
        }
    }

    fn decode_multibyte(self, lead: u8, rest: &[u8]) -> Decoded {
        match self {
            Self::EucJp => japanese::decode_euc_jp(lead, rest),
            Self::ShiftJis => japanese::decode_shift_jis(lead, rest, false),
            Self::Cp932 => japanese::decode_shift_jis(lead, rest, true),
            Self::Gb2312 => chinese::decode_gb_2312(lead, rest),
            Self::Gbk => chinese::decode_gbk(lead, rest),
            Self::Gb18030 => chinese::decode_gb_18030(lead, rest),
            Self::Big5 | Self::Big5Hkscs => chinese::decode_big5(lead, rest),
            // Microsoft's superset is what its name is often given for.
            _ => korean::decode(lead, rest),
        }
    }

    /// Writes a character; how many bytes it takes. The state, which is 0 at first, stays as it is if that fails.
    pub fn encode(self, state: &mut u8, character: u32, output: &mut [u8]) -> Result<usize, Unencoded> {
        let code = match self {
            Self::Utf8 => return unicode::encode_utf8(character, output),
            Self::Utf16(order) => return unicode::encode_utf16(order, character, output),
            Self::Ucs2(order) => return unicode::encode_ucs2(order, character, output),
            Self::Utf32(order) => return unicode::encode_utf32(order, character, output),
            Self::Iso2022Jp => return japanese::encode_iso_2022_jp(state, character, output),
            Self::Single(set) => return put(output, &[set.encode(character).ok_or(Unencoded::Unknown)?]),
            _ if character < 0x80 => return put(output, &[character as u8]),
            Self::EucJp => return japanese::encode_euc_jp(character, output),
            Self::ShiftJis => return japanese::encode_shift_jis(character, output, false),
            Self::Cp932 => return japanese::encode_shift_jis(character, output, true),
            Self::Gbk => return chinese::encode_gbk(character, output),
            Self::Gb18030 => return chinese::encode_gb_18030(character, output),
            Self::Gb2312 => chinese::encode_gb_2312(character),
            Self::Big5 => chinese::encode_big5(character, false),
            Self::Big5Hkscs => chinese::encode_big5(character, true),
            Self::EucKr => korean::encode(character, false),
            Self::Cp949 => korean::encode(character, true),
        };
        put(output, &code.ok_or(Unencoded::Unknown)?)
    }

    /// A character that the encoding has and that is almost the same as one that it does not have.
    pub fn similar(self, character: u32) -> Option<u32> {
        match self {
            Self::Cp932 => japanese::similar(character, true),
            Self::ShiftJis | Self::EucJp | Self::Iso2022Jp => japanese::similar(character, false),
            _ => None,
        }
    }

    /// Writes what brings the state back to 0.
    pub fn reset(self, state: &mut u8, output: &mut [u8]) -> Result<usize, Unencoded> {
        match self {
            Self::Iso2022Jp => japanese::reset_iso_2022_jp(state, output),
            _ => Ok(0),
        }
    }
}

/// The encodings with their names: in small letters, without punctuation, spaces between.
pub static NAMES: &[(&str, Encoding)] = &[
    ("utf8 char", Encoding::Utf8),
    ("wchart", Encoding::Utf32(Order::Little)),
    ("ucs2be", Encoding::Ucs2(Order::Big)),
    ("ucs2le", Encoding::Ucs2(Order::Little)),
    ("ucs2", Encoding::Ucs2(Order::Marked)),
    ("utf16be", Encoding::Utf16(Order::Big)),
    ("utf16le", Encoding::Utf16(Order::Little)),
    ("utf16", Encoding::Utf16(Order::Marked)),
    ("ucs4be utf32be", Encoding::Utf32(Order::Big)),
    ("ucs4le utf32le", Encoding::Utf32(Order::Little)),
    ("ucs4 utf32", Encoding::Utf32(Order::Marked)),
    ("ascii usascii iso646 iso646us ansix341968", Encoding::Single(&ASCII)),
    ("iso88591 latin1 cp819", Encoding::Single(&ISO_8859_1)),
    ("iso88592 latin2", Encoding::Single(&tables::ISO_8859_2)),
    ("iso88593 latin3", Encoding::Single(&tables::ISO_8859_3)),
    ("iso88594 latin4", Encoding::Single(&tables::ISO_8859_4)),
    ("iso88595 cyrillic", Encoding::Single(&tables::ISO_8859_5)),
    ("iso88596 arabic", Encoding::Single(&tables::ISO_8859_6)),
    ("iso88597 greek", Encoding::Single(&tables::ISO_8859_7)),
    ("iso88598 hebrew", Encoding::Single(&tables::ISO_8859_8)),
    ("iso88599 latin5", Encoding::Single(&tables::ISO_8859_9)),
    ("iso885910 latin6", Encoding::Single(&tables::ISO_8859_10)),
    ("iso885911 tis620", Encoding::Single(&tables::ISO_8859_11)),
    ("iso885913 latin7", Encoding::Single(&tables::ISO_8859_13)),
    ("iso885914 latin8", Encoding::Single(&tables::ISO_8859_14)),
    ("iso885915 latin9", Encoding::Single(&tables::ISO_8859_15)),
    ("iso885916 latin10", Encoding::Single(&tables::ISO_8859_16)),
    ("cp874 windows874", Encoding::Single(&tables::CP874)),
    ("cp1250 windows1250", Encoding::Single(&tables::CP1250)),
    ("cp1251 windows1251", Encoding::Single(&tables::CP1251)),
    ("cp1252 windows1252", Encoding::Single(&tables::CP1252)),
    ("cp1253 windows1253", Encoding::Single(&tables::CP1253)),
    ("cp1254 windows1254", Encoding::Single(&tables::CP1254)),
    ("cp1255 windows1255", Encoding::Single(&tables::CP1255)),
    ("cp1256 windows1256", Encoding::Single(&tables::CP1256)),
    ("cp1257 windows1257", Encoding::Single(&tables::CP1257)),
    ("cp1258 windows1258", Encoding::Single(&tables::CP1258)),
    ("koi8r", Encoding::Single(&tables::KOI8_R)),
    ("koi8u", Encoding::Single(&tables::KOI8_U)),
    ("cp437 ibm437", Encoding::Single(&tables::CP437)),
    ("cp737 ibm737", Encoding::Single(&tables::CP737)),
    ("cp775 ibm775", Encoding::Single(&tables::CP775)),
    ("cp850 ibm850", Encoding::Single(&tables::CP850)),
    ("cp852 ibm852", Encoding::Single(&tables::CP852)),
    ("cp855 ibm855", Encoding::Single(&tables::CP855)),
    ("cp857 ibm857", Encoding::Single(&tables::CP857)),
    ("cp858 ibm858", Encoding::Single(&tables::CP858)),
    ("cp860 ibm860", Encoding::Single(&tables::CP860)),
    ("cp861 ibm861", Encoding::Single(&tables::CP861)),
    ("cp862 ibm862", Encoding::Single(&tables::CP862)),
    ("cp863 ibm863", Encoding::Single(&tables::CP863)),
    ("cp864 ibm864", Encoding::Single(&tables::CP864)),
    ("cp865 ibm865", Encoding::Single(&tables::CP865)),
    ("cp866 ibm866", Encoding::Single(&tables::CP866)),
    ("cp869 ibm869", Encoding::Single(&tables::CP869)),
    ("cp1047 ibm1047", Encoding::Single(&tables::CP1047)),
    ("eucjp ujis", Encoding::EucJp),
    ("shiftjis sjis", Encoding::ShiftJis),
    ("cp932 windows31j mskanji", Encoding::Cp932),
    ("iso2022jp", Encoding::Iso2022Jp),
    ("gb18030", Encoding::Gb18030),
    ("gbk cp936 windows936", Encoding::Gbk),
    ("gb2312 euccn", Encoding::Gb2312),
    ("big5 bigfive cp950", Encoding::Big5),
    ("big5hkscs", Encoding::Big5Hkscs),
    ("euckr ksc5601 ksx1001", Encoding::EucKr),
    ("cp949 uhc windows949", Encoding::Cp949),
];

/// The index in [`NAMES`] of the encoding with this name; capital letters and punctuation do not matter. No name is
/// UTF-8's.
pub fn find(name: &[u8]) -> Option<usize> {
    let letters = || name.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
    if name.is_empty() {
        return Some(0);
    }
    NAMES.iter().position(|(names, _)| {
        names.as_bytes().split(|&byte| byte == b' ').any(|known| letters().eq(known.iter().copied()))
    })
}
