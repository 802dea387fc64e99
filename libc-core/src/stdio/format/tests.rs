//! The engine against the host's `snprintf` on random directives, and on cases that C and POSIX spell out.

use super::arguments::{Source, Value};
use super::directive::{Directive, Kind};
use super::float::Style;
use super::output::{Output, Sink};
use super::text::Text;
use crate::errno::Errno;
use crate::numeric::unpacked::{Class, Unpacked};
use crate::wchar::encoding::Encoding;
use arch::LongDouble;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::vec::Vec;

unsafe extern "C" {
    fn snprintf(s: *mut c_char, n: usize, format: *const c_char, ...) -> c_int;
    fn vsnprintf(s: *mut c_char, n: usize, format: *const c_char, list: *mut c_void) -> c_int;
    fn fesetround(direction: c_int) -> c_int;
}

impl Sink for Vec<u8> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        self.extend_from_slice(bytes);
        Ok(())
    }
}

/// An argument of a test.
#[derive(Clone, Copy)]
pub(super) enum Argument {
    Word(u64),
    Double(f64),
    LongDouble([u64; 2]),
}

/// Arguments of a test, whose kinds the engine must get right.
pub(super) struct List<'a>(pub std::slice::Iter<'a, Argument>);

impl Source for List<'_> {
    unsafe fn take(&mut self, kind: Kind) -> Value {
        match (self.0.next().expect("too many arguments taken"), kind) {
            (&Argument::Word(word), Kind::Word) => Value { word },
            (&Argument::Double(double), Kind::Double) => Value { double },
            (&Argument::LongDouble(bits), Kind::LongDouble) => Value { long_double: LongDouble { bits } },
            _ => panic!("an argument of another kind taken"),
        }
    }
}

fn error_text() -> &'static CStr {
    c"Mishap"
}

fn ours_in(encoding: Encoding, format: &CStr, arguments: &[Argument]) -> Result<Vec<u8>, (Errno, Vec<u8>)> {
    let mut text = Vec::new();
    let mut list = List(arguments.iter());
    // SAFETY: `List` checks the arguments, and what they point to are strings.
    let result = unsafe { super::format_narrow(&mut text, format.as_ptr(), &mut list, encoding, error_text) };
    match result {
        Ok(length) => {
            assert_eq!(length, text.len());
            assert!(list.0.next().is_none(), "an argument is left of {format:?}");
            Ok(text)
        }
        Err(e) => Err((e, text)),
    }
}

fn ours(format: &CStr, arguments: &[Argument]) -> String {
    String::from_utf8(ours_in(Encoding::Utf8, format, arguments).unwrap()).unwrap()
}

fn words(words: &[i64]) -> Vec<Argument> {
    words.iter().map(|&w| Argument::Word(w as u64)).collect()
}

/// The host's `va_list` for one `long double`, which lies in the overflow area.
#[repr(C)]
struct HostList {
    gp_offset: u32,
    fp_offset: u32,
    overflow: *const c_void,
    save: *const c_void,
}

fn host(format: &CStr, argument: Argument) -> Vec<u8> {
    let mut text = std::vec![0u8; 512];
    loop {
        let (at, room) = (text.as_mut_ptr().cast(), text.len());
        // SAFETY: the argument is of the format's kind.
        let length = unsafe {
            match argument {
                Argument::Word(word) => snprintf(at, room, format.as_ptr(), word),
                Argument::Double(double) => snprintf(at, room, format.as_ptr(), double),
                Argument::LongDouble(bits) => {
                    let memory = LongDouble { bits };
                    let mut list = HostList {
                        gp_offset: 48,
                        fp_offset: 176,
                        overflow: (&raw const memory).cast(),
                        save: std::ptr::null(),
                    };
                    vsnprintf(at, room, format.as_ptr(), (&raw mut list).cast())
                }
            }
        } as usize;
        if length < text.len() {
            text.truncate(length);
            return text;
        }
        text.resize(length + 1, 0);
    }
}

