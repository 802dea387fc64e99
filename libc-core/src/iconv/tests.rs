//! Comparison with glibc's iconv: every character of the first three planes, and every code of up to two bytes.

use super::convert::{Conversion, Options, States};
use super::encoding::{Decoded, Encoding, NAMES, find};
use crate::errno::Errno;
use std::ffi::{CString, c_char, c_int, c_void};

unsafe extern "C" {
    fn iconv_open(to: *const c_char, from: *const c_char) -> *mut c_void;
    fn iconv(
        descriptor: *mut c_void,
        input: *mut *const c_char,
        left: *mut usize,
        output: *mut *mut c_char,
        room: *mut usize,
    ) -> usize;
    fn iconv_close(descriptor: *mut c_void) -> c_int;
}

struct Glibc(*mut c_void);

impl Glibc {
    fn new(to: &str, from: &str) -> Self {
        let (to_name, from_name) = (CString::new(to).unwrap(), CString::new(from).unwrap());
        // SAFETY: strings.
        let descriptor = unsafe { iconv_open(to_name.as_ptr(), from_name.as_ptr()) };
        assert_ne!(descriptor.addr(), usize::MAX, "glibc does not know {to} or {from}");
        Self(descriptor)
    }

    /// What all of the input becomes, from the initial state on.
    fn convert(&self, input: &[u8]) -> Option<Vec<u8>> {
        let mut output = [0u8; 64];
        let (mut from, mut left) = (input.as_ptr().cast(), input.len());
        let (mut to, mut room) = (output.as_mut_ptr().cast(), output.len());
        // SAFETY: the buffers are as long as is said.
        let result = unsafe {
            iconv(self.0, std::ptr::null_mut(), std::ptr::null_mut(), std::ptr::null_mut(), std::ptr::null_mut());
            iconv(self.0, &mut from, &mut left, &mut to, &mut room)
        };
        if result != 0 {
            return None;
        }
        // SAFETY: as above: some encodings hold a character back.
        unsafe { iconv(self.0, std::ptr::null_mut(), std::ptr::null_mut(), &mut to, &mut room) };
        Some(output[..64 - room].to_vec())
    }
}

impl Drop for Glibc {
    fn drop(&mut self) {
        // SAFETY: it is open.
        unsafe { iconv_close(self.0) };
    }
}

fn encoding(name: &str) -> Encoding {
    NAMES[find(name.as_bytes()).unwrap_or_else(|| panic!("{name}"))].1
}

/// What the character becomes, back in the initial state.
fn encode(encoding: Encoding, character: u32) -> Option<Vec<u8>> {
    let (mut output, mut state) = ([0; 64], 0);
    let length = encoding.encode(&mut state, character, &mut output).ok()?;
    let end = encoding.reset(&mut state, &mut output[length..]).unwrap();
    Some(output[..length + end].to_vec())
}

/// What all of the input becomes.
fn decode(encoding: Encoding, input: &[u8]) -> Option<Vec<u32>> {
    let (mut state, mut at, mut characters) = (0, 0, Vec::new());
    while at < input.len() {
        match encoding.decode(&mut state, &input[at..]) {
            Decoded::Character(character, length) => {
                characters.push(character);
                at += length;
            }
            Decoded::Two(both, length) => {
                characters.extend(both);
                at += length;
            }
            Decoded::Shift(length) => at += length,
            Decoded::Incomplete | Decoded::Invalid => return None,
        }
    }
    Some(characters)
}

/// All that the encoding can have, and more.
fn characters(encoding: Encoding) -> impl Iterator<Item = u32> {
    let end = if matches!(encoding, Encoding::Single(_)) { 0x1_0000 } else { 0x3_0000 };
    (0..end).filter(|character| char::from_u32(*character).is_some())
}

/// Calls `differs` for each character whose code is another one than glibc's: with the character, our code and theirs.
fn compare_encoder(ours: &str, theirs: &str, mut differs: impl FnMut(u32, Option<Vec<u8>>, Option<Vec<u8>>)) {
    let glibc = Glibc::new(theirs, "UTF-32LE");
    for character in characters(encoding(ours)) {
        let (a, b) = (encode(encoding(ours), character), glibc.convert(&character.to_le_bytes()));
        if a != b {
            differs(character, a, b);
        }
    }
}

