//! The tables of character sets for `iconv`, made from the data of the crates `encoding_rs` and `oem_cp`.

use crate::target::workspace;
use anyhow::{Context, Result, ensure};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};
use oem_cp::code_table_type::TableType;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

/// The folder of the tables' bytes, and the file that tells where in them what is.
const FOLDER: &str = "libc-core/src/iconv/tables";
const FILE: &str = "libc-core/src/iconv/tables.rs";

/// Writes the files.
pub fn command() -> Result<()> {
    let mut output = Output { text: HEADER.to_owned() };
    fs::create_dir_all(workspace().join(FOLDER))?;
    output.singles()?;
    output.doubles()?;
    output.hangul()?;
    output.chinese()?;
    output.text.pop();
    fs::write(workspace().join(FILE), output.text).context(FILE)?;
    println!("{FILE}");
    Ok(())
}

const HEADER: &str = "//! Character sets, made by `cargo xtask unicode`.\n\n\
    use super::double::Double;\nuse super::members::Members;\nuse super::pairs::Pairs;\nuse super::single::Single;\n\n";

/// A place in a set of two-byte characters: its row and column.
type Place = (u8, u8);

/// A set of two-byte characters.
struct Set<'a> {
    name: &'a str,
    about: &'a str,
    rows: Vec<u8>,
    columns: u8,
    /// The bytes of a place, for `encoding`.
    bytes: fn(Place) -> Vec<u8>,
    encoding: &'static Encoding,
    /// The place that a character's bytes stand for.
    place: fn(&[u8]) -> Option<Place>,
}

struct Output {
    text: String,
}

/// The one character that the bytes stand for.
fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Option<u32> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let mut characters = text.chars();
    let first = characters.next()?;
    characters.next().is_none().then_some(first.into())
}

/// Groups of 64 characters, of which at least one is in the set: the number of the group, how many members came before
/// it, and which of its characters are members.
fn groups(members: impl Iterator<Item = u32>) -> Vec<u8> {
    let mut groups: BTreeMap<u16, u64> = BTreeMap::new();
    for character in members {
        *groups.entry((character >> 6) as u16).or_default() |= 1 << (character & 63);
    }
    let mut bytes = Vec::new();
    let mut before = 0u16;
    for (number, bits) in groups {
        bytes.extend(number.to_le_bytes());
        bytes.extend(before.to_le_bytes());
        bytes.extend(bits.to_le_bytes());
        before += bits.count_ones() as u16;
    }
    bytes
}

impl Output {
    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<String> {
        let file = format!("{}.bin", name.to_ascii_lowercase());
        let path = workspace().join(FOLDER).join(&file);
        fs::write(&path, bytes).with_context(|| file.clone())?;
        Ok(format!("include_bytes!(\"tables/{file}\")"))
    }

    /// One-byte sets.
    fn singles(&mut self) -> Result<()> {
        let mut bytes = Vec::new();
        let mut constants = String::new();
        for (name, about, first, characters) in singles()? {
            let start = bytes.len();
            for character in characters {
                bytes.extend(character.to_le_bytes());
            }
            let _ = write!(
                constants,
                "/// {about}\npub static {name}: Single = Single::new({first:#x}, SINGLES, {start}, {});\n",
                bytes.len()
            );
        }
        let file = self.file("singles", &bytes)?;
        let _ = write!(self.text, "const SINGLES: &[u8] = {file};\n\n{constants}\n");
        Ok(())
    }

    fn doubles(&mut self) -> Result<()> {
        for set in sets() {
            self.double(&set)?;
        }
        Ok(())
    }

    fn double(&mut self, set: &Set) -> Result<()> {
        let at = |place| decode(set.encoding, &(set.bytes)(place));
        let mut stored = vec![u8::MAX; set.rows.iter().copied().max().map_or(0, usize::from) + 1];
        let (mut cells, mut planes) = (Vec::new(), Vec::new());
        let mut members: BTreeMap<u32, u8> = BTreeMap::new();
        for (index, &row) in set.rows.iter().enumerate() {
            stored[usize::from(row)] = u8::try_from(index)?;
            for column in 0..set.columns {
                let found = at((row, column));
                let character = found.unwrap_or(0);
                cells.extend((character as u16).to_le_bytes());
                planes.push(character >> 16);
                if found.is_some() {
                    members.entry(character).or_insert(row);
                }
            }
        }
        for (&character, row) in &mut members {
            let text = char::from_u32(character).context("a character")?.to_string();
            let (encoded, _, failed) = set.encoding.encode(&text);
            // What the encoding never writes is where it was found first.
            if let Some(place) = (set.place)(&encoded).filter(|_| !failed) {
                let same = at(place) == Some(character) && set.rows.contains(&place.0);
                if same {
                    *row = place.0;
                }
            }
        }
        ensure!(planes.iter().all(|&plane| plane == 0 || plane == 2), "a character of another plane");
        let mut bits = vec![0u8; planes.len().div_ceil(8)];
        for (index, _) in planes.iter().enumerate().filter(|(_, plane)| **plane == 2) {
            bits[index / 8] |= 1 << (index % 8);
        }
        if bits.iter().all(|&byte| byte == 0) {
            bits.clear();
        }
        let parts =
            [stored, cells, bits, groups(members.keys().copied()), members.values().copied().collect::<Vec<_>>()];
        let mut ends = Vec::new();
        let mut bytes = Vec::new();
        for part in parts {
            bytes.extend(part);
            ends.push(bytes.len());
        }
        let file = self.file(set.name, &bytes)?;
        let _ = write!(
            self.text,
            "/// {}\npub static {}: Double = Double::new({}, {file}, {:?});\n\n",
            set.about,
            set.name,
            set.columns,
            &ends[..4]
        );
        Ok(())
    }