/// What the short way makes of a floating-point number, if it can, and the format is `<`, one directive, `>`.
fn short_way(format: &CStr, argument: Argument) -> Option<String> {
    if !format.to_bytes().starts_with(b"<%") {
        return None;
    }
    let value = match argument {
        Argument::Double(double) => Unpacked::double(double),
        Argument::LongDouble(bits) => Unpacked::long_double(&LongDouble { bits }),
        Argument::Word(_) => return None,
    };
    let mut directive = Directive::new();
    // SAFETY: a string of two bytes at least.
    let mut text = unsafe { Text::new(format.as_ptr().cast::<u8>().add(2)) };
    directive.parse(&mut text).ok()?;
    let (width, precision) = (directive.written_width.get().ok()?, directive.written_precision.get().ok()?);
    directive.set_amounts(width, precision).ok()?;
    if value.class != Class::Finite || directive.conversion | 0x20 == b'a' {
        return None;
    }
    let sign = directive.sign(value.negative);
    let mut bytes = Vec::new();
    let mut out = Output { sink: &mut bytes, written: 0 };
    super::short_float::put(&mut out, &Style::new(&directive), &value, sign.as_slice())?.unwrap();
    Some(String::from_utf8(bytes).unwrap())
}

fn compare(format: &str, argument: Argument) {
    let c = CString::new(format).unwrap();
    let (ours, host) = (ours_in(Encoding::Utf8, &c, &[argument]).expect(format), host(&c, argument));
    if let Some(short) = short_way(&c, argument) {
        assert_eq!(String::from_utf8_lossy(&ours[1..ours.len() - 1]), short, "{format}, the short way");
    }
    // The host's `%#g` loses the zeros when rounding makes one more digit.
    let lost_zeros = || {
        let text = String::from_utf8_lossy(&ours);
        format.contains('#') && text.replace(['0', ' '], "") == String::from_utf8_lossy(&host).replace(['0', ' '], "")
    };
    if ours != host && !(format.to_lowercase().ends_with("g>") && lost_zeros()) {
        let shown = match argument {
            Argument::Word(word) => format!("{word:#x}"),
            Argument::Double(double) => format!("{double:e} {:#x}", double.to_bits()),
            Argument::LongDouble([low, high]) => format!("{:#x} {low:#x}", high & 0xffff),
        };
        panic!("{format} of {shown}:\n{}\n{}", String::from_utf8_lossy(&ours), String::from_utf8_lossy(&host));
    }
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545f4914f6cdd1d)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    /// Flags, width and precision.
    fn prelude(&mut self, flags: &[&str], precisions: u64) -> String {
        let mut text = String::from("<%");
        for _ in 0..self.below(4) {
            text += self.pick(flags);
        }
        if self.below(2) == 0 {
            text += &(1 + self.below(40)).to_string();
        }
        match self.below(4) {
            0 => text.push('.'),
            1 | 2 => text += &format!(".{}", self.below(precisions)),
            _ => {}
        }
        text
    }

    fn integer(&mut self) -> u64 {
        match self.below(4) {
            0 => self.below(300).wrapping_sub(150),
            1 => self.next(),
            2 => (self.next() >> self.below(64)).wrapping_neg(),
            _ => self.next() >> self.below(64),
        }
    }

    fn double(&mut self) -> f64 {
        match self.below(8) {
            0 => f64::from_bits(self.next()),
            1 => self.below(2_000_000) as f64 / 1000.0 - 1000.0,
            2 => self.below(10_000) as f64 / 8.0,
            3 => self.pick(&[
                0.0,
                -0.0,
                f64::INFINITY,
                f64::NEG_INFINITY,
                f64::NAN,
                -f64::NAN,
                f64::MAX,
                f64::MIN_POSITIVE,
                5e-324,
                1.0,
                0.5,
                9.5,
                99.5,
                999999.5,
                0.00001,
                0.0001,
                9.9999995e5,
            ]),
            4 => 10f64.powi(self.below(40) as i32 - 20),
            5 => (self.next() >> self.below(64)) as f64,
            6 => f64::from_bits(((1023 - 40 + self.below(80)) << 52) | self.next() >> 12 | self.next() << 63),
            // A tie in decimal.
            _ => (self.below(2000) as f64 + 0.5) * self.pick(&[1.0, 0.5, 0.25, 0.125, 1024.0, 1e10]),
        }
    }

    fn long_double(&mut self) -> [u64; 2] {
        let significand = match self.below(4) {
            0 => self.next() >> self.below(64) << self.below(64),
            1 => (self.next() >> 63) << 62,
            _ => self.next(),
        } | 1 << 63;
        let exponent = match self.below(8) {
            0 => self.below(0x8000),
            1 => return [self.pick(&[0, 1, 1 << 62, 0x1234]), self.pick(&[0, 0x8000])],
            2 => return [self.pick(&[1u64 << 63, 3 << 62]), self.pick(&[0x7fff, 0xffff])],
            _ => 0x3fff - 70 + self.below(140),
        };
        [significand, exponent | self.pick(&[0, 0x8000]) | self.next() << 16]
    }
}