/// The same for each code.
fn compare_decoder(
    ours: &str,
    theirs: &str,
    codes: impl Iterator<Item = Vec<u8>>,
    mut differs: impl FnMut(&[u8], Option<Vec<u32>>, Option<Vec<u32>>),
) {
    let glibc = Glibc::new("UTF-32LE", theirs);
    for code in codes {
        let a = decode(encoding(ours), &code);
        let b = glibc
            .convert(&code)
            .map(|bytes| bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect::<Vec<_>>());
        if a != b {
            differs(&code, a, b);
        }
    }
}

/// Codes of one byte, and of two where the first one is not US-ASCII's.
fn codes() -> impl Iterator<Item = Vec<u8>> {
    let two = (0x80..=255u8).flat_map(|a| (0..=255u8).map(move |b| vec![a, b]));
    (0..=255u8).map(|a| vec![a]).chain(two)
}

fn is_c1(character: u32) -> bool {
    (0x80..0xa0).contains(&character)
}

/// Compares both ways, but for characters and codes that `is_known` to differ.
fn compare(
    ours: &str,
    theirs: &str,
    codes: impl Iterator<Item = Vec<u8>>,
    is_known_character: impl Fn(u32) -> bool,
    is_known_code: impl Fn(&[u8]) -> bool,
) {
    compare_encoder(ours, theirs, |character, a, b| {
        assert!(is_known_character(character), "{ours}: U+{character:04X}: {a:x?}, glibc {b:x?}");
    });
    compare_decoder(ours, theirs, codes, |code, a, b| {
        assert!(is_known_code(code), "{ours}: {code:02x?}: {a:x?}, glibc {b:x?}");
    });
}

#[test]
fn unicode() {
    let pairs = [
        ("UTF-8", "UTF-8"),
        ("UTF-16BE", "UTF-16BE"),
        ("UTF-16LE", "UTF-16LE"),
        ("UCS-2BE", "UCS-2BE"),
        ("UCS-2LE", "UCS-2LE"),
        ("UTF-32BE", "UTF-32BE"),
        ("UTF-32LE", "UTF-32LE"),
        ("UCS-4LE", "UCS-4LE"),
        ("WCHAR_T", "WCHAR_T"),
    ];
    for (ours, theirs) in pairs {
        let four =
            [[0, 0, 0xd8, 0], [0, 0x11, 0, 0], [0xd8, 0, 0xdc, 0], [0xf0, 0x9f, 0x98, 0x80], [0xf4, 0x90, 0x80, 0x80]];
        let more = four.into_iter().map(|code| code.to_vec()).chain((0..=0xff).map(|byte| vec![0xe0, byte, 0x80]));
        compare(ours, theirs, codes().chain(more), |_| false, |_| false);
    }
}

#[test]
fn single_bytes() {
    let mut pairs = vec![("US-ASCII".to_owned(), "ASCII".to_owned()), ("CP1047".to_owned(), "IBM1047".to_owned())];
    let iso = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16].map(|part| format!("ISO-8859-{part}"));
    let pages = [437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874];
    let pages = pages.into_iter().chain(1250..=1258).map(|page| format!("CP{page}"));
    let others = ["KOI8-R", "KOI8-U", "TIS-620"].map(str::to_owned);
    pairs.extend(iso.into_iter().chain(pages).chain(others).map(|name| (name.clone(), name)));
    for (ours, theirs) in pairs {
        let is_known = |character: u32, code: u8| match &*ours {
            // glibc takes letters apart, and puts them together, where the page has the accent alone.
            "CP1255" => character >= 0xfb00 || code == 0xca || character == 0x5ba,
            "CP1258" => encode(encoding(&ours), character).is_none(),
            // Microsoft has the percent sign at its place, IBM the Arabic one.
            "CP864" => matches!(character, 0x25 | 0x66a) || code == 0x25,
            // glibc has a space there that does not break.
            "TIS-620" => character == 0xa0 || is_c1(character) || (0x80..=0xa0).contains(&code),
            _ => false,
        };
        compare(&ours, &theirs, (0..=255).map(|byte| vec![byte]), |c| is_known(c, 0), |code| is_known(0, code[0]));
    }
}