    /// KS X 1001 has its Hangul syllables in Unicode's order, and so has what extends it those that are missing there.
    fn hangul(&mut self) -> Result<()> {
        let all = |rows: std::ops::RangeInclusive<u8>| {
            rows.flat_map(|lead| (0xa1..=0xfe).map(move |trail| [lead, trail]))
                .map(|bytes| decode(EUC_KR, &bytes).context("a Hangul syllable"))
                .collect::<Result<Vec<_>>>()
        };
        let inside = all(0xb0..=0xc8)?;
        ensure!(inside.is_sorted(), "the Hangul syllables of KS X 1001 are not in order");
        let mut outside = (0xac00..=0xd7a3).filter(|syllable| !inside.contains(syllable));
        for lead in 0x81..=0xc6u8 {
            let trails = (0x41..=0x5a).chain(0x61..=0x7a).chain(0x81..=0xfeu8);
            for trail in trails.filter(|&trail| lead < 0xa1 || trail < 0xa1) {
                if let Some(syllable) = decode(EUC_KR, &[lead, trail]) {
                    ensure!(outside.next() == Some(syllable), "the other Hangul syllables are not in order");
                }
            }
        }
        ensure!(outside.next().is_none(), "a Hangul syllable has no code");
        let file = self.file("HANGUL", &groups(inside.into_iter()))?;
        let _ = write!(
            self.text,
            "/// The Hangul syllables of KS X 1001.\npub static HANGUL: Members = Members::new({file});\n\n"
        );
        Ok(())
    }

    /// What GBK and GB 18030 have besides GB 2312's plane.
    fn chinese(&mut self) -> Result<()> {
        let mut others = Vec::new();
        let missing = (0x4e00..=0x9fa5u32).filter(|&ideograph| {
            let text = char::from_u32(ideograph).map(String::from).unwrap_or_default();
            !matches!(*GBK.encode(&text).0, [0xa1..=0xff, 0xa1..=0xff])
        });
        let mut missing = missing.collect::<Vec<_>>().into_iter();
        for lead in 0x81..=0xfeu8 {
            for trail in (0x40..=0xfeu8).filter(|&trail| trail != 0x7f && (lead < 0xa1 || trail < 0xa1)) {
                let character = decode(GBK, &[lead, trail]).context("a hole in GBK")?;
                match lead {
                    0xa1..=0xa7 => {
                        // Compatibility with an old error of its own makes one exception in `encoding_rs`.
                        let own =
                            0xe4c6 + u32::from(lead - 0xa1) * 96 + u32::from(trail - 0x40 - u8::from(trail > 0x7f));
                        ensure!(
                            character == own || (lead, trail) == (0xa3, 0xa0),
                            "private characters are out of order"
                        );
                    }
                    0xa8 | 0xa9 => others.push((u16::from_be_bytes([lead, trail]), character as u16)),
                    _ => match missing.next() {
                        Some(expected) => ensure!(expected == character, "GBK's ideographs are out of order"),
                        None => others.push((u16::from_be_bytes([lead, trail]), character as u16)),
                    },
                }
            }
        }
        let pairs = |pairs: &[(u16, u16)]| -> Vec<u8> {
            pairs.iter().flat_map(|&(from, to)| [from.to_le_bytes(), to.to_le_bytes()]).flatten().collect()
        };
        let file = self.file("GBK_OTHERS", &pairs(&others))?;
        let _ = write!(
            self.text,
            "/// Characters of GBK outside of GB 2312's plane that are in no order: codes and characters.\n\
             pub static GBK_OTHERS: Pairs = Pairs::new({file});\n\n"
        );
        let mut ranges: Vec<(u16, u16)> = Vec::new();
        let mut last = None;
        for index in 0..39420u16 {
            let character = decode(GB18030, &four_bytes(index)).context("a hole in GB 18030")? as u16;
            if last != character.checked_sub(1) {
                ranges.push((index, character));
            }
            last = Some(character);
        }
        let file = self.file("GB18030_RANGES", &pairs(&ranges))?;
        let _ = write!(
            self.text,
            "/// Where in the order of GB 18030's codes of four bytes a range of characters begins, and with which.\n\
             pub static GB18030_RANGES: Pairs = Pairs::new({file});\n\n"
        );
        Ok(())
    }
}