const DIRECTIONS: [c_int; 4] = [0, 0x400, 0x800, 0xc00];

fn in_direction(direction: c_int, test: impl FnOnce()) {
    // SAFETY: the host's function; the direction is put back.
    unsafe { fesetround(direction) };
    test();
    // SAFETY: as above.
    unsafe { fesetround(0) };
}

#[test]
fn integers_are_as_on_the_host() {
    let mut random = Random(0x9e3779b97f4a7c15);
    for _ in 0..400_000 {
        let mut format = random.prelude(&["-", "+", " ", "#", "0", "'"], 30);
        format += random.pick(&["", "", "hh", "h", "l", "ll", "j", "z", "t", "q"]);
        let conversion = random.pick(&["d", "i", "o", "u", "x", "X"]);
        format += conversion;
        format.push('>');
        compare(&format, Argument::Word(random.integer()));
    }
}

#[test]
fn binary_integers_are_as_on_the_host() {
    let mut random = Random(77);
    for _ in 0..50_000 {
        let mut format = random.prelude(&["-", "#", "0"], 70);
        format += random.pick(&["", "hh", "h", "l", "j"]);
        format += random.pick(&["b>", "B>"]);
        compare(&format, Argument::Word(random.integer()));
    }
}

#[test]
fn doubles_are_as_on_the_host() {
    for direction in DIRECTIONS {
        in_direction(direction, || {
            let mut random = Random(0x9e3779b97f4a7c15 + direction as u64);
            for _ in 0..100_000 {
                let mut format = random.prelude(&["-", "+", " ", "#", "0", "'"], 30);
                format += random.pick(&["", "l"]);
                let conversion = random.pick(&["e", "E", "f", "F", "g", "G", "a", "A"]);
                format += conversion;
                format.push('>');
                let value = random.double();
                if conversion.eq_ignore_ascii_case("a") && value.is_subnormal() {
                    continue;
                }
                compare(&format, Argument::Double(value));
            }
        });
    }
}

#[test]
fn large_precisions_are_exact() {
    let mut random = Random(4242);
    for round in 0..4_000 {
        in_direction(DIRECTIONS[round % 4], || {
            let precision = random.pick(&[100, 300, 700, 750, 766, 767, 768, 1074, 1075, 5000]);
            let format = format!("%.{precision}{}", random.pick(&["e", "f", "g"]));
            let value = random.double();
            compare(&format, Argument::Double(value));
            compare(&format, Argument::Double(f64::from_bits(random.below(1 << 54))));
        });
    }
}

#[test]
fn long_doubles_are_as_on_the_host() {
    let mut random = Random(987654321);
    for round in 0..60_000 {
        in_direction(DIRECTIONS[round % 4], || {
            let mut format = random.prelude(&["-", "+", " ", "#", "0"], 40);
            format += random.pick(&["Le", "LE", "Lf", "LF", "Lg", "LG"]);
            format.push('>');
            compare(&format, Argument::LongDouble(random.long_double()));
        });
    }
    for precision in [4000, 11500, 11514, 16445, 16446, 20000] {
        for conversion in ["e", "f", "g"] {
            let format = format!("%.{precision}L{conversion}");
            for (low, high) in
                [(1, 0), (u64::MAX >> 1, 0), (u64::MAX, 1), (u64::MAX, 0x7ffe), (u64::MAX, 0x3fff), (1 << 63, 0x3000)]
            {
                compare(&format, Argument::LongDouble([low, high]));
            }
        }
    }
}