#[test]
fn japanese() {
    // glibc passes control characters of the second set on, and takes two of JIS X 0201's for US-ASCII's.
    let three = (0xa1..=0xfe).flat_map(|a| (0xa0..=0xff).map(move |b| vec![0x8f, a, b]));
    compare(
        "EUC-JP",
        "EUC-JP",
        codes().chain(three),
        |c| is_c1(c) || matches!(c, 0xa5 | 0x203e),
        |code| is_c1(code[0].into()),
    );
    // JIS X 0201 has other characters in place of two of US-ASCII's; and glibc's encoder takes some of Microsoft's.
    let is_known = |character| matches!(character, 0xa5 | 0x203e | 0xffe0..=0xffe2);
    compare("SHIFT_JIS", "SJIS", codes(), is_known, |code| code.iter().any(|byte| matches!(byte, 0x5c | 0x7e)));
    // These are not the same, and counted: see `similar`.
    let is_known = |character| encoding("CP932").similar(character).is_some();
    compare("CP932", "CP932", codes(), is_known, |_| false);
    // RFC 1468 has no half-width katakana.
    let kanji = (0..=255u8).flat_map(|a| (0..=255u8).map(move |b| [b"\x1b$B", &[a, b][..], b"\x1b(B"].concat()));
    let roman = (0..=255u8).map(|a| [b"\x1b(J", &[a][..], b"\x1b(B"].concat());
    let is_known = |code: &[u8]| {
        code.contains(&0x1b) && (code[3] == 0x1b || code[4] == 0x1b || code[3] == 0x0a || code[3] == 0x0e)
    };
    compare("ISO-2022-JP", "ISO-2022-JP", kanji.chain(roman), |c| (0xff61..0xffa0).contains(&c), is_known);
}

#[test]
fn chinese() {
    // Unicode's table for GB 2312 has another dot and dash.
    let is_known = |character| matches!(character, 0xb7 | 0x2014 | 0x2015 | 0x30fb);
    compare("GB2312", "GB2312", codes(), is_known, |code| code[0] == 0xa1 && matches!(code[1], 0xa4 | 0xaa));
    // glibc's GBK has neither private characters nor those that came with GB 18030, whose code for the euro is one.
    let glibc = Glibc::new("GBK", "UTF-32LE");
    let has = |character: u32| glibc.convert(&character.to_le_bytes()).is_some();
    let decoded = |code: &[u8]| decode(encoding("GBK"), code).is_none_or(|found| found.iter().all(|&c| has(c)));
    compare("GBK", "GBK", codes(), |c| !has(c), |code| !decoded(code) || *code == [0xa2, 0xe3]);
    // Six codes were private once.
    let moved = [0xe816, 0xe817, 0xe818, 0xe831, 0xe83b, 0xe855, 0x20087, 0x20089, 0x200cc, 0x215d7, 0x2298f, 0x241fe];
    let four = (0..39_420u32).chain(189_000..190_000).chain(1_237_570..1_237_590).map(|index| {
        vec![
            0x81 + (index / 12600) as u8,
            0x30 + (index / 1260 % 10) as u8,
            0x81 + (index / 10 % 126) as u8,
            0x30 + (index % 10) as u8,
        ]
    });
    // Characters that were written by four bytes once still are.
    let is_second = |code: &[u8]| {
        let found = decode(encoding("GB18030"), code);
        code.len() == 4
            && found.is_some_and(|found| encode(encoding("GB18030"), found[0]).is_some_and(|first| first != code))
    };
    let is_known =
        |code: &[u8]| (code[0] == 0xfe && matches!(code[1], 0x51..=0x53 | 0x6c | 0x76 | 0x91)) || is_second(code);
    compare("GB18030", "GB18030", codes().chain(four), |c| moved.contains(&c), is_known);
}

#[test]
fn big5() {
    // Where ETEN's characters are, glibc has private ones; and Hong Kong's are decoded by either name. Some characters
    // have two codes.
    let twice = [0x2550, 0x255e, 0x2561, 0x256a, 0x2593, 0x4edd, 0xffed];
    let eten = |character: u32| {
        encode(encoding("BIG5"), character)
            .is_some_and(|code| matches!(code[..], [0xc6..=0xc8 | 0xf9, _] | [0xa3, 0xc0..=0xfe]))
    };
    let private = |character: u32| (0xe000..0xf900).contains(&character);
    let is_known = |c| twice.contains(&c) || eten(c) || private(c) || c == 0x80;
    compare("BIG5", "BIG5", codes(), is_known, |code| matches!(code[0], 0x80..=0xa0 | 0xa3 | 0xc6..=0xc8 | 0xf9..));
    // There glibc has other mappings of punctuation, and prefers other ones of two codes.
    compare_encoder("BIG5-HKSCS", "BIG5-HKSCS", |character, a, b| {
        let is_known =
            |code: &Vec<u8>| decode(encoding("BIG5-HKSCS"), code) == Some(vec![character]) || code[0] <= 0xa3;
        assert!(b.iter().all(is_known), "U+{character:04X}: {a:x?}, glibc {b:x?}");
    });
    let glibc = Glibc::new("BIG5-HKSCS", "UTF-32LE");
    compare_decoder("BIG5-HKSCS", "BIG5-HKSCS", codes(), |code, a, b| {
        let other = |a: &Vec<u32>| glibc.convert(&a[0].to_le_bytes()).is_some_and(|other| other != code);
        let is_second = a.as_ref().is_some_and(other);
        assert!(matches!(code[0], 0x80 | 0xa1..=0xa3 | 0xf9) || is_second, "{code:02x?}: {a:x?}, glibc {b:x?}");
    });
}