fn four_bytes(index: u16) -> [u8; 4] {
    let digit = |divisor: u16, count: u16| (index / divisor % count) as u8;
    [0x81 + (index / 12600) as u8, 0x30 + digit(1260, 10), 0x81 + digit(10, 126), 0x30 + digit(1, 10)]
}

fn sets() -> [Set<'static>; 5] {
    [
        Set {
            name: "JIS_X_0208",
            about: "JIS X 0208 with Microsoft's mapping and what NEC (rows 13, 89 to 92) and IBM (from row 115) added.",
            rows: (1..=8).chain([13]).chain(16..=84).chain(89..=92).chain(115..=119).collect(),
            columns: 94,
            bytes: |(row, column)| {
                let row = row - 1;
                let lead = row / 2 + if row < 62 { 0x81 } else { 0xc1 };
                let trail = if row % 2 == 1 { 0x9f + column } else { 0x40 + column + u8::from(column > 62) };
                vec![lead, trail]
            },
            encoding: SHIFT_JIS,
            place: |bytes| match *bytes {
                [lead, trail] => {
                    let row = (lead - if lead < 0xa0 { 0x81 } else { 0xc1 }) * 2 + u8::from(trail >= 0x9f) + 1;
                    let column = if trail >= 0x9f { trail - 0x9f } else { trail - 0x40 - u8::from(trail > 0x7f) };
                    Some((row, column))
                }
                _ => None,
            },
        },
        Set {
            name: "JIS_X_0212",
            about: "JIS X 0212.",
            rows: [2, 6, 7, 9, 10, 11].into_iter().chain(16..=77).collect(),
            columns: 94,
            bytes: |(row, column)| vec![0x8f, 0xa0 + row, 0xa1 + column],
            encoding: EUC_JP,
            place: |_| None,
        },
        Set {
            name: "KS_X_1001",
            about: "KS X 1001 without its Hangul syllables.",
            rows: (1..=12).chain(42..=93).collect(),
            columns: 94,
            bytes: |(row, column)| vec![0xa0 + row, 0xa1 + column],
            encoding: EUC_KR,
            place: in_g1,
        },
        Set {
            name: "GB_2312",
            about: "GB 2312 with what GBK added to its plane.",
            rows: (1..=9).chain(16..=87).collect(),
            columns: 94,
            bytes: |(row, column)| vec![0xa0 + row, 0xa1 + column],
            encoding: GBK,
            place: in_g1,
        },
        Set {
            name: "BIG5",
            about: "Big5 with what ETEN and Hong Kong added; row 0 has the lead byte 0x87.",
            rows: (0..120).collect(),
            columns: 157,
            bytes: |(row, column)| vec![0x87 + row, if column < 63 { 0x40 + column } else { 0xa1 + (column - 63) }],
            encoding: BIG5,
            place: |bytes| match *bytes {
                [lead @ 0x87..=0xff, trail] => {
                    Some((lead - 0x87, if trail < 0x7f { trail - 0x40 } else { trail - 0xa1 + 63 }))
                }
                _ => None,
            },
        },
    ]
}

fn in_g1(bytes: &[u8]) -> Option<Place> {
    match *bytes {
        [lead @ 0xa1..=0xff, trail @ 0xa1..=0xff] => Some((lead - 0xa0, trail - 0xa1)),
        _ => None,
    }
}

/// Name, documentation, the first byte that is not the character of its own number, and the characters from there on.
type SingleSet = (String, String, u16, Vec<u16>);