#[test]
fn hexadecimal_long_doubles_begin_with_1() {
    let x = |format: &CStr, low, high| ours(format, &[Argument::LongDouble([low, high])]);
    assert_eq!(x(c"%La", 1 << 63, 0x3fff), "0x1p+0");
    assert_eq!(x(c"%La", 1, 0), "0x1p-16445");
    assert_eq!(x(c"%LA", u64::MAX, 0xfffe), "-0X1.FFFFFFFFFFFFFFFEP+16383");
    assert_eq!(x(c"%.3La", u64::MAX, 0x3fff), "0x2.000p+0");
    assert_eq!(x(c"%.40La", 3 << 62, 0x3fff), "0x1.8000000000000000000000000000000000000000p+0");
    assert_eq!(x(c"%.15La", (1 << 63) + 1, 0x3fff), "0x1.000000000000000p+0");
    assert_eq!(x(c"%.15La", (1 << 63) + 31, 0x3fff), "0x1.000000000000004p+0");
    assert_eq!(
        ours(c"%a %a", &[Argument::Double(5e-324), Argument::Double(-1e-310)]),
        "0x1p-1074 -0x1.2688b70e62bp-1030"
    );
}

#[test]
fn strings_are_as_on_the_host() {
    let mut random = Random(31);
    for _ in 0..20_000 {
        let text =
            CString::new((0..random.below(12)).map(|_| 1 + random.below(255) as u8).collect::<Vec<_>>()).unwrap();
        let format = random.prelude(&["-"], 15) + "s>";
        compare(&format, Argument::Word(text.as_ptr() as u64));
        let format = random.prelude(&["-"], 5) + "c>";
        compare(&format, Argument::Word(random.next()));
    }
    assert_eq!(
        ours(c"%s|%.3s|%10s|%-8S|%m|%8m|%%|%5%", &words(&[0, 0, 0, 0])),
        "(null)|(nu|    (null)|(null)  |Mishap|  Mishap|%|%"
    );
    // No byte behind the precision is read.
    assert_eq!(ours(c"%.2s", &words(&[b"xy".as_ptr() as i64])), "xy");
}

#[test]
fn wide_strings_are_encoded() {
    let wide = ['a' as u32, 0xe9, 0x20ac, 0x1f600, 0];
    let at = Argument::Word(wide.as_ptr() as u64);
    assert_eq!(ours(c"%ls|", &[at]), "aé€😀|");
    assert_eq!(ours(c"%S|", &[at]), "aé€😀|");
    assert_eq!(ours(c"%.5ls|%.6ls|%.9ls|%.10ls|", &[at; 4]), "aé|aé€|aé€|aé€😀|");
    assert_eq!(ours(c"%12ls|%-12ls|", &[at; 2]), "  aé€😀|aé€😀  |");
    assert_eq!(ours(c"%lc%C%3lc|%-4lc|", &words(&[0x20ac, 0x41, 0xe9, 0x1f600])), "€A é|😀|");
    assert_eq!(ours_in(Encoding::Utf8, c"%lc", &words(&[0])), Ok(b"\0".to_vec()));
    assert_eq!(ours_in(Encoding::Utf8, c"x%lc", &words(&[0xd800])), Err((Errno::EILSEQ, b"x".to_vec())));
    assert_eq!(ours_in(Encoding::Utf8, c"x%lc", &words(&[-1])), Err((Errno::EILSEQ, b"x".to_vec())));
    assert_eq!(ours_in(Encoding::Bytes, c"%ls", &[at]), Err((Errno::EILSEQ, b"".to_vec())));
    let bytes = [0x41, 0xdf80, 0xdfff, 0];
    assert_eq!(ours_in(Encoding::Bytes, c"%ls", &[Argument::Word(bytes.as_ptr() as u64)]), Ok(b"A\x80\xff".to_vec()));
    // What cannot be encoded does not matter behind the precision.
    let odd = [0x41, 0xd800, 0];
    assert_eq!(ours(c"%.1ls", &[Argument::Word(odd.as_ptr() as u64)]), "A");
}

#[test]
fn amounts_from_arguments() {
    assert_eq!(
        ours(c"%*d|%-*d|%*d|%.*d|%.*d|%*.*d|", &words(&[5, 7, 5, 7, -5, 7, 3, 7, -3, 7, 6, 2, 7])),
        "    7|7    |7    |007|7|    07|"
    );
    assert_eq!(ours(c"%0*d", &words(&[-4, 7])), "7   ");
    assert_eq!(ours(c"%.*f", &[Argument::Word(-1i64 as u64), Argument::Double(0.5)]), "0.500000");
    assert_eq!(ours_in(Encoding::Utf8, c"%*d", &words(&[i64::from(i32::MIN), 7])), Err((Errno::EOVERFLOW, Vec::new())));
    assert_eq!(ours(c"%*d", &words(&[-1, 7])), "7");
}

