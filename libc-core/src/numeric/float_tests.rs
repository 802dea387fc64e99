//! Text to floating-point numbers, against the host's `strtod`, `strtof` and `strtold`.

use super::binary_format::{DOUBLE, Encoded, FLOAT, Format, LONG_DOUBLE};
use super::characters::{Memory, Reader};
use super::decimal_to_binary::{double_by_processor, encode, exact_double, exact_long_double, float_by_processor};
use super::float_scan::{DOUBLE_DIGITS, LONG_DOUBLE_DIGITS, Number, scan};
use super::limbs::{Limbs, room};
use arch::{Round, fenv};
use std::ffi::{CString, c_char, c_int};

unsafe extern "C" {
    fn strtod(s: *const c_char, end: *mut *mut c_char) -> f64;
    fn strtof(s: *const c_char, end: *mut *mut c_char) -> f32;
    // The result is in st(0), which this calling convention does not name: fetched below.
    fn strtold(s: *const c_char, end: *mut *mut c_char);
    fn fesetround(direction: c_int) -> c_int;
    fn feclearexcept(exceptions: c_int) -> c_int;
    fn __errno_location() -> *mut c_int;
}

/// The host's `long double`, its bits without the padding.
fn host_long_double(text: &CString) -> u128 {
    let mut bytes = [0u8; 16];
    // SAFETY: calls a C function by its convention, on an aligned stack; the result goes to `bytes`.
    unsafe {
        std::arch::asm!(
            "mov r12, rsp", "and rsp, -16", "call {f}", "mov rsp, r12", "fstp tbyte ptr [r13]",
            f = sym strtold, in("rdi") text.as_ptr(), in("rsi") 0, in("r13") bytes.as_mut_ptr(),
            out("r12") _, clobber_abi("C"),
        );
    }
    u128::from_le_bytes(bytes)
}

fn read(text: &CString, limbs: &mut Limbs) -> Number {
    // SAFETY: a C string.
    let mut memory = unsafe { Memory::<u8>::new(text.as_ptr().cast()) };
    let mut reader = Reader::new(&mut memory);
    reader.skip_space::<u8>();
    scan(&mut reader, limbs)
}

fn ours(text: &CString, format: &Format, direction: Round) -> (Number, Encoded) {
    let mut room = room::<LONG_DOUBLE_DIGITS>();
    let double = format.precision <= 53;
    let mut limbs = Limbs::new(if double { &mut room[..DOUBLE_DIGITS] } else { &mut room });
    let number = read(text, &mut limbs);
    let exact = if double { exact_double } else { exact_long_double };
    (number, encode(&number, limbs.as_slice(), format, exact, direction))
}

const DIRECTIONS: [(Round, c_int); 4] =
    [(Round::Nearest, 0), (Round::Down, 0x400), (Round::Up, 0x800), (Round::TowardZero, 0xc00)];

/// Compares in every direction: the value, where it ends, and `ERANGE`.
fn compare(text: &str) {
    let c = CString::new(text).unwrap();
    for (direction, host) in DIRECTIONS {
        let mut end = std::ptr::null_mut();
        // SAFETY: C strings and locals; the direction is set back.
        unsafe {
            for format in [&DOUBLE, &FLOAT, &LONG_DOUBLE] {
                let (number, encoded) = ours(&c, format, direction);
                fesetround(host);
                *__errno_location() = 0;
                let theirs = match format.precision {
                    53 => {
                        let value = strtod(c.as_ptr(), &mut end);
                        let mut room = room::<DOUBLE_DIGITS>();
                        let mut limbs = Limbs::new(&mut room);
                        let number = read(&c, &mut limbs);
                        if let Some(quick) = double_by_processor(&number, limbs.as_slice()) {
                            assert_eq!(quick.to_bits(), value.to_bits(), "{text} {direction:?} by processor");
                        }
                        u128::from(value.to_bits())
                    }
                    24 => {
                        let value = strtof(c.as_ptr(), &mut end);
                        let mut room = room::<DOUBLE_DIGITS>();
                        let mut limbs = Limbs::new(&mut room);
                        let number = read(&c, &mut limbs);
                        if let Some(quick) = float_by_processor(&number, limbs.as_slice()) {
                            assert_eq!(quick.to_bits(), value.to_bits(), "{text} {direction:?} by processor");
                        }
                        u128::from(value.to_bits())
                    }
                    _ => host_long_double(&c),
                };
                let errno = *__errno_location();
                fesetround(0);
                let length = end.offset_from(c.as_ptr()) as usize;
                let mine = match format.precision {
                    53 => u128::from(encoded.double(number.negative).to_bits()),
                    24 => u128::from(encoded.float(number.negative).to_bits()),
                    _ => {
                        let [low, high] = encoded.long_double(number.negative).bits;
                        u128::from(high) << 64 | u128::from(low)
                    }
                };
                let shown = if text.len() > 200 { &text[..200] } else { text };
                let what = format!("{shown} {direction:?} {}", format.precision);
                assert_eq!(mine, theirs, "{what}: {mine:#x}, not {theirs:#x}");
                assert_eq!(number.length, length, "{what}");
                let range = encoded.exceptions & (fenv::OVERFLOW | fenv::UNDERFLOW) != 0;
                assert_eq!(range, errno == 34, "{what}: ERANGE");
            }
        }
    }
    // SAFETY: no argument.
    unsafe { feclearexcept(0x3d) };
}

