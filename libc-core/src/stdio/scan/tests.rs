//! The engine against the host's `sscanf`, and on what C and POSIX spell out.

use super::engine::{Pointers, scan};
use super::string::Text;
use crate::errno::Errno;
use crate::wchar::encoding::Encoding;
use std::ffi::{CStr, CString, c_char, c_int};

unsafe extern "C" {
    fn sscanf(s: *const c_char, format: *const c_char, ...) -> c_int;
    fn free(block: *mut std::ffi::c_void);
}

struct List {
    pointers: Vec<*mut u8>,
    next: usize,
}

impl Pointers for List {
    unsafe fn next(&mut self) -> *mut u8 {
        self.next += 1;
        self.pointers[self.next - 1]
    }

    unsafe fn at(&self, position: usize) -> *mut u8 {
        self.pointers[position - 1]
    }
}

const SLOT: usize = 64;

/// Our result and what is in six slots of memory then.
fn ours(text: &CStr, format: &CStr) -> (c_int, Vec<u8>) {
    let mut memory = vec![0xa5u8; 6 * SLOT];
    let pointers = (0..6).map(|i| memory[i * SLOT..].as_mut_ptr()).collect();
    let mut list = List { pointers, next: 0 };
    // SAFETY: the formats here want no more than a slot each.
    let (count, _) =
        unsafe { scan(&mut Text::<u8>::new(text.as_ptr().cast()), format.as_ptr().cast(), &mut list, Encoding::Utf8) };
    (count.map_or(-1, |n| n as c_int), memory)
}

fn theirs(text: &CStr, format: &CStr) -> (c_int, Vec<u8>) {
    let mut memory = vec![0xa5u8; 6 * SLOT];
    let mut slot = |i: usize| memory[i * SLOT..].as_mut_ptr();
    let [a, b, c, d, e, f] = [slot(0), slot(1), slot(2), slot(3), slot(4), slot(5)];
    // SAFETY: as above.
    let count = unsafe { sscanf(text.as_ptr(), format.as_ptr(), a, b, c, d, e, f) };
    (count, memory)
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545f4914f6cdd1d)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.next() % from.len() as u64) as usize]
    }
}

#[test]
fn random_formats() {
    let conversions = [
        "%d", "%i", "%u", "%o", "%x", "%hd", "%hhu", "%ld", "%lld", "%jd", "%zu", "%td", "%2d", "%3i", "%1x", "%*d",
        "%5x", "%f", "%lf", "%Lf", "%3lf", "%5g", "%a", "%*f", "%s", "%3s", "%*s", "%c", "%*c", "%[a-f]", "%[^,]",
        "%4[0-9]", "%*[ x]", "%[]x]", "%[^]x]", "%n", "%hhn", " ", "x", ",", "%%", "a ", "%p", "%4d", "%X", "%E",
        "%[a-]", "%[-a]",
    ];
    let pieces = [
        "1", "-1", "+7", "0x1f", "0X", "0x", "017", "08", "99", "abc", "x", ",", " ", "  ", "\t", "\n", "1.5",
        "-2.5e3", "1e", "1e+", ".5", ".", "0x1.8p3", "inf", "INFINITY", "nan", "infin", "%", "]", "-", "a-f", "12345",
        "007", "1e5x", "a", "+", "0",
    ];
    let mut random = Random(99);
    for _ in 0..400_000 {
        let mut format = String::new();
        let mut text = String::new();
        for _ in 0..1 + random.next() % 4 {
            format += random.pick(&conversions);
        }
        for _ in 0..random.next() % 6 {
            text += random.pick(&pieces);
        }
        let (format, text) = (CString::new(format).unwrap(), CString::new(text).unwrap());
        let (mut mine, theirs) = (ours(&text, &format), theirs(&text, &format));
        // The padding of a `long double`.
        for (mine, theirs) in mine.1.chunks_mut(SLOT).zip(theirs.1.chunks(SLOT)) {
            if mine[10..16] == [0; 6] && theirs[10..16] == [0xa5; 6] {
                mine[10..16].fill(0xa5);
            }
        }
        if mine != theirs && !known_difference(&text, &format, mine.0, theirs.0) {
            panic!("{format:?} of {text:?}: {} {:?}\n{} {:?}", mine.0, shown(&mine.1), theirs.0, shown(&theirs.1));
        }
    }
}

fn shown(memory: &[u8]) -> Vec<&[u8]> {
    memory.chunks(SLOT).map(|slot| &slot[..20]).take_while(|slot| slot.iter().any(|&b| b != 0xa5)).collect()
}