#[test]
fn arguments_by_position() {
    assert_eq!(ours(c"%2$d %1$d", &words(&[1, 2])), "2 1");
    assert_eq!(ours(c"a%%%1$d%1$d%m", &words(&[1])), "a%11Mishap");
    assert_eq!(ours(c"%3$*1$.*2$d|%4$s", &words(&[5, 2, 7, c"x".as_ptr() as i64])), "   07|x");
    let mixed = [Argument::Double(1.5), Argument::Word(8), Argument::LongDouble([1 << 63, 0x3fff])];
    assert_eq!(ours(c"%3$Lg %2$d %1$g %2$#x", &mixed), "1 8 1.5 0x8");
    let format = CString::new((1..=64).rev().map(|n| format!("%{n}$d")).collect::<String>()).unwrap();
    let expect: String = (1..=64).rev().map(|n: i64| n.to_string()).collect();
    assert_eq!(ours(&format, &words(&(1..=64).collect::<Vec<_>>())), expect);
    for (format, before) in [
        (c"%1$d %d", ""),
        (c"%d %1$d", "1 "),
        (c"%2$d", ""),
        (c"%1$d %3$d", ""),
        (c"%65$d", ""),
        (c"%0$d", ""),
        (c"%1$*d", ""),
        (c"%*1$d", ""),
        (c"%1$*0$d", ""),
        (c"%1$", ""),
    ] {
        let (error, text) = ours_in(Encoding::Utf8, format, &words(&[1, 2, 3])).unwrap_err();
        assert_eq!((error, text.as_slice()), (Errno::EINVAL, before.as_bytes()), "{format:?}");
    }
}

#[test]
fn malformed_formats() {
    for format in [
        c"abc%",
        c"abc%5",
        c"abc%y",
        c"abc%.",
        c"abc%l",
        c"abc%hhh",
        c"abc%lld%hhhd",
        c"abc%w7d",
        c"abc%wd",
        c"abc%wf128d",
        c"abc%-.-5d",
        c"abc%5-d",
        c"abc%Hf",
        c"abc%5$",
    ] {
        let (error, text) = ours_in(Encoding::Utf8, format, &words(&[1, 2])).unwrap_err();
        assert_eq!(error, Errno::EINVAL, "{format:?}");
        assert!(text.starts_with(b"abc"));
    }
    for format in [
        c"%2147483648d",
        c"%.2147483648d",
        c"%99999999999999999999d",
        c"x%2147483647d",
        c"%.2147483647f",
        c"%.2147483647e",
        c"%.2147483647a",
    ] {
        let argument = if format.to_bytes().ends_with(b"d") { Argument::Word(1) } else { Argument::Double(1.0) };
        assert_eq!(ours_in(Encoding::Utf8, format, &[argument]).unwrap_err().0, Errno::EOVERFLOW, "{format:?}");
    }
}

#[test]
fn lengths_of_c23() {
    let n = -0x1234_5678_9abc_deffi64;
    assert_eq!(ours(c"%w8d %w16d %w32d %w64d", &words(&[n; 4])), "1 8449 1698898177 -1311768467463790335");
    assert_eq!(ours(c"%wf8x %wf16x %wf32x %wf64x", &words(&[n; 4])), "1 65432101 65432101 edcba98765432101");
    assert_eq!(
        ours(c"%p %20p %-20p|%p", &words(&[0x1234, 0x1234, 0x1234, 0])),
        "0x1234               0x1234 0x1234              |0"
    );
}

#[test]
fn counts() {
    let mut counts = [u64::MAX; 9];
    let at: Vec<i64> = counts.iter_mut().map(|c| &raw mut *c as i64).collect();
    assert_eq!(ours(c"abc%nd%hhn%hn%ln%lln%jn%zn%tn%w16n", &words(&at)), "abcd");
    const TOP: u64 = u64::MAX;
    assert_eq!(counts, [TOP << 32 | 3, TOP << 8 | 4, TOP << 16 | 4, 4, 4, 4, 4, 4, TOP << 16 | 4]);
}