pub(super) struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545f4914f6cdd1d)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

#[test]
fn grammar() {
    for text in [
        "",
        "+",
        "-",
        ".",
        "e5",
        ".e5",
        "0",
        "-0",
        "+0",
        "0x",
        "0x.",
        "0xg",
        "0x.p1",
        "0x1",
        "0x1.8",
        "0x.8p3",
        "-0X1.8P+3",
        "0x1p",
        "0x1p+",
        "1e",
        "1e+",
        "1e-",
        "1e5x",
        "1.",
        "1.e2",
        "1..2",
        " \t\n\x0b\x0c\r 7",
        "inf",
        "INFINITY",
        "infinit",
        "-inf",
        "i",
        "in",
        "infi",
        "infinityx",
        "0000",
        "0.000",
        "00012.500",
        "0e999999999999999999999",
        "0x0p99999999999",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "-1e99999999999999999999",
        "0x1p9999999999999999999",
        "-0x1p-9999999999999999999",
        "1,5",
        "1_000",
        "0b101",
        "١",
        "1e1",
        "1E1",
        "0x1e1",
        "0x1.fffffffffffff7fffffffffffffffffp0",
        "0x1.fffffffffffff8p0",
        "0x1.fffffffffffff80000000000000000000000000000000000000001p0",
        "0x0.0000000000000000000000000000000000000000000000000001p200",
        "0x10000000000000000000000000000000000000000000000000000000001p-200",
        "0x1p-1074",
        "0x1p-1075",
        "0x1.8p-1075",
        "0x1.8p-1074",
        "0x0.fffffffffffff8p-1022",
        "0x0.fffffffffffffcp-1022",
        "0x1p-149",
        "0x0.ffffffp-126",
        "0x0.ffffff8p-126",
        "0x0.ffffffcp-126",
        "0x1.ffffffffffffffffp16383",
        "0x1.fffffffffffffffep16383",
        "0x1.ffffffffffffffffp-16383",
        "0x1p-16445",
        "0x1p-16446",
        "0x1.8p-16446",
        "0x1.fffffffffffff7p1023",
        "0x1.fffffffffffff8p1023",
        "0x1.fffffep127",
        "0x1.ffffffp127",
    ] {
        compare(text);
    }
    for text in ["nan", "NaN", "nan(", "nan()", "nan(12x_)", "nan(1-)", "nanx", "-nan"] {
        let c = CString::new(text).unwrap();
        let (number, encoded) = ours(&c, &DOUBLE, Round::Nearest);
        let mut end = std::ptr::null_mut();
        // SAFETY: C strings and locals.
        let length = unsafe {
            strtod(c.as_ptr(), &mut end);
            end.offset_from(c.as_ptr())
        };
        assert_eq!(number.length, length as usize, "{text}");
        let bits = encoded.double(number.negative).to_bits();
        assert_eq!(bits, 0x7ff8 << 48 | u64::from(text.starts_with('-')) << 63);
    }
}

#[test]
fn random_decimals() {
    let mut random = Random(7);
    for round in 0..60_000 {
        let digits = match round % 8 {
            0 => 1 + random.below(40),
            1 => 1 + random.below(6),
            2 => 17,
            _ => 1 + random.below(21),
        };
        let mut text: String = (0..digits).map(|_| char::from(b'0' + random.below(10) as u8)).collect();
        if random.below(2) == 0 {
            text.insert(random.below(digits + 1) as usize, '.');
        }
        if random.below(4) != 0 {
            let range = [10, 50, 340, 5000][random.below(4) as usize];
            text += &format!("e{}", random.below(2 * range + 1) as i64 - range as i64);
        }
        if random.below(2) == 0 {
            text.insert(0, '-');
        }
        compare(&text);
    }
}