#[test]
fn korean() {
    // glibc passes control characters of the second set on, and has two characters more.
    let is_known = |character| is_c1(character) || matches!(character, 0x20a9 | 0x327e);
    // Microsoft's superset is decoded by either name.
    let is_superset = |code: &[u8]| code[0] <= 0xa0 || code[1] <= 0xa0;
    compare("EUC-KR", "EUC-KR", codes(), is_known, |code| code == [0xa2, 0xe8] || is_superset(code));
    compare("CP949", "UHC", codes(), |_| false, |_| false);
}

#[test]
fn every_character_survives_the_way_there_and_back() {
    for (names, encoding) in NAMES {
        for character in characters(*encoding) {
            if let Some(code) = encode(*encoding, character) {
                let back = decode(*encoding, &code);
                // A mark, or what begins an escape sequence, is swallowed where one is looked for.
                let is_mark = matches!(character, 0xfeff | 0xfffe | 0x1b) && encoding.has_state();
                assert!(back == Some(vec![character]) || is_mark, "{names}: U+{character:04X}: {code:02x?}: {back:x?}");
            }
        }
    }
}

#[test]
fn any_bytes_are_harmless() {
    let mut random = 1u64;
    for round in 0..200_000 {
        let mut input = [0; 12];
        for byte in &mut input {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (random >> 33) as u8;
        }
        let (_, encoding) = NAMES[round % NAMES.len()];
        let mut state = 0;
        let mut rest = &input[..(random >> 60) as usize % 13];
        while !rest.is_empty() {
            let length = match encoding.decode(&mut state, rest) {
                Decoded::Character(_, length) | Decoded::Two(_, length) | Decoded::Shift(length) => length,
                Decoded::Incomplete => break,
                Decoded::Invalid => encoding.unit().min(rest.len()),
            };
            rest = &rest[length..];
        }
    }
}

/// Converts with little input and little room at a time.
fn convert_by_pieces(conversion: &Conversion, input: &[u8], size: usize, room: usize) -> (Vec<u8>, usize) {
    let (mut states, mut output, mut at, mut end, mut lossy) = (States::default(), Vec::new(), 0, 0, 0);
    let mut buffer = vec![0; room];
    while at < input.len() {
        let progress = conversion.run(&mut states, &input[at..end], &mut buffer);
        output.extend(&buffer[..progress.written]);
        at += progress.read;
        lossy += progress.lossy;
        match progress.result {
            Ok(()) | Err(Errno::EINVAL) => end = (end + size).min(input.len()),
            Err(e) => {
                assert!(e == Errno::E2BIG && progress.read + progress.written != 0, "{e:?}");
            }
        }
    }
    (output, lossy)
}

#[test]
fn pieces_make_the_whole() {
    const TEXT: &str = "Grüße, мир! 日本語ﾃｽﾄ 中文 한국어 갂 €…Œ 😀 \n\x1f~\\¥‾";
    let text: Vec<u8> = TEXT.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let wide = encoding("UTF-32LE");
    for (index, (_, from)) in NAMES.iter().enumerate() {
        let to_from = Conversion { from: wide, to: *from, options: Options::default() };
        let (source, _) = convert_by_pieces(&to_from, &text, text.len(), 400);
        for (_, to) in NAMES.iter().skip(index % 3).step_by(3) {
            let conversion = Conversion { from: *from, to: *to, options: Options::parse(b"//TRANSLIT").unwrap() };
            let whole = convert_by_pieces(&conversion, &source, source.len(), 1000);
            assert!(!whole.0.is_empty());
            // The longest replacement of this text has three characters, behind an escape sequence.
            for (size, room) in [(1, 12), (2, 17), (5, 13), (7, 64), (64, 12)] {
                assert_eq!(convert_by_pieces(&conversion, &source, size, room), whole);
            }
        }
    }
}