fn known_difference(text: &CStr, format: &CStr, mine: c_int, theirs: c_int) -> bool {
    let (text, format) = (text.to_str().unwrap(), format.to_str().unwrap());
    // A suppressed conversion that was completed is one (C23 7.23.6.2).
    let suppressed = format.contains('*') && (mine, theirs) == (0, -1);
    // The host takes a prefix without digits for a number, and one that the width cuts before them.
    let prefix = text.to_lowercase().match_indices("0x").any(|(at, _)| {
        let behind = text[at + 2..].bytes().next();
        !behind.is_some_and(|b| b.is_ascii_hexdigit())
            || ["%1x", "%3i", "%5x", "%3lf", "%5g"].iter().any(|w| format.contains(w))
    });
    // It takes an exponent without digits, and one that the width cuts before its digits.
    let exponent = text.match_indices('e').any(|(at, _)| {
        let behind = text[at + 1..].strip_prefix(['+', '-']).unwrap_or(&text[at + 1..]);
        !behind.starts_with(|c: char| c.is_ascii_digit()) || format.contains("%3lf") || format.contains("%5g")
    });
    suppressed || prefix || exponent
}

#[test]
fn allocates() {
    let mut pointers = [std::ptr::null_mut::<c_char>(); 3];
    let mut list = List { pointers: pointers.iter_mut().map(|p| std::ptr::from_mut(p).cast()).collect(), next: 0 };
    let long = "y".repeat(1000);
    let text = CString::new(format!("abc {long}12")).unwrap();
    // SAFETY: three pointers to pointers.
    let result = unsafe {
        scan(&mut Text::<u8>::new(text.as_ptr().cast()), c"%ms %m[y]%2mc".as_ptr().cast(), &mut list, Encoding::Utf8)
    };
    assert_eq!(result, (Some(3), None));
    // SAFETY: strings that were allocated; the third is two bytes.
    unsafe {
        assert_eq!(CStr::from_ptr(pointers[0]), c"abc");
        assert_eq!(CStr::from_ptr(pointers[1]).to_str().unwrap(), long);
        assert_eq!(*pointers[2].cast::<[u8; 2]>(), *b"12");
        pointers.iter().for_each(|&p| free(p.cast()));
    }
}

fn outcome(text: &CStr, format: &CStr) -> (Option<usize>, Option<Errno>) {
    let mut memory = vec![0u8; 6 * SLOT];
    let pointers = (0..6).map(|i| memory[i * SLOT..].as_mut_ptr()).collect();
    let mut list = List { pointers, next: 0 };
    // SAFETY: as above.
    unsafe { scan(&mut Text::<u8>::new(text.as_ptr().cast()), format.as_ptr().cast(), &mut list, Encoding::Utf8) }
}

#[test]
fn results() {
    assert_eq!(outcome(c"", c"%d"), (None, None));
    assert_eq!(outcome(c"x", c"%d"), (Some(0), None));
    assert_eq!(outcome(c"5", c"%d%d"), (Some(1), None));
    assert_eq!(outcome(c"5", c"%y"), (None, Some(Errno::EINVAL)));
    assert_eq!(outcome(c"5", c"%[abc"), (None, Some(Errno::EINVAL)));
    assert_eq!(outcome(c"5 6", c"%2$d%d"), (Some(1), Some(Errno::EINVAL)));
    assert_eq!(outcome(c"\xff", c"%ls"), (None, Some(Errno::EILSEQ)));
    assert_eq!(outcome(c"0b101 101", c"%b%w16b"), (Some(2), None));
}

#[test]
fn wide() {
    let units = |s: &str| s.chars().map(u32::from).chain([0]).collect::<Vec<_>>();
    let (text, format) = (units("ü 12 äß,é x"), units("%s%d %l[äß],%lc%n %c"));
    let mut memory = [0u64; 64];
    let pointers = (0..6).map(|i| memory[i * 8..].as_mut_ptr().cast()).collect();
    let mut list = List { pointers, next: 0 };
    // SAFETY: strings that end in 0, and slots of 64 bytes.
    let result = unsafe { scan(&mut Text::new(text.as_ptr()), format.as_ptr(), &mut list, Encoding::Utf8) };
    assert_eq!(result, (Some(5), None));
    let words = |i: usize| [memory[i * 8] as u32, (memory[i * 8] >> 32) as u32, memory[i * 8 + 1] as u32];
    assert_eq!(memory[0], 0xbcc3);
    assert_eq!(memory[8] as u32, 12);
    assert_eq!(words(2), [0xe4, 0xdf, 0]);
    assert_eq!(memory[24] as u32, 0xe9);
    assert_eq!(memory[32] as u32, 9);
    assert_eq!(memory[40] as u8, b'x');
    // The same from bytes.
    let mut memory = [0u64; 64];
    let pointers = (0..6).map(|i| memory[i * 8..].as_mut_ptr().cast()).collect();
    let mut list = List { pointers, next: 0 };
    let (text, format) = (CString::new("ü 12 äß,é x").unwrap(), CString::new("%s%d %l[äß],%lc%n %c").unwrap());
    // SAFETY: as above.
    let result =
        unsafe { scan(&mut Text::<u8>::new(text.as_ptr().cast()), format.as_ptr().cast(), &mut list, Encoding::Utf8) };
    assert_eq!(result, (Some(5), None));
    let words = |i: usize| [memory[i * 8] as u32, (memory[i * 8] >> 32) as u32, memory[i * 8 + 1] as u32];
    assert_eq!((memory[0], words(2), memory[24] as u32, memory[32] as u32), (0xbcc3, [0xe4, 0xdf, 0], 0xe9, 13));
}