#[test]
fn shortest_and_longest_texts_of_random_doubles() {
    let mut random = Random(11);
    for _ in 0..10_000 {
        let double = f64::from_bits(random.next() & i64::MAX as u64);
        if double.is_finite() {
            compare(&format!("{double:e}"));
            compare(&format!("{double:.17e}"));
        }
        let float = f32::from_bits(random.next() as u32 & i32::MAX as u32);
        if float.is_finite() {
            compare(&format!("{float:e}"));
        }
    }
}

/// A number of 106 bits, written out: exact, and a bit more and less.
fn around(text: &str) {
    compare(text);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let point = if mantissa.contains('.') { "" } else { "." };
    compare(&format!("{mantissa}{point}{}1e{exponent}", "0".repeat(20)));
    compare(&format!("{mantissa}{point}{}1e{exponent}", "0".repeat(1000)));
    let mut less = mantissa.trim_end_matches('.').as_bytes().to_vec();
    if let Some(at) = less.iter().rposition(|&b| b != b'0' && b != b'.') {
        less[at] -= 1;
        let less = String::from_utf8(less).unwrap();
        compare(&format!("{less}{point}{}e{exponent}", "9".repeat(30)));
    }
}

#[test]
fn halfway_cases() {
    let mut random = Random(13);
    for _ in 0..1500 {
        // Rust writes out every digit of a number halfway between two floats, and near the doubles' range, between
        // two of those by the digits of twice the number.
        let float = f32::from_bits(random.next() as u32 & 0x7f7f_ffff);
        let half = f64::from(float) + (f64::from(f32::from_bits(float.to_bits() + 1)) - f64::from(float)) / 2.0;
        if half.is_finite() {
            around(&format!("{half:e}"));
        }
        let double = f64::from_bits(random.next() & 0x7fdf_ffff_ffff_ffff);
        let bits = double.to_bits();
        let significand = u128::from(bits & ((1 << 52) - 1) | if bits >> 52 != 0 { 1 << 52 } else { 0 });
        let exponent = (bits >> 52).max(1) as i32 - 1075;
        around(&exact_decimal(2 * significand + 1, exponent - 1));
    }
    for bits in [0u64, 1, 2, (1 << 52) - 1, 1 << 52, 0x7fef_ffff_ffff_ffff] {
        let significand = u128::from(bits & ((1 << 52) - 1) | if bits >> 52 != 0 { 1 << 52 } else { 0 });
        let exponent = (bits >> 52).max(1) as i32 - 1075;
        around(&exact_decimal(2 * significand + 1, exponent - 1));
        around(&exact_decimal(4 * significand + 3, exponent - 2));
    }
    // `long double`: the halves at its ends, and in its middle.
    for (significand, exponent) in [
        (1u128, -16446),
        (3, -16446),
        ((1 << 64) - 1, -16446),
        ((1 << 65) - 1, -16446),
        ((1 << 65) - 1, 16383 - 64),
        ((1 << 65) - 3, 16383 - 64),
        ((1 << 65) - 1, 0),
        ((1 << 65) - 1, -200),
    ] {
        around(&exact_decimal(significand, exponent));
    }
}

/// `significand` x 2^`exponent`, every digit.
fn exact_decimal(significand: u128, exponent: i32) -> String {
    // Digits of a natural number, the lowest first.
    let mut digits: Vec<u64> = Vec::new();
    let mut rest = significand;
    while rest > 0 {
        digits.push((rest % 1_000_000_000) as u64);
        rest /= 1_000_000_000;
    }
    let (factor, count) = if exponent < 0 { (5, -exponent) } else { (2, exponent) };
    for _ in 0..count {
        let mut carry = 0;
        for digit in &mut digits {
            carry += *digit * factor;
            *digit = carry % 1_000_000_000;
            carry /= 1_000_000_000;
        }
        if carry > 0 {
            digits.push(carry);
        }
    }
    let text: String = digits.iter().rev().map(|d| format!("{d:09}")).collect();
    let text = text.trim_start_matches('0');
    format!("{text}e{}", exponent.min(0))
}