fn singles() -> Result<Vec<SingleSet>> {
    let mut sets = Vec::new();
    let mut add = |name: &str, about: String, first: u16, at: &dyn Fn(u8) -> Option<u32>| {
        let characters = (first..=255).map(|byte| at(byte as u8).unwrap_or(0) as u16).collect();
        sets.push((name.to_owned(), about, first, characters));
    };
    for part in [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16] {
        // The web takes two parts for Microsoft's supersets.
        let label = match part {
            9 => "windows-1254".to_owned(),
            11 => "windows-874".to_owned(),
            _ => format!("iso-8859-{part}"),
        };
        let encoding = Encoding::for_label(label.as_bytes()).with_context(|| label.clone())?;
        add(&format!("ISO_8859_{part}"), format!("ISO/IEC 8859-{part}."), 0xa0, &|byte| decode(encoding, &[byte]));
    }
    for page in [874, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258] {
        let label = format!("windows-{page}");
        let encoding = Encoding::for_label(label.as_bytes()).with_context(|| label.clone())?;
        let at = |byte| decode(encoding, &[byte]).filter(is_no_control);
        add(&format!("CP{page}"), format!("Microsoft's code page {page}."), 0x80, &at);
    }
    for (name, about, own) in [("KOI8_R", "RFC 1489.", &[][..]), ("KOI8_U", "RFC 2319.", &KOI8_U[..])] {
        let encoding = Encoding::for_label(name.replace('_', "-").as_bytes()).context(name)?;
        let at = |byte| match own.iter().find(|(other, _)| *other == byte) {
            Some((_, character)) => Some(*character),
            None => decode(encoding, &[byte]),
        };
        add(name, about.to_owned(), 0x80, &at);
    }
    for page in [437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869] {
        let table =
            oem_cp::code_table::DECODING_TABLE_CP_MAP.get(&page).with_context(|| format!("code page {page}"))?;
        let at = |byte: u8| {
            let index = usize::from(byte - 0x80);
            let character = match table {
                TableType::Complete(table) => Some(u32::from(table[index])),
                TableType::Incomplete(table) => table[index].map(u32::from),
            };
            character.filter(is_no_control)
        };
        add(&format!("CP{page}"), format!("IBM's code page {page}."), 0x80, &at);
    }
    add("CP1047", "IBM's code page 1047, an EBCDIC.".to_owned(), 0, &|byte| Some(EBCDIC[usize::from(byte)].into()));
    Ok(sets)
}

/// The crates take bytes that have no character for control characters.
fn is_no_control(character: &u32) -> bool {
    !(0x80..0xa0).contains(character)
}

/// Where the web has letters of Belarusian in KOI8-U, RFC 2319 has lines.
const KOI8_U: [(u8, u32); 2] = [(0xae, 0x255d), (0xbe, 0x256c)];

/// IBM's code page 1047 as characters of ISO/IEC 8859-1, which it has in another order. Source: IBM, Character Data
/// Representation Architecture, appendix A.
#[rustfmt::skip]
const EBCDIC: [u8; 256] = [
    0x00, 0x01, 0x02, 0x03, 0x9c, 0x09, 0x86, 0x7f, 0x97, 0x8d, 0x8e, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f,
    0x10, 0x11, 0x12, 0x13, 0x9d, 0x85, 0x08, 0x87, 0x18, 0x19, 0x92, 0x8f, 0x1c, 0x1d, 0x1e, 0x1f,
    0x80, 0x81, 0x82, 0x83, 0x84, 0x0a, 0x17, 0x1b, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x05, 0x06, 0x07,
    0x90, 0x91, 0x16, 0x93, 0x94, 0x95, 0x96, 0x04, 0x98, 0x99, 0x9a, 0x9b, 0x14, 0x15, 0x9e, 0x1a,
    0x20, 0xa0, 0xe2, 0xe4, 0xe0, 0xe1, 0xe3, 0xe5, 0xe7, 0xf1, 0xa2, 0x2e, 0x3c, 0x28, 0x2b, 0x7c,
    0x26, 0xe9, 0xea, 0xeb, 0xe8, 0xed, 0xee, 0xef, 0xec, 0xdf, 0x21, 0x24, 0x2a, 0x29, 0x3b, 0x5e,
    0x2d, 0x2f, 0xc2, 0xc4, 0xc0, 0xc1, 0xc3, 0xc5, 0xc7, 0xd1, 0xa6, 0x2c, 0x25, 0x5f, 0x3e, 0x3f,
    0xf8, 0xc9, 0xca, 0xcb, 0xc8, 0xcd, 0xce, 0xcf, 0xcc, 0x60, 0x3a, 0x23, 0x40, 0x27, 0x3d, 0x22,
    0xd8, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0xab, 0xbb, 0xf0, 0xfd, 0xfe, 0xb1,
    0xb0, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0xaa, 0xba, 0xe6, 0xb8, 0xc6, 0xa4,
    0xb5, 0x7e, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0xa1, 0xbf, 0xd0, 0x5b, 0xde, 0xae,
    0xac, 0xa3, 0xa5, 0xb7, 0xa9, 0xa7, 0xb6, 0xbc, 0xbd, 0xbe, 0xdd, 0xa8, 0xaf, 0x5d, 0xb4, 0xd7,
    0x7b, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0xad, 0xf4, 0xf6, 0xf2, 0xf3, 0xf5,
    0x7d, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f, 0x50, 0x51, 0x52, 0xb9, 0xfb, 0xfc, 0xf9, 0xfa, 0xff,
    0x5c, 0xf7, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0xb2, 0xd4, 0xd6, 0xd2, 0xd3, 0xd5,
    0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0xb3, 0xdb, 0xdc, 0xd9, 0xda, 0x9f,
];
